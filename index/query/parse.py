"""What a person typed, read into a tree. Nothing that can be typed fails."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeVar

from index.query.grammar import MOST_NOTES, Grammar
from index.query.lexer import read_marks
from index.query.marks import Kind
from index.query.prose import (
    CAPITALS_NOTE,
    capitals_are_words,
    with_words_for_capitals,
    without_idle_brackets,
)
from index.query.tree import Saved
from index.text import clean

if TYPE_CHECKING:
    from collections.abc import Sequence

    from index.query.marks import Mark
    from index.query.question import Sort
    from index.query.tree import Tree

MOST_CHARACTERS = 2_000
MOST_TERMS = 200
_MOST_CLEANED = 10 * MOST_CHARACTERS
_TERMS = {Kind.WORD, Kind.PHRASE, Kind.SUBSTRING, Kind.REGEX, Kind.SAVED, Kind.CONDITION}

UNCLOSED_NOTE = "The quote was not closed: read to the end."

_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Query:
    """What was typed, understood."""

    tree: Tree
    notes: tuple[str, ...] = ()  # how it was read, where that needs saying
    sort: Sort | None = None  # the order it asks for itself
    limit: int | None = None  # the most papers that it asks for
    begun: Saved | None = None  # a saved search whose name is still being typed


def parse(text: str, typing: bool = False, today: dt.date | None = None) -> Query:
    """The meaning of `text` in the query language.

    While it is being typed, its last word is also a prefix, and nothing is said of what is not
    finished. `today` is what days such as "7d" are counted from. Never raises.
    """
    marks, notes = _marks(text, typing)
    begun = marks[-1] if marks and marks[-1].unfinished else None
    if capitals_are_words(marks):
        notes.append(CAPITALS_NOTE)
        marks = with_words_for_capitals(marks)
    grammar = Grammar(without_idle_brackets(marks), today or dt.date.today())
    tree = grammar.everything_typed()
    sort = _last("orders", "sort", grammar.sorts, notes)
    limit = _last("limits", "limit", grammar.limits, notes)
    return Query(
        tree,
        tuple(dict.fromkeys([*notes, *grammar.notes]))[:MOST_NOTES],
        sort,
        limit,
        Saved(begun.text) if begun and begun.kind is Kind.SAVED else None,
    )


def _marks(text: str, typing: bool) -> tuple[list[Mark], list[str]]:
    """The marks of as much of the text as is read, and notes on what is not."""
    notes = []
    cleaned = clean(text[:_MOST_CLEANED])
    is_cut = len(cleaned) > MOST_CHARACTERS or len(text) > _MOST_CLEANED
    if is_cut:
        cleaned = cleaned[:MOST_CHARACTERS]
        notes.append(f"Only the first {MOST_CHARACTERS:,} characters were read.")
    marks = read_marks(cleaned)
    read = _first_terms(marks)
    if read != marks:
        is_cut = True
        marks = read
        notes.append(f"Only the first {MOST_TERMS} words and conditions were read.")
    if marks and (is_cut or not typing):
        if marks[-1].unclosed and not is_cut:
            notes.append(UNCLOSED_NOTE)
        marks[-1] = replace(marks[-1], unfinished=False)
    return marks, notes


def _first_terms(marks: list[Mark]) -> list[Mark]:
    """The marks with no more than MOST_TERMS words and values; each between commas is one."""
    room = MOST_TERMS
    for place, mark in enumerate(marks):
        if mark.kind in _TERMS:
            room -= max(1, len(mark.parts))
        if room < 0:
            parts = mark.parts[:room]
            return [*marks[:place], replace(mark, parts=parts)] if parts else marks[:place]
    return marks


def _last(kind: str, name: str, asked: Sequence[_T], notes: list[str]) -> _T | None:
    """What was asked for last, and a note where the query asks for several."""
    if not asked:
        return None
    if len(set(asked)) > 1:
        notes.append(f"It asks for several {kind}: the last, {name}:{asked[-1]}, counts.")
    return asked[-1]
