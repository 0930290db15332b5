"""The marks that a query is cut into."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto


class Kind(Enum):
    """What a mark is."""

    WORD = auto()
    PHRASE = auto()
    SUBSTRING = auto()
    REGEX = auto()
    SAVED = auto()
    FIELD = auto()  # its text is the name; what it applies to is glued to it
    CONDITION = auto()  # a field whose value is not words; `parts` hold it
    OPEN = auto()
    CLOSE = auto()
    AND = auto()
    OR = auto()
    NOT = auto()


@dataclass(frozen=True, slots=True)
class Mark:
    """One piece of a query."""

    kind: Kind
    text: str = ""
    starred: bool = False  # a word or phrase that may go on
    slips: bool = False  # a word that may be misspelled
    asks: bool = False  # a word before a question mark
    glued: bool = False  # no space between it and the mark before
    spelled: bool = False  # an operator written as a word in capitals
    unfinished: bool = False  # the query ends in the middle of it
    unclosed: bool = False  # its quote was not closed
    parts: tuple[str, ...] = ()

    @property
    def is_plain(self) -> bool:
        """Whether it is a word without any sign of the language."""
        return self.kind is Kind.WORD and not self.starred and not self.slips

    @property
    def written(self) -> str:
        """It as it can be typed, but for quotes."""
        sign = {Kind.SUBSTRING: "=", Kind.REGEX: "/", Kind.SAVED: "@"}.get(self.kind, "")
        tail = "*" * self.starred + "~" * self.slips + "/" * (self.kind is Kind.REGEX)
        return f"{sign}{self.text}{tail}"
