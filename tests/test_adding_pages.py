"""Pages added one after another, for the command line and the reader alike."""

from __future__ import annotations

import resource
from typing import TYPE_CHECKING

import pytest

from index.errors import InputError, LibraryError
from index.library import Library
from index.paths import places
from index.store.rows import PageReport
from reader.adding import add_paths, adding
from tests.command_line import GRAPHS, ROUTES, TRAILS, saved_page

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.open(places(tmp_path / "home")) as library:
        yield library


@pytest.fixture
def pages(tmp_path: Path) -> list[Path]:
    """Three paths of which the second is missing."""
    for name, paper in {"one.txt": GRAPHS, "three.txt": TRAILS}.items():
        (tmp_path / name).write_text(saved_page(paper))
    return [tmp_path / name for name in ("one.txt", "two.txt", "three.txt")]


def said(outcome: PageReport | LibraryError) -> str:
    return outcome.page if isinstance(outcome, PageReport) else type(outcome).__name__


def test_each_path_has_its_say_in_order_and_none_stops_another(
    library: Library, pages: list[Path], tmp_path: Path
) -> None:
    (tmp_path / "none").mkdir()
    outcomes = adding(library, [tmp_path / "none", *pages, tmp_path / ("x" * 300)])
    assert [said(outcome) for outcome in outcomes] == [
        *("InputError", "one.txt", "InputError", "three.txt", "InputError")
    ]
    assert library.counts().total == 2


def test_the_reader_collects_reports_and_sentences(library: Library, pages: list[Path]) -> None:
    added = add_paths(library, pages)
    assert ([report.page for report in added.reports], added.new) == (["one.txt", "three.txt"], 2)
    assert added.problems == [f"{pages[1]} does not exist: check the name."]


def test_what_was_added_is_told_in_a_few_sentences_too(library: Library, pages: list[Path]) -> None:
    first, second, third = pages
    missing = f"{second} does not exist: check the name."
    assert add_paths(library, [first]).words == "1 new paper from 1 page."
    assert add_paths(library, pages).words == f"1 new paper from 2 pages. {missing}"
    assert add_paths(library, [first, third]).words == "Nothing new in 2 pages."
    assert add_paths(library, [second] * 3).words == f"{missing} 2 more files could not be read."


def test_adding_says_how_far_it_is_and_stops_when_told(library: Library, pages: list[Path]) -> None:
    told: list[tuple[int, int]] = []

    def go_on(done: int, total: int) -> bool:
        told.append((done, total))
        return done < 2

    added = add_paths(library, pages, go_on)
    assert told == [(0, 3), (1, 3), (2, 3)]
    assert (len(added.reports), len(added.problems)) == (1, 1)


def test_a_rehearsal_changes_nothing_and_a_year_is_taken_over(
    library: Library, pages: list[Path]
) -> None:
    (report, problem, _) = adding(library, pages, year=2025, is_rehearsal=True)
    assert isinstance(report, PageReport)
    assert isinstance(problem, InputError)
    assert str(report.day) == "2025-09-01"
    assert library.is_empty()


def test_a_minus_is_standard_input_only_where_there_is_some(
    library: Library, pages: list[Path]
) -> None:
    minus = type(pages[0])("-")
    text = saved_page(ROUTES).encode()
    assert [said(outcome) for outcome in adding(library, [minus], stdin=text)] == ["stdin"]
    assert [said(outcome) for outcome in adding(library, [minus])] == ["InputError"]


def test_an_error_of_the_library_is_told_and_ends_it(library: Library, pages: list[Path]) -> None:
    outcomes = adding(library, [pages[0], pages[2], pages[1]])
    assert said(next(outcomes)) == "one.txt"
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1, before[1]))  # as a disk that is full
    try:
        rest = list(outcomes)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    (problem,) = rest
    assert isinstance(problem, LibraryError)
    assert not isinstance(problem, InputError)
    assert library.counts().total == 1
