"""The values of fields that are not words: what `is:`, `has:`, `tag:`, `page:` and `rank:` mean."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from index.errors import WrongUse
from index.query.language import STATES, THINGS
from index.query.tree import Has, Is, OnPage, Ranked, State, Tagged, Thing
from index.tagnames import tag_name

if TYPE_CHECKING:
    from collections.abc import Callable

    from index.query.tree import Condition

_RANGE = re.compile(r"(\d{1,9})?\s*(?:\.\.|-|–)\s*(\d{1,9})?")
_BOUND = re.compile(r"(<=|>=|=|<|>|≤|≥)?\s*(\d{1,9})")


class Misfit(Exception):
    """A value that its field has no meaning for; its text says what fits."""


def condition(name: str, parts: tuple[str, ...], is_unfinished: bool) -> Condition | None:
    """What `name:parts` asks of the store; None where that is still being typed.

    Errors: Misfit.
    """
    return _READERS[name](parts, is_unfinished)


def _state(parts: tuple[str, ...], is_unfinished: bool) -> Condition | None:
    word = ",".join(parts).casefold()
    chosen = _choose(word, tuple(State), is_unfinished, f"is: takes {STATES}")
    return None if chosen is None else Is(State(chosen))


def _thing(parts: tuple[str, ...], is_unfinished: bool) -> Condition | None:
    word = ",".join(parts).casefold()
    if word not in tuple(Thing):
        word = word.removesuffix("s")
    chosen = _choose(word, tuple(Thing), is_unfinished, f"has: takes {THINGS}")
    return None if chosen is None else Has(Thing(chosen))


def _choose(word: str, choices: tuple[str, ...], is_unfinished: bool, what_fits: str) -> str | None:
    if word in choices:
        return word
    begun = [choice for choice in choices if choice.startswith(word)]
    if not (is_unfinished and begun):
        raise Misfit(what_fits)
    return begun[0] if len(begun) == 1 else None


def _tags(parts: tuple[str, ...], is_unfinished: bool) -> Condition | None:
    if parts == ("*",):
        return Tagged()
    names: list[str] = []
    for part in parts:
        try:
            names.append(tag_name(part))
        except WrongUse:
            if not is_unfinished:
                raise Misfit("a tag holds letters or digits") from None
    return Tagged(tuple(dict.fromkeys(names))) if names else None


def _page(parts: tuple[str, ...], _: bool) -> Condition | None:
    return OnPage(",".join(parts))


def _rank(parts: tuple[str, ...], is_unfinished: bool) -> Condition | None:
    value = ",".join(parts)
    if bounds := _RANGE.fullmatch(value):
        low, high = (int(bound) if bound else None for bound in bounds.groups())
        if low is not None and high is not None:
            low, high = min(low, high), max(low, high)
        if (low, high) != (None, None):
            return Ranked(1 if low is None else low, high)
    if bound := _BOUND.fullmatch(value):
        place = int(bound[2])
        return {
            "<": Ranked(1, place - 1),
            "<=": Ranked(1, place),
            "≤": Ranked(1, place),
            ">": Ranked(place + 1),
            ">=": Ranked(place),
            "≥": Ranked(place),
        }.get(bound[1] or "=", Ranked(place, place))
    if is_unfinished and not any(character.isalnum() for character in value):
        return None
    raise Misfit("rank: takes a place such as 3, 1..5, <=10 or >20")


_READERS: dict[str, Callable[[tuple[str, ...], bool], Condition | None]] = {
    "is": _state,
    "has": _thing,
    "tag": _tags,
    "page": _page,
    "rank": _rank,
}
