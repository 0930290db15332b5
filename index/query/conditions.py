"""The values of fields that are not words: what `is:`, `tag:`, `rank:` and their like mean."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from index.errors import WrongUse
from index.query.language import SORTS, STATES, THINGS
from index.query.question import Sort
from index.query.shape import any_of
from index.query.spans import span_of
from index.query.tree import (
    Added,
    Has,
    InRepo,
    Is,
    Like,
    OfDay,
    OnPage,
    Ranked,
    SeenOn,
    State,
    Tagged,
    Thing,
    WithId,
)
from index.tagnames import tag_name

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable

    from index.query.tree import Tree

_RANGE = re.compile(r"(\d{1,9})?\s*(?:\.\.|-|–|…)\s*(\d{1,9})?")
_BOUND = re.compile(r"(<=|>=|=|<|>|≤|≥)?\s*(\d{1,9})")
_BEGUN = re.compile(r"[\d.<>=≤≥–…-]*")
_BEGUN_DAYS = re.compile(r"[\w./<>=≤≥–… -]*")
_SITE = re.compile(r"(?:https?://)?(?:www\.)?(?:github|gitlab)\.com/", re.IGNORECASE)


class Misfit(Exception):
    """A value that its field has no meaning for; its text says what fits."""


@dataclass(frozen=True, slots=True)
class Value:
    """What stands behind the colon, in its parts between commas."""

    parts: tuple[str, ...]
    is_unfinished: bool  # it is still being typed
    today: dt.date

    @property
    def whole(self) -> str:
        """As it was typed."""
        return ",".join(self.parts)


def condition(name: str, value: Value) -> Tree | None:
    """What `name:value` asks; None where that is still being typed. Errors: Misfit."""
    return _READERS[name](value)


def sort_of(value: Value) -> Sort | None:
    """The order named; None where that is still being typed. Errors: Misfit."""
    chosen = _choose(value.whole.casefold(), tuple(Sort), value, f"sort: takes {SORTS}")
    return None if chosen is None else Sort(chosen)


def limit_of(value: Value) -> int:
    """How many papers at most, 1 or more. Errors: Misfit."""
    number = value.whole
    if not re.fullmatch(r"0*[1-9]\d{0,8}", number):
        raise Misfit("limit: takes a number from 1 on, such as 50")
    return int(number)


def _state(value: Value) -> Tree | None:
    chosen = _choose(value.whole.casefold(), tuple(State), value, f"is: takes {STATES}")
    return None if chosen is None else Is(State(chosen))


def _thing(value: Value) -> Tree | None:
    word = value.whole.casefold()
    if word not in tuple(Thing):
        word = word.removesuffix("s")
    chosen = _choose(word, tuple(Thing), value, f"has: takes {THINGS}")
    return None if chosen is None else Has(Thing(chosen))


def _choose(word: str, choices: tuple[str, ...], value: Value, what_fits: str) -> str | None:
    if word in choices:
        return word
    begun = [choice for choice in choices if choice.startswith(word)]
    if not (value.is_unfinished and begun):
        raise Misfit(what_fits)
    return begun[0] if len(begun) == 1 else None


def _tags(value: Value) -> Tree | None:
    if "*" in value.parts:  # any at all, whatever stands beside it
        return Tagged()
    names: list[str] = []
    for part in value.parts:
        try:
            names.append(tag_name(part))
        except WrongUse:
            if not value.is_unfinished:
                raise Misfit("a tag holds letters or digits") from None
    return Tagged(tuple(dict.fromkeys(names))) if names else None


def _page(value: Value) -> Tree:
    return OnPage(value.whole)


def _repo(value: Value) -> Tree:
    if "*" in value.parts:
        return Has(Thing.CODE)
    names = (_SITE.sub("", part, count=1).strip("/") for part in value.parts)
    return any_of(InRepo(name) for name in names if name)


def _id(value: Value) -> Tree:
    return any_of(WithId(part.casefold()) for part in value.parts)


def _like(value: Value) -> Tree:
    return any_of(Like(part.casefold()) for part in value.parts)


def _rank(value: Value) -> Tree | None:
    bounds = _numbers(value, "rank: takes a place such as 3, 1..5, <=10 or >20")
    return bounds and Ranked(*bounds)


def _seen(value: Value) -> Tree | None:
    bounds = _numbers(value, "seen: takes a number of pages such as 2, 2..5, >1 or <=3")
    return bounds and SeenOn(*bounds)


def _numbers(value: Value, what_fits: str) -> tuple[int, int | None] | None:
    """The lowest and the highest number, None where open; None for both while it is typed."""
    typed = value.whole
    if found := _RANGE.fullmatch(typed):
        low, high = (int(bound) if bound else None for bound in found.groups())
        if low is not None and high is not None:
            low, high = min(low, high), max(low, high)
        if (low, high) != (None, None):
            return (1 if low is None else low), high
    if found := _BOUND.fullmatch(typed):
        number = int(found[2])
        return {
            "<": (1, number - 1),
            "<=": (1, number),
            "≤": (1, number),
            ">": (number + 1, None),
            ">=": (number, None),
            "≥": (number, None),
        }.get(found[1] or "=", (number, number))
    if value.is_unfinished and _BEGUN.fullmatch(typed):
        return None
    raise Misfit(what_fits)


def _added(value: Value) -> Tree | None:
    return _days("added", Added, value)


def _day(value: Value) -> Tree | None:
    return _days("day", OfDay, value)


def _days(name: str, kind: type[Added | OfDay], value: Value) -> Tree | None:
    span = span_of(value.whole, value.today)
    if span is not None:
        return kind(*span)
    if value.is_unfinished and _BEGUN_DAYS.fullmatch(value.whole):
        return None
    raise Misfit(f"{name}: takes days such as today, 7d, 2026-09-01 or 2026-08..2026-09")


_READERS: dict[str, Callable[[Value], Tree | None]] = {
    "is": _state,
    "has": _thing,
    "tag": _tags,
    "page": _page,
    "repo": _repo,
    "day": _day,
    "added": _added,
    "rank": _rank,
    "seen": _seen,
    "id": _id,
    "like": _like,
}
