"""The libraries whose ranking is measured, each indexed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from index.files import load_page, read_papers
from index.pages.reading import read_page
from index.query.question import Question
from index.starter import STARTER_NAME, starter_text
from tests.builders import a_library
from tests.relevance.judged import SHARED, collection

if TYPE_CHECKING:
    from pathlib import Path

    from index.library import Library
    from index.pages.page import Page
    from index.paper import Paper

PAGES = SHARED / "pages"
NO_PAGES = "the sample pages are not beside this folder"


def of_sample_pages(folder: Path) -> Library:
    """A library of the sample pages, in this folder."""
    return _indexed(folder, *(read_papers(load_page(page)) for page in sorted(PAGES.iterdir())))


def of_starter_page(folder: Path) -> Library:
    """A library of the page that a first run opens with, in this folder."""
    return _indexed(folder, read_page(starter_text(), STARTER_NAME))


def of_collection(folder: Path) -> Library:
    """A library of the judged collection, in this folder."""
    return _indexed(folder, collection())


def papers_of(library: Library) -> list[Paper]:
    """Every paper of a library."""
    return library.papers(library.answer(Question()).ids)


def _indexed(folder: Path, *pages: Page) -> Library:
    library = a_library(folder, *pages)
    library.reindex()
    return library
