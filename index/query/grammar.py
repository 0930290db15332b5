"""Marks put together into a tree, by precedence: OR of ANDs of NOTs of terms."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from index.query import expressions
from index.query.conditions import Misfit, Value, condition, limit_of, sort_of
from index.query.field import Field
from index.query.language import FIELDS, ORDER_FIELDS, VALUE_FIELDS
from index.query.lexer import has_letter, words_of
from index.query.marks import Kind, Mark
from index.query.prose import said
from index.query.shape import all_of, any_of, none_of
from index.query.tree import Everything, Phrase, Regex, Saved, Substring, Tree, Word
from index.text import one_line

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from index.query.question import Sort

DEEPEST = 50  # brackets within brackets; deeper ones are read as if they were not there
MOST_MODELS = 5  # papers to find more like: each costs as much as a query of 25 words
MOST_NOTES = 5
_SHOWN = 30
_TEXTS = {"title": Field.TITLE, "abs": Field.ABSTRACT, "abstract": Field.ABSTRACT}


class Grammar:
    """One pass over the marks. Notes and the order asked for are gathered on the way."""

    def __init__(self, marks: Sequence[Mark], today: dt.date) -> None:
        self.notes: dict[str, None] = {}
        self.sorts: list[Sort] = []
        self.limits: list[int] = []
        self._marks = marks
        self._today = today
        self._at = 0
        self._depth = 0
        self._models = 0  # papers to find more like, so far
        self._steps = 0  # that the regular expressions so far unfold into
        self._ignored = 0  # brackets opened too deep, whose closing ones are ignored as well

    def everything_typed(self) -> Tree:
        """The meaning of all marks."""
        parts = []
        while self._at < len(self._marks):
            parts.append(self._either(None))
            self._at += 1  # a bracket that closes nothing
        return all_of(parts)

    def note(self, sentence: str) -> None:
        """Say something about how it was read, once."""
        self.notes[sentence] = None

    def _peek(self) -> Kind | None:
        return self._marks[self._at].kind if self._at < len(self._marks) else None

    def _either(self, field: str | None) -> Tree:
        parts, is_joined, asks = self._both(field)
        if self._peek() is not Kind.OR:
            return all_of(parts) if is_joined else said(parts, asks)
        choices = [all_of(parts)]
        while self._peek() is Kind.OR:
            self._at += 1
            choices.append(all_of(self._both(field)[0]))
        return any_of(choices)

    def _both(self, field: str | None) -> tuple[list[Tree], bool, bool]:
        """The terms up to an OR, whether an AND joins them, whether one asks something."""
        parts: list[Tree] = []
        is_joined = asks = False
        while (kind := self._peek()) not in (None, Kind.OR):
            if kind is Kind.CLOSE:
                if not self._ignored:
                    break
                self._ignored -= 1
                self._at += 1
            elif kind is Kind.AND:
                is_joined = True
                self._at += 1
            else:
                parts.append(self._term(field))
                asks = asks or any(mark.asks for mark in self._marks[self._at - 1 : self._at])
        return parts, is_joined, asks

    def _term(self, field: str | None) -> Tree:
        """One term with what stands before it: any number of minuses, NOTs and field names."""
        is_left_out = False
        name = None
        while (kind := self._peek()) in (Kind.NOT, Kind.FIELD):
            mark = self._marks[self._at]
            self._at += 1
            if kind is Kind.NOT and (mark.spelled or self._is_glued()):
                is_left_out = not is_left_out
            elif kind is Kind.FIELD and self._is_glued():
                name = mark.text
        if name is not None:
            field = self._known(name)
        tree = self._operand(field, is_left_out)
        return none_of(tree) if is_left_out else tree

    def _is_glued(self) -> bool:
        return self._at < len(self._marks) and self._marks[self._at].glued

    def _operand(self, field: str | None, is_left_out: bool) -> Tree:
        kind = self._peek()
        if kind in (None, Kind.OR, Kind.AND, Kind.CLOSE):
            return Everything()  # nothing follows yet
        mark = self._marks[self._at]
        self._at += 1
        if kind is Kind.OPEN:
            return self._group(field)
        if kind is Kind.CONDITION:
            return self._condition(mark.text, mark.parts, mark.unfinished)
        if field in VALUE_FIELDS:
            written = mark.written.strip()
            return self._condition(field, (written,) if written else (), mark.unfinished)
        return self._text(mark, _TEXTS.get(field or ""), is_left_out)

    def _group(self, field: str | None) -> Tree:
        if self._depth == DEEPEST:
            self._ignored += 1
            return Everything()
        self._depth += 1
        tree = self._either(field)
        self._depth -= 1
        self._at += 1  # its closing bracket, or the end
        return tree

    def _text(self, mark: Mark, field: Field | None, is_left_out: bool) -> Tree:
        if mark.kind is Kind.SAVED:
            return Saved(mark.text)
        if mark.kind is Kind.SUBSTRING:
            return Substring(mark.text, field) if mark.text.strip() else Everything()
        if mark.kind is Kind.REGEX:
            return self._pattern(mark.text, field)
        if not has_letter(mark.text):
            if mark.kind is Kind.WORD:
                self.note(f"“{shown(mark.text)}” holds no letter or digit: left out.")
            return Everything()
        if mark.kind is Kind.PHRASE:
            return Phrase(mark.text, field, prefix=mark.starred or mark.unfinished)
        # A word to leave out is not a prefix while it is typed: "-v" must not hide all of v…
        is_typed = mark.unfinished and mark.is_plain and not is_left_out
        return Word(mark.text, field, mark.starred or is_typed, is_typed, mark.slips)

    def _pattern(self, pattern: str, field: Field | None) -> Tree:
        problem = self._problem_with(pattern)
        if not problem:
            return Regex(pattern, field)
        words = [Word(mark.text, field) for mark in words_of(pattern)]
        instead = "searched as words" if words else "left out"
        self.note(f"“/{shown(pattern)}/” {problem}: {instead}.")
        return all_of(words)

    def _problem_with(self, pattern: str) -> str:
        """Why it cannot be looked for; "" where it can. Large ones take long merely to be read."""
        if len(pattern) > expressions.LONGEST:
            return f"is longer than {expressions.LONGEST} characters"
        steps = expressions.steps(pattern)
        if self._steps + steps > expressions.LARGEST:
            return "repeats too much"
        self._steps += steps
        return "" if expressions.is_well_formed(pattern) else "is no regular expression"

    def _condition(self, name: str, parts: tuple[str, ...], is_unfinished: bool) -> Tree:
        if not parts:
            return Everything()  # a field just begun
        value = Value(parts, is_unfinished, self._today)
        try:
            if name in ORDER_FIELDS:
                self._order(name, value)
                return Everything()
            if name == "like":
                value = self._fewer_models(value)
            return condition(name, value) or Everything()
        except Misfit as misfit:
            self.note(f"“{name}:{shown(value.whole)}” left out: {misfit}.")
            return Everything()

    def _fewer_models(self, value: Value) -> Value:
        room = MOST_MODELS - self._models
        self._models += len(value.parts)
        if len(value.parts) > room:
            self.note(f"Only the first {MOST_MODELS} papers of “like:” were read.")
        return replace(value, parts=value.parts[: max(0, room)])

    def _order(self, name: str, value: Value) -> None:
        if name == "limit":
            self.limits.append(limit_of(value))
        elif (sort := sort_of(value)) is not None:
            self.sorts.append(sort)

    def _known(self, name: str) -> str | None:
        """The field of this name; None, and a note, where there is none."""
        folded = name.casefold()
        if folded in FIELDS:
            return folded
        if len(self.notes) < MOST_NOTES:  # looking for the nearest takes its time
            from difflib import get_close_matches

            near = get_close_matches(folded, FIELDS, 1, 0.6)
            meant = f": did you mean {near[0]}:?" if near else "."
            self.note(f"No field “{shown(name)}”{meant} Searched as words.")
        return None


def shown(text: str) -> str:
    """As much of it as a note has room for, on one line."""
    line = one_line(text)
    return line if len(line) <= _SHOWN else line[: _SHOWN - 1] + "…"
