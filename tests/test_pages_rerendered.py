"""The same papers come back from a page however it was saved."""

from __future__ import annotations

import random
import re
import textwrap
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from index.files import load_page
from index.pages.page import Fate, Listing
from index.pages.reading import read_page
from index.paper import paper_id

if TYPE_CHECKING:
    from collections.abc import Callable

REAL = Path(__file__).parents[1].parent / "shared" / "pages"
OWN = Path(__file__).parent / "pages" / "blank_lines.txt"
HEADER = [
    "new", "Get trending papers in your email inbox!", "Subscribe", "Daily Papers",
    "byAK and the research community", "Sep 1",
]  # fmt: skip
Papers = list[tuple[str, str]]
needs_real_pages = pytest.mark.skipif(not REAL.is_dir(), reason="the real pages are not here")


def papers_of(listings: tuple[Listing, ...]) -> Papers:
    return [(listing.title, listing.abstract) for listing in listings]


def read_papers(path: Path) -> Papers:
    return papers_of(read_page(load_page(path).text, path.name).listings)


def blocks(papers: Papers) -> list[str]:
    return [block for paper in papers for block in paper if block]


def live(papers: Papers) -> list[str]:
    lines: list[str] = []
    for number, (title, abstract) in enumerate(papers, 1):
        lines += [f"{number}", "Submitted by", "Jane Q. Doe", title, f"·{number + 1} authors", "3"]
        lines += [abstract] if abstract else []
    return lines


def halves(papers: Papers) -> Papers:
    """Each abstract in two paragraphs, parted after its first sentence."""
    return [
        (title, re.sub(r"(?<=[a-z]{4}\.) (?=[A-Z])", "\n\n", text, count=1))
        for title, text in papers
    ]


def stopped(papers: Papers) -> Papers:
    return [(title.rstrip("?!.") + ".", abstract) for title, abstract in papers]


def bare(papers: Papers) -> Papers:
    rolls = random.Random(1)
    return [(title, abstract if rolls.random() > 0.3 else "") for title, abstract in papers]


def wrapped(papers: Papers, width: int) -> list[str]:
    return [textwrap.fill(block, width) for block in blocks(papers)]


EXACT: dict[str, Callable[[Papers], tuple[str, Papers]]] = {
    "blank lines": lambda p: ("\n\n".join(HEADER + blocks(p)), p),
    "dense": lambda p: ("\n".join(HEADER + blocks(p)), p),
    "no header": lambda p: ("\n".join(blocks(p)), p),
    "CRLF": lambda p: ("\r\n\r\n".join(HEADER + blocks(p)), p),
    "CR": lambda p: ("\r".join(HEADER + blocks(p)), p),
    "padded": lambda p: (" \n\t\n  ".join(HEADER + blocks(p)), p),
    "glued": lambda p: ("\n".join([HEADER[1], "Subscribe" + blocks(p)[0], *blocks(p)[1:]]), p),
    "two pages": lambda p: ("\n\n".join(HEADER + blocks(p[:3]) + HEADER + blocks(p[3:])), p),
    "live": lambda p: ("\n".join(HEADER + live(p)), p),
    "live, parted": lambda p: ("\n\n".join(HEADER + live(p)), p),
    "stopped titles": lambda p: ("\n\n".join(HEADER + blocks(stopped(p))), stopped(p)),
    "two paragraphs": lambda p: ("\n\n".join(HEADER + blocks(halves(p))), halves(p)),
    "bare titles": lambda p: ("\n\n".join(HEADER + blocks(bare(p))), bare(p)),
}
WRAPPED: dict[str, Callable[[Papers], str]] = {
    "72, parted": lambda p: "\n\n".join(HEADER + wrapped(p, 72)),
    "80, parted": lambda p: "\n\n".join(HEADER + wrapped(p, 80)),
    "80, double spaced": lambda p: "\n\n".join(HEADER + wrapped(p, 80)).replace("\n", "\n\n"),
    "100, dense": lambda p: "\n".join(HEADER + wrapped(p, 100)),
    "80, dense": lambda p: "\n".join(HEADER + wrapped(p, 80)),
}


@needs_real_pages
def test_the_real_pages_are_understood_to_the_last_line() -> None:
    pages = [read_page(load_page(path).text, path.name) for path in sorted(REAL.glob("*.txt"))]
    listings = [listing for page in pages for listing in page.listings]
    assert len(listings) == 317
    assert len({paper_id(listing.title) for listing in listings}) == 292
    assert [page.count(Fate.NOT_UNDERSTOOD) for page in pages] == [0, 0, 0]
    assert [page.label for page in pages] == ["Sep 1", None, "Aug 25"]


@pytest.mark.parametrize("way", EXACT)
def test_our_own_page_comes_back_from_every_way_of_saving_it(way: str) -> None:
    text, expected = EXACT[way](read_papers(OWN))
    assert papers_of(read_page(text, way).listings) == expected


@pytest.mark.parametrize("way", WRAPPED)
def test_our_own_page_comes_back_unwrapped(way: str) -> None:
    papers = read_papers(OWN)
    assert papers_of(read_page(WRAPPED[way](papers), way).listings) == papers


@needs_real_pages
@pytest.mark.parametrize("way", EXACT)
def test_the_real_pages_come_back_from_every_way_of_saving_them(way: str) -> None:
    for path in sorted(REAL.glob("*.txt")):
        text, expected = EXACT[way](read_papers(path))
        page = read_page(text, way)
        assert papers_of(page.listings) == expected
        assert page.odd_lines == ()


@needs_real_pages
@pytest.mark.parametrize("way", WRAPPED)
def test_nearly_all_of_the_real_pages_come_back_unwrapped(way: str) -> None:
    """A title that starts where a line happened to be full cannot always be told."""
    for path in sorted(REAL.glob("*.txt")):
        papers = read_papers(path)
        found = set(papers_of(read_page(WRAPPED[way](papers), way).listings))
        assert len(found & set(papers)) >= 0.96 * len(papers)
