"""What is asked of the library, whole: one value that an answer carries back."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Sort(StrEnum):
    """An order of papers."""

    RELEVANCE = "relevance"  # best match first
    NEW = "new"  # newest day first, then as the page lists them
    TITLE = "title"
    RANK = "rank"  # best place on any page first
    SEEN = "seen"  # on most pages first


@dataclass(frozen=True, slots=True)
class Question:
    text: str = ""  # as typed, in the query language
    scope: str = ""  # a second query that must hold too: the chosen filter, "has:code"
    sort: Sort | None = None  # None: by relevance where there are words to rank by, else newest
    typing: bool = False  # the last word is still being typed, so it is also a prefix
