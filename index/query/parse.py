"""What a person typed, read into a tree. Nothing that can be typed fails."""

from __future__ import annotations

from dataclasses import dataclass, replace
from difflib import get_close_matches
from typing import TYPE_CHECKING

from index.query.conditions import Misfit, condition
from index.query.field import Field
from index.query.language import CONDITION_FIELDS, TEXT_FIELDS
from index.query.lexer import Kind, Mark, read_marks
from index.query.shape import all_of, any_of, none_of
from index.query.tree import Everything, Phrase, Tree, Word
from index.text import one_line

if TYPE_CHECKING:
    from collections.abc import Sequence

DEEPEST = 50  # brackets within brackets; deeper ones are read as if they were not there
SENTENCE = 6  # plain words that make a sentence
MOST_NOTES = 5
_SHOWN = 30
_FIELDS = {"title": Field.TITLE, "abs": Field.ABSTRACT, "abstract": Field.ABSTRACT}


@dataclass(frozen=True, slots=True)
class Query:
    """What was typed, understood."""

    tree: Tree
    notes: tuple[str, ...] = ()  # how it was read, where that needs saying


def parse(text: str, typing: bool = False) -> Query:
    """The meaning of `text` in the query language.

    While it is being typed, its last word is also a prefix. Never raises.
    """
    marks = read_marks(text)
    notes: list[str] = []
    if _is_sentence(marks):
        if any(mark.spelled for mark in marks):
            notes.append("Read as a sentence, its OR and NOT as words; | and - join and leave out.")
        marks = [_as_word(mark) if mark.spelled else mark for mark in marks]
    if not typing and marks:
        marks[-1] = replace(marks[-1], unfinished=False)
    reader = _Reader(marks, notes)
    tree = reader.everything_typed()
    return Query(tree, tuple(dict.fromkeys(notes))[:MOST_NOTES])


def _is_sentence(marks: Sequence[Mark]) -> bool:
    """Six plain words or more; but words with an operator between every two are a list."""
    spelled = sum(mark.spelled for mark in marks)
    words = sum(mark.kind is Kind.WORD and not mark.starred for mark in marks)
    if words + spelled != len(marks) or words < SENTENCE:
        return False
    return spelled < words - 1


def _as_word(operator: Mark) -> Mark:
    return replace(operator, kind=Kind.WORD, text=operator.text.lower())


class _Reader:
    """One pass over the marks, by precedence: OR of ANDs of NOTs of terms."""

    def __init__(self, marks: Sequence[Mark], notes: list[str]) -> None:
        self.marks = marks
        self.notes = notes
        self.at = 0
        self.depth = 0
        self.ignored = 0  # brackets opened too deep, whose closing ones are ignored as well

    def everything_typed(self) -> Tree:
        parts = []
        while self.at < len(self.marks):
            parts.append(self._either(None))
            self.at += 1  # a bracket that closes nothing
        return all_of(parts)

    def _peek(self) -> Kind | None:
        return self.marks[self.at].kind if self.at < len(self.marks) else None

    def _either(self, field: str | None) -> Tree:
        parts = [self._both(field)]
        while self._peek() is Kind.OR:
            self.at += 1
            parts.append(self._both(field))
        return any_of(parts)

    def _both(self, field: str | None) -> Tree:
        parts: list[Tree] = []
        while (kind := self._peek()) not in (None, Kind.OR):
            if kind is Kind.CLOSE:
                if not self.ignored:
                    break
                self.ignored -= 1
                self.at += 1
            elif kind is Kind.AND:
                self.at += 1
            else:
                parts.append(self._term(field))
        return all_of(parts)

    def _term(self, field: str | None) -> Tree:
        """One term with what stands before it: any number of minuses, NOTs and field names."""
        is_left_out = False
        name = None
        while (kind := self._peek()) in (Kind.NOT, Kind.FIELD):
            mark = self.marks[self.at]
            self.at += 1
            if kind is Kind.NOT and (mark.spelled or self._is_glued()):
                is_left_out = not is_left_out
            elif kind is Kind.FIELD and self._is_glued():
                name = mark.text
        if name is not None:
            field = self._known(name)
        tree = self._operand(field, is_left_out)
        return none_of(tree) if is_left_out else tree

    def _is_glued(self) -> bool:
        return self.at < len(self.marks) and self.marks[self.at].glued

    def _operand(self, field: str | None, is_left_out: bool) -> Tree:
        kind = self._peek()
        if kind in (None, Kind.OR, Kind.AND, Kind.CLOSE):
            return Everything()  # nothing follows yet
        mark = self.marks[self.at]
        self.at += 1
        if kind is Kind.OPEN:
            return self._group(field)
        if kind is Kind.CONDITION:
            return self._condition(mark.text, mark.parts, mark.unfinished)
        return self._words(mark, field, is_left_out)

    def _group(self, field: str | None) -> Tree:
        if self.depth == DEEPEST:
            self.ignored += 1
            return Everything()
        self.depth += 1
        tree = self._either(field)
        self.depth -= 1
        self.at += 1  # its closing bracket, or the end
        return tree

    def _words(self, mark: Mark, field: str | None, is_left_out: bool) -> Tree:
        if not any(character.isalnum() for character in mark.text):
            if mark.kind is Kind.WORD:
                self.notes.append(f"“{_shown(mark.text)}” holds no letter or digit: left out.")
            return Everything()
        if field in CONDITION_FIELDS:
            return self._condition(field, (mark.text + "*" * mark.starred,), mark.unfinished)
        text_field = _FIELDS.get(field or "")
        if mark.kind is Kind.PHRASE:
            return Phrase(mark.text, text_field, prefix=mark.starred or mark.unfinished)
        # A word to leave out is not a prefix while it is typed: "-v" must not hide all of v…
        is_typed = mark.unfinished and not mark.starred and not is_left_out
        return Word(mark.text, text_field, prefix=mark.starred or is_typed, typed=is_typed)

    def _condition(self, name: str, parts: tuple[str, ...], is_unfinished: bool) -> Tree:
        if not parts:
            return Everything()  # a field just begun
        try:
            return condition(name, parts, is_unfinished) or Everything()
        except Misfit as misfit:
            value = _shown(",".join(parts))
            self.notes.append(f"“{name}:{value}” left out: {misfit}.")
            return Everything()

    def _known(self, name: str) -> str | None:
        """The field of this name; None, and a note, where there is none."""
        folded = name.casefold()
        if folded in TEXT_FIELDS or folded in CONDITION_FIELDS:
            return folded
        near = get_close_matches(folded, (*TEXT_FIELDS, *CONDITION_FIELDS), 1, 0.6)
        meant = f": did you mean {near[0]}:?" if near else "."
        self.notes.append(f"No field “{_shown(name)}”{meant} Searched as words.")
        return None


def _shown(text: str) -> str:
    line = one_line(text)
    return line if len(line) <= _SHOWN else line[: _SHOWN - 1] + "…"
