"""Sentences: plain words enough that whoever typed them meant most of them, not every one."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from index.query.lexer import words_of
from index.query.marks import Kind
from index.query.shape import all_of
from index.query.tree import Most, Phrase, Word

if TYPE_CHECKING:
    from collections.abc import Sequence

    from index.query.marks import Mark
    from index.query.tree import Tree

SENTENCE = 6  # plain words that make a sentence
QUESTION = 2  # plain words that do before a question mark
ASKED = 4  # plain words that do behind one of these, mark or not
ASKING = {"how", "why", "what", "when", "where", "which", "who", "does", "do", "is", "are", "can"}
PASTED = 20  # plain words that nobody types: what is quoted among them need not stand so

CAPITALS_NOTE = "Read as a sentence, its OR and NOT as words; | and - join and leave out."


def capitals_are_words(marks: Sequence[Mark]) -> bool:
    """Whether AND, OR and NOT are words here: in a sentence, with conditions beside it or not.

    Words with an operator between every two are a list, and what joins a condition is one.
    """
    words = spelled = 0
    kinds = [None, *(mark.kind for mark in marks), None]
    for mark, before, after in zip(marks, kinds, kinds[2:], strict=False):
        if mark.kind is Kind.CONDITION or (mark.kind is Kind.NOT and after is Kind.CONDITION):
            continue
        if mark.spelled and Kind.CONDITION not in (before, after):
            spelled += 1
        elif mark.is_plain:
            words += 1
        else:
            return False
    return words >= SENTENCE and 0 < spelled < words - 1


def with_words_for_capitals(marks: Sequence[Mark]) -> list[Mark]:
    """The marks with the operators that stand among words made words."""
    following = [*(mark.kind for mark in marks[1:]), None]
    return [
        replace(mark, kind=Kind.WORD, text=mark.text.lower(), spelled=False)
        if mark.spelled and after is not Kind.CONDITION
        else mark
        for mark, after in zip(marks, following, strict=True)
    ]


def without_idle_brackets(marks: list[Mark]) -> list[Mark]:
    """The marks without their brackets where no operator gives these a meaning.

    So what stands in brackets in a sentence is a part of it.
    """
    if any(mark.kind in (Kind.AND, Kind.OR) for mark in marks):
        return marks
    for mark, after in pairwise(marks):
        if after.kind is Kind.OPEN and mark.kind in (Kind.NOT, Kind.FIELD):
            return marks
    return [mark for mark in marks if mark.kind not in (Kind.OPEN, Kind.CLOSE)]


def is_plain(tree: Tree) -> bool:
    """Whether it is a word that can be one of a sentence: in no field, finished or being typed."""
    return (
        isinstance(tree, Word)
        and tree.field is None
        and not tree.typo
        and (tree.typed or not tree.prefix)
    )


def said(parts: Sequence[Tree], asks: bool) -> Tree:
    """All of the parts, their plain words as a sentence where they are many or ask something."""
    words = _plain(parts)
    if len(words) >= PASTED:
        parts = [word for part in parts for word in _unquoted(part)]
        words = _plain(parts)
    if len(words) < _fewest(words, asks):
        return all_of(parts)
    first = next(place for place, part in enumerate(parts) if is_plain(part))
    rest = [part for part in parts[first:] if not is_plain(part)]
    return all_of([*parts[:first], Most(words), *rest])


def is_sentence(parts: Sequence[Tree]) -> bool:
    """Whether the plain words among these parts are one where no operator stands between them."""
    words = _plain(parts)
    return len(words) >= _fewest(words, asks=False)


def _fewest(words: Sequence[Word], asks: bool) -> int:
    """How many plain words make a sentence of them."""
    if asks:
        return QUESTION
    is_asking = bool(words) and words[0].text.casefold() in ASKING
    return ASKED if is_asking else SENTENCE


def _plain(parts: Sequence[Tree]) -> tuple[Word, ...]:
    return tuple(part for part in parts if isinstance(part, Word) and is_plain(part))


def _unquoted(part: Tree) -> Sequence[Tree]:
    """The words of a phrase that may stand in either text, each alone; else the part."""
    if not isinstance(part, Phrase) or part.field is not None:
        return (part,)
    return [Word(mark.text) for mark in words_of(part.text)]
