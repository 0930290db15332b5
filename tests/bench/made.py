"""What takes long to make, kept from run to run: libraries of made papers, and peers' indexes."""

from __future__ import annotations

import datetime as dt
import hashlib
import os
import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from index.library import Library
from index.pages.page import Fate, Listing, Page
from index.paper import paper_id
from index.paths import places
from index.store.migrate import VERSION
from tests.bench.corpus import papers

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tests.bench.corpus import MadePaper

HERE = Path(__file__).parent
CORPUS = ("corpus.py", "vocabulary.py")
PAGES = 100  # that the papers of a library are spread over, one a day
SMALLEST, LARGEST = 50, 2_000  # listings of a page
LAST_DAY = dt.date(2026, 9, 1)
LINES = (Fate.TITLE, Fate.BLANK, Fate.ABSTRACT, Fate.BLANK)  # of each listing
TAGGED_AT_ONCE = 10_000


def kept(name: str, versions: str, sources: tuple[str, ...], make: Callable[[Path], None]) -> Path:
    """The folder that `make` has filled, now or before with the same sources and versions.

    They are kept in PAPERDECK_BENCH, or in a folder beside temporary files.
    """
    chosen = os.environ.get("PAPERDECK_BENCH")
    root = Path(chosen) if chosen else Path(tempfile.gettempdir()) / "paperdeck-bench"
    root.mkdir(mode=0o700, parents=True, exist_ok=True)
    texts = [(HERE / source).read_text() for source in (*CORPUS, *sources)]
    key = hashlib.sha1("\0".join([versions, *texts]).encode()).hexdigest()[:10]
    folder = root / f"{name}-{key}"
    if not folder.exists():
        for outdated in root.glob(f"{name}-*"):
            shutil.rmtree(outdated)
        with tempfile.TemporaryDirectory(dir=root) as draft:
            made = Path(draft) / "made"
            made.mkdir()
            make(made)
            if not folder.exists():  # else another run was quicker
                made.rename(folder)
    return folder


def made_library(size: int) -> Path:
    """The home of a library of so many papers, tagged and indexed."""

    def make(home: Path) -> None:
        with Library.open(places(home)) as library:
            for page, saved in made_pages(size):
                library.add(page, saved)
            _tag(library, size)

    home = kept(f"library-{size}", str(VERSION), ("made.py",), make)
    with Library.open(places(home)) as library:
        if library.index_is_ready():
            library.index_queue()
        else:
            library.reindex()
    return home


def dated_papers(size: int) -> Iterator[tuple[int, MadePaper]]:
    """The papers, oldest first, each with the number of its day."""
    per_page = min(max(size // PAGES, SMALLEST), LARGEST)
    for place, paper in enumerate(papers(size)):
        yield place // per_page, paper


def made_pages(size: int) -> Iterator[tuple[Page, dt.date]]:
    """The pages that list the papers, oldest first, each with its day."""
    listings: list[Listing] = []
    day = 0
    for paper_day, paper in dated_papers(size):
        if paper_day != day:
            yield page_of(listings, day)
            listings, day = [], paper_day
        listings.append(_listing(paper, len(listings)))
    yield page_of(listings, day)


def page_of(listings: list[Listing], day: int) -> tuple[Page, dt.date]:
    """A page with these listings, and the day it was saved on, which its label tells."""
    saved = LAST_DAY + dt.timedelta(day)
    label = f"{saved:%b} {saved.day}"
    return Page(f"{saved}.txt", label, tuple(listings), LINES * len(listings)), saved


def fresh_page(number: int, listings: int) -> tuple[Page, dt.date]:
    """A page of papers that no made library has."""
    page = [_listing(paper, place) for place, paper in enumerate(papers(listings, seed=number))]
    return page_of(page, PAGES + number)


def _listing(paper: MadePaper, place: int) -> Listing:
    return Listing(paper.title, paper.abstract, place + 1, place * len(LINES) + 1)


def _tag(library: Library, size: int) -> None:
    """Put the papers' tags on them."""
    tagged: dict[str, list[str]] = {}
    for paper in papers(size):
        for tag in paper.tags:
            tagged.setdefault(tag, []).append(paper_id(paper.title))
    for tag, ids in tagged.items():
        for start in range(0, len(ids), TAGGED_AT_ONCE):
            library.retag(ids[start : start + TAGGED_AT_ONCE], add=[tag])
