"""What could be completed at a place in a query, whatever the library holds."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum, auto
from typing import TYPE_CHECKING

from index.query import marks
from index.query.language import FIELDS
from index.query.lexer import QUOTES, read_pieces

if TYPE_CHECKING:
    from collections.abc import Sequence

    from index.query.marks import Mark

MOST_CHARACTERS = 2_000  # before the cursor; nothing is completed further on


class Kind(Enum):
    """What would complete it."""

    FIELD = auto()  # a field's name and its colon
    STATE = auto()  # is:
    THING = auto()  # has:
    TAG = auto()  # one tag of those after tag:
    PAGE = auto()  # a page's name or day
    REPO = auto()
    DAY = auto()  # day: and added:
    PAPER = auto()  # the id of a paper
    SAVED = auto()  # a saved search's name, with its @
    SORT = auto()


@dataclass(frozen=True, slots=True)
class Completing:
    """What stands from `start` to `end` may be replaced by what completes it."""

    kind: Kind
    typed: str  # of it, before the cursor; without a quote
    start: int  # in characters of the query
    end: int


_KINDS = {
    "is": Kind.STATE,
    "has": Kind.THING,
    "tag": Kind.TAG,
    "page": Kind.PAGE,
    "repo": Kind.REPO,
    "day": Kind.DAY,
    "added": Kind.DAY,
    "id": Kind.PAPER,
    "like": Kind.PAPER,
    "sort": Kind.SORT,
}
_SEVERAL = {Kind.TAG, Kind.REPO, Kind.PAPER}  # fields that take several values
_PART = re.compile(rf"(?:[{QUOTES}][^{QUOTES}]*[{QUOTES}]|[^,{QUOTES}]*),")
_REST_OF_FIELD = re.compile(r"[^\W\d_]*:?")
_REST_OF_VALUE = re.compile(rf"[^\s()|,{QUOTES}]*")
_REST_OF_QUOTE = re.compile(rf"[^{QUOTES}]*[{QUOTES}]?")
_NOTHING = re.compile("")
_BEFORE_A_FIELD = {marks.Kind.NOT, marks.Kind.OPEN, marks.Kind.OR}


def completing(text: str, cursor: int) -> Completing | None:
    """What could be completed where the cursor stands, in characters; None where nothing can."""
    if not 0 < cursor <= min(len(text), MOST_CHARACTERS):
        return None
    pieces = list(read_pieces(text[:cursor]))
    if not pieces or pieces[-1][2] < cursor:
        return None  # behind a space
    mark, start, _ = pieces[-1]
    if mark is None:
        is_saved = text[start:cursor] == "@"
        return _replacing(Kind.SAVED, text, start, cursor) if is_saved else None
    if mark.kind is marks.Kind.SAVED:
        return _replacing(Kind.SAVED, text, start, cursor)
    if mark.kind is marks.Kind.CONDITION:
        return _value(mark.text, text, start + len(mark.text) + 1, cursor)
    if field := _field_around([piece for piece, *_ in pieces[:-1] if piece is not None]):
        return _value(field, text, start, cursor)
    before, _, end = pieces[-2] if len(pieces) > 1 else (None, 0, -1)
    is_free = end < start or (before is not None and before.kind in _BEFORE_A_FIELD)
    return _field(mark, text, start, cursor) if is_free else None


def _field_around(earlier: Sequence[Mark]) -> str:
    """The field whose brackets are open behind these marks; "" where there are none."""
    around = [""]
    for before, mark in zip([None, *earlier], earlier, strict=False):
        if mark.kind is marks.Kind.OPEN:
            is_fields = before is not None and before.kind is marks.Kind.FIELD and mark.glued
            around.append(before.text if before and is_fields else around[-1])
        elif mark.kind is marks.Kind.CLOSE and len(around) > 1:
            around.pop()
    return around[-1]


def _value(field: str, text: str, start: int, cursor: int) -> Completing | None:
    """The value of a field, or of several that of those between commas in which the cursor is."""
    kind = _KINDS.get(field)
    if kind is None:
        return None
    if kind in _SEVERAL:
        while part := _PART.match(text, start, cursor):
            start = part.end()
    return _replacing(kind, text, start, cursor)


def _field(mark: Mark, text: str, start: int, cursor: int) -> Completing | None:
    """The name of a field, where a word begins so."""
    typed = text[start:cursor]
    if not mark.is_plain or mark.text != typed:
        return None
    if not any(name.startswith(typed.casefold()) for name in FIELDS):
        return None
    return _replacing(Kind.FIELD, text, start, cursor)


def _replacing(kind: Kind, text: str, start: int, cursor: int) -> Completing:
    typed = text[start:cursor]
    rest = _REST_OF_FIELD if kind is Kind.FIELD else _REST_OF_VALUE
    if typed[:1] and typed[0] in QUOTES:
        is_closed = len(typed) > 1 and typed[-1] in QUOTES
        rest = _NOTHING if is_closed else _REST_OF_QUOTE
    found = rest.match(text, cursor)
    return Completing(kind, typed.strip(QUOTES), start, found.end() if found else cursor)
