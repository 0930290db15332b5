"""Small frozen values that the store answers with."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import datetime as dt

    from index.pages.page import Fate, OddLine


@dataclass(frozen=True, slots=True)
class Row:
    """What one place in the list shows."""

    id: str
    title: str
    page: str  # of its newest appearance
    label: str | None
    rank: int
    seen: int  # on how many pages
    tags: tuple[str, ...]
    bookmarked: bool
    read: bool
    has_code: bool


@dataclass(frozen=True, slots=True)
class Newest:
    """The head of the order NEW, and what is needed to tell the rest of that moment's papers."""

    count: int  # of all papers
    last: int  # the highest number
    head: tuple[tuple[int, str], ...]  # number and id


@dataclass(frozen=True, slots=True)
class Counts:
    """How many papers the library's standing filters hold."""

    total: int = 0
    bookmarked: int = 0
    unread: int = 0
    with_code: int = 0


class TagCount(NamedTuple):  # as there may be many thousands, which a tuple makes quickly
    """A tag, and how many papers have it."""

    name: str
    papers: int


@dataclass(frozen=True, slots=True)
class SavedSearch:
    """A search under a name: "@name" in a query stands for its text."""

    name: str
    text: str


@dataclass(frozen=True, slots=True)
class PageReport:
    """One page of the library: what adding it brought, and what became of its lines."""

    page: str
    label: str | None
    day: dt.date | None
    day_assumed: bool
    papers: int  # listings on the page
    new: int  # of them not in the library before
    known: int
    links: int  # web addresses in the page's abstracts
    lines: dict[Fate, int]  # every fate, 0 included
    odd_lines: tuple[OddLine, ...]
    again: bool = False  # the page was in the library already: nothing changed
