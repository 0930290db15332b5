"""The starter page: what a first run opens on, read as any saved page is."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest

from index.links import find_links
from index.pages.page import Fate, Listing, Page
from index.pages.reading import read_page
from index.paper import paper_id

STARTER = Path(__file__).parents[1] / "index" / "starter" / "starter.txt"
SAVED_PAGES = Path(__file__).parents[1].parent / "shared" / "pages"
SHARED_RUN = 8  # words in a row that two texts on one paper do not share by chance


@cache
def starter_page() -> Page:
    return read_page(STARTER.read_text(encoding="utf-8"), STARTER.name)


def listings() -> tuple[Listing, ...]:
    return starter_page().listings


def sentences(text: str) -> list[str]:
    return re.split(r"(?<=[.!?])\s+(?=[A-Z])", text)


def runs(text: str) -> set[tuple[str, ...]]:
    """Every `SHARED_RUN` words that follow each other in `text`, addresses left out."""
    words = re.findall(r"\w+", re.sub(r"https?://\S+", " ", text.casefold()))
    return {tuple(words[i : i + SHARED_RUN]) for i in range(len(words) - SHARED_RUN + 1)}


def test_the_starter_lists_48_papers_under_a_day() -> None:
    assert len(listings()) == 48
    assert starter_page().label == "Sep 1"
    assert [listing.rank for listing in listings()] == list(range(1, 49))


def test_every_line_of_the_starter_has_a_fate_and_none_is_odd() -> None:
    page = starter_page()
    assert len(page.fates) == len(STARTER.read_text(encoding="utf-8").splitlines())
    assert page.count(Fate.TITLE) == page.count(Fate.ABSTRACT) == 48
    assert page.count(Fate.NOT_UNDERSTOOD) == 0
    assert page.odd_lines == ()


def test_no_paper_is_on_the_starter_twice() -> None:
    assert len({paper_id(listing.title) for listing in listings()}) == 48


def test_every_title_is_a_line_of_its_own_and_every_summary_the_next() -> None:
    lines = [line for line in STARTER.read_text(encoding="utf-8").splitlines() if line]
    shelf = lines[lines.index("Sep 1") + 1 :]
    assert [listing.title for listing in listings()] == shelf[::2]
    assert [listing.abstract for listing in listings()] == shelf[1::2]


def test_every_summary_has_two_to_four_sentences() -> None:
    counts = {listing.title: len(sentences(listing.abstract)) for listing in listings()}
    assert {title: n for title, n in counts.items() if not 2 <= n <= 4} == {}


def test_every_summary_can_be_read_at_a_glance() -> None:
    lengths = {listing.title: len(listing.abstract) for listing in listings()}
    assert {title: n for title, n in lengths.items() if not 200 <= n <= 450} == {}


def test_every_paper_has_a_repository_of_its_own_as_its_best_link() -> None:
    repos = []
    for listing in listings():
        links = find_links(listing.abstract)
        assert links, listing.title
        assert links[0].repo, listing.title
        assert links[0].url.startswith(f"https://github.com/{links[0].repo}"), listing.title
        assert listing.abstract.rstrip(".").count(links[0].url) == 1, listing.title
        repos.append(links[0].repo)
    assert len(set(repos)) == 48


@pytest.mark.skipif(not SAVED_PAGES.is_dir(), reason="the real saved pages are not at hand")
def test_no_summary_repeats_the_abstract_of_its_paper() -> None:
    abstracts: dict[str, list[str]] = {}
    for file in sorted(SAVED_PAGES.glob("*.txt")):
        for listing in read_page(file.read_text(encoding="utf-8"), file.name).listings:
            abstracts.setdefault(paper_id(listing.title), []).append(listing.abstract)
    compared = 0
    for listing in listings():
        for abstract in abstracts.get(paper_id(listing.title), ()):
            assert not runs(listing.abstract) & runs(abstract), listing.title
            compared += 1
    assert compared, "no paper of the starter is on the saved pages"
