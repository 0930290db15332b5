"""What a saved page holds, once read: its papers, and the fate of its every line."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Fate(StrEnum):
    """What one line of a saved page turned out to be."""

    HEADER = "header"
    TITLE = "title"
    ABSTRACT = "abstract"
    FURNITURE = "furniture"
    BLANK = "blank"
    NOT_UNDERSTOOD = "not_understood"


@dataclass(frozen=True, slots=True)
class Listing:
    """One paper as one page lists it."""

    title: str
    abstract: str  # paragraphs parted by "\n\n"; empty where the page has none
    rank: int  # place on the page, from 1
    line: int  # the title's first line, from 1


@dataclass(frozen=True, slots=True)
class OddLine:
    """A line that was not understood."""

    line: int  # from 1
    text: str  # cleaned


@dataclass(frozen=True, slots=True)
class Page:
    """One saved page, read."""

    source: str  # the page's name
    label: str | None  # its day as written, "Sep 1"
    listings: tuple[Listing, ...]
    fates: tuple[Fate, ...]  # one for each line of the file, in order
    odd_lines: tuple[OddLine, ...] = ()

    def count(self, fate: Fate) -> int:
        """How many lines had this fate."""
        return self.fates.count(fate)
