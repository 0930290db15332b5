"""From a place in a query to what it could go on with, by what the library holds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from index.query.completing import Kind, completing

from index.query.language import TEXT_FIELDS, VALUE_FIELDS
from index.query.question import Sort
from index.query.tree import State, Thing
from reader.completions import Candidate, Offer, fits
from reader.words import SORT_WORDS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reader.known import Known

MOST = 40
"""Candidates: more than anybody steps through."""
LEAST_OF_A_FIELD = 2
"""Letters before a field is offered: nearly every word begins as some field does."""


def offer_at(query: str, cursor: int, known: Known) -> Offer | None:
    """What the query could go on with where the cursor stands; None where nothing fits."""
    place = completing(query, cursor)
    if place is None:
        return None
    is_field = place.kind is Kind.FIELD
    if is_field and len(place.typed) < LEAST_OF_A_FIELD:
        return None
    candidates = _candidates(place.kind, known)
    found = _beginning(candidates, place.typed) if is_field else _fitting(candidates, place.typed)
    if not found or [candidate.text for candidate in found] == [query[place.start : place.end]]:
        return None
    return Offer(query, place.start, place.end, found, is_quiet=is_field)


def _candidates(kind: Kind, known: Known) -> tuple[Candidate, ...]:
    match kind:
        case Kind.TAG:
            return known.tags
        case Kind.PAGE:
            return known.pages
        case Kind.SAVED:
            return known.saved
        case _:
            return FIXED.get(kind, ())


def _of_fixed(names: Iterable[str]) -> tuple[Candidate, ...]:
    return tuple(Candidate(name, name) for name in names)


FIXED: dict[Kind, tuple[Candidate, ...]] = {
    Kind.FIELD: _of_fixed(f"{name}:" for name in (*TEXT_FIELDS, *VALUE_FIELDS)),
    Kind.STATE: _of_fixed(State),
    Kind.THING: _of_fixed(Thing),
    Kind.SORT: tuple(Candidate(sort, sort, gloss=SORT_WORDS[sort]) for sort in Sort),
}
"""What may stand where, whatever the library holds."""


def _beginning(candidates: Iterable[Candidate], typed: str) -> tuple[Candidate, ...]:
    return tuple(candidate for candidate in candidates if fits(candidate.text, typed))


def _fitting(candidates: Iterable[Candidate], typed: str) -> tuple[Candidate, ...]:
    """Those that begin as typed, and then those that hold it."""
    wanted = typed.strip('"').casefold()
    beginning, holding = [], []
    for candidate in candidates:
        names = [name.casefold() for name in (candidate.words, candidate.also)]
        if any(name.startswith(wanted) for name in names):
            beginning.append(candidate)
        elif any(wanted in name for name in names):
            holding.append(candidate)
    return tuple((beginning + holding)[:MOST])
