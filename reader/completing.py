"""From a place in a query to what it could go on with, by what the library holds."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING, TypeVar

from index.query.completing import Kind, completing
from index.query.language import FIELDS
from index.query.names import canonical
from index.query.question import Sort
from index.query.tree import State, Thing
from reader.completions import Candidate, Offer, fits, key
from reader.words import SORT_WORDS, page_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from index.query.completing import Completing
    from index.store.rows import PageReport
    from reader.completions import Known

MOST = 40
"""Candidates: more than anybody steps through."""
LEAST = 2
"""Letters before a field is offered, or a name for what it holds: one stands nearly everywhere."""
_PLAIN = re.compile(r"[\w./-]+")

Named = TypeVar("Named")


def offer_at(query: str, cursor: int, known: Known) -> Offer | None:
    """What the query could go on with where the cursor stands; None where nothing fits."""
    place = completing(query, cursor)
    if place is None:
        return None
    found = _candidates(place, known)
    if not found or [candidate.text for candidate in found] == [query[place.start : place.end]]:
        return None
    return Offer(query, place.start, place.end, found, is_quiet=place.kind is Kind.FIELD)


def _candidates(place: Completing, known: Known) -> tuple[Candidate, ...]:
    typed = place.typed
    match place.kind:
        case Kind.FIELD:
            enough = len(typed) >= LEAST
            return tuple(c for c in VALUES[Kind.FIELD] if enough and fits(c.text, typed))
        case Kind.TAG:
            tags = _fitting(known.tags, known.tag_keys, typed)
            return tuple(Candidate(_value(t.name), t.name, f"{t.papers:,}") for t in tags)
        case Kind.PAGE:
            pages = _fitting(known.pages, known.page_keys, typed)
            return tuple(_page(page, known) for page in pages)
        case Kind.SAVED:
            saved = _fitting(known.saved, [key(s.name) for s in known.saved], canonical(typed))
            return tuple(Candidate(f"@{s.name}", f"@{s.name}", gloss=s.text) for s in saved)
        case _:
            return tuple(c for c in VALUES.get(place.kind, ()) if fits(c.text, typed))


def _fitting(among: Sequence[Named], keys: Sequence[str], typed: str) -> list[Named]:
    """Those with a name that begins as typed, and then those with one that holds it."""
    wanted = key(typed)
    part = wanted[1:]
    found = list(islice((n for n, each in enumerate(keys) if wanted in each), MOST))
    if len(part) >= LEAST and len(found) < MOST:
        beginning = set(found)
        holding = (n for n, each in enumerate(keys) if part in each and n not in beginning)
        found += islice(holding, MOST - len(found))
    return [among[n] for n in found]


def _page(page: PageReport, known: Known) -> Candidate:
    """By its day; by its name where others are of that day, or where it has none."""
    name = page.label if page.label and known.labels[page.label] == 1 else page.page
    words = name if name == page.label else page_words(None, page.page)
    return Candidate(_value(name), words, f"{page.papers:,}")


def _value(name: str) -> str:
    """A name as a value in the query language."""
    return name if _PLAIN.fullmatch(name) else '"' + name.replace('"', "") + '"'


def _plain(names: Iterable[str]) -> tuple[Candidate, ...]:
    return tuple(Candidate(name, name) for name in names)


VALUES: dict[Kind, tuple[Candidate, ...]] = {
    Kind.FIELD: _plain(f"{name}:" for name in FIELDS),
    Kind.STATE: _plain(State),
    Kind.THING: _plain(Thing),
    Kind.DAY: (
        *_plain(("today", "yesterday")),
        Candidate("7d", "7d", gloss="the last 7 days"),
        Candidate("1m", "1m", gloss="the last month"),
        Candidate("1y", "1y", gloss="the last year"),
    ),
    Kind.SORT: tuple(Candidate(sort, sort, gloss=SORT_WORDS[sort]) for sort in Sort),
}
"""What may stand where, whatever the library holds."""
