"""Small values that the store answers with."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import datetime as dt

    from index.pages.page import Fate, OddLine


class Row(NamedTuple):
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


class Newest(NamedTuple):
    """The head of the order NEW, and what is needed to tell the rest of that moment's papers."""

    total: int  # papers
    last: int  # the highest number
    head: tuple[tuple[int, str], ...]  # number and id


class Counts(NamedTuple):
    """How many papers the library's standing filters hold."""

    total: int = 0
    bookmarked: int = 0
    unread: int = 0
    with_code: int = 0


class TagCount(NamedTuple):
    """A tag, and how many papers have it."""

    name: str
    papers: int


class SavedSearch(NamedTuple):
    """A search under a name: "@name" in a query stands for its text."""

    name: str
    text: str


class PageReport(NamedTuple):
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
