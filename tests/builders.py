"""Small builders that make papers, pages and libraries for everybody's tests."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from index.library import Library
from index.pages.page import Fate, Listing, OddLine, Page
from index.paths import places
from index.query.question import Sort

if TYPE_CHECKING:
    from pathlib import Path

    from index.paths import Places
    from index.search.source import Numbers

SAVED = dt.date(2026, 9, 30)
"""When the builders' pages were saved."""


def a_page(
    *papers: tuple[str, str],
    name: str = "2026-09-01.txt",
    label: str | None = "Sep 1",
    odd: tuple[str, ...] = (),
) -> Page:
    """A page that lists these papers, (title, abstract), ranked as given, then odd lines."""
    fates: list[Fate] = [] if label is None else [Fate.HEADER, Fate.BLANK]
    listings = []
    for rank, (title, abstract) in enumerate(papers, 1):
        listings.append(Listing(title, abstract, rank, line=len(fates) + 1))
        fates += [Fate.TITLE, Fate.BLANK]
        if abstract:
            for _paragraph in abstract.split("\n\n"):
                fates += [Fate.ABSTRACT, Fate.BLANK]
    odd_lines = []
    for text in odd:
        fates.append(Fate.NOT_UNDERSTOOD)
        odd_lines.append(OddLine(len(fates), text))
    return Page(name, label, tuple(listings), tuple(fates), tuple(odd_lines))


def a_library(folder: Path | Places, *pages: Page, saved: dt.date = SAVED) -> Library:
    """A library in this folder with these pages added; a context manager that closes it."""
    home = places(folder) if hasattr(folder, "joinpath") else folder
    library = Library.open(home)
    for page in pages:
        library.add(page, saved)
    return library


def every_id(library: Library, sort: Sort = Sort.NEW) -> tuple[str, ...]:
    """Every paper's id, in this order."""
    return ids_of(library, library.store.ordered(sort))


def ids_of(library: Library, numbers: Numbers) -> tuple[str, ...]:
    """The ids of these papers."""
    return tuple(library.store.ids(numbers))


def ids_by_title(library: Library) -> dict[str, str]:
    """Every paper's id by its title."""
    return {text.title: text.id for text in library.store.every_text()}
