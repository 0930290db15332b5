"""A first run: the starter page to look around in, until a page of one's own is added."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from index.library import Library
from index.paths import places
from tests.command_line import CommandLine, saved_page
from tests.launching import FIRST, SECOND, launch, quit_reader
from tests.pressing import open_reader
from tests.terminal import Tmux, needs

if TYPE_CHECKING:
    from pathlib import Path

    from tests.pressing import Reading


@pytest.fixture
def own_page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A saved page, `own.txt` from where the reader is started."""
    monkeypatch.chdir(tmp_path)
    page = tmp_path / "own.txt"
    page.write_text(saved_page(FIRST, SECOND), encoding="utf-8")
    return page


async def add(reading: Reading, path: str) -> None:
    """Add this path with the reader's own dialog, and wait for its report."""
    await reading.press("a")
    await reading.type(path)
    await reading.press("enter")
    await reading.until(lambda: "Enter closes" in reading.screen(), "a report")


@pytest.mark.parametrize("size", [(120, 40), (80, 24), (50, 15)])
async def test_an_empty_library_shows_the_starter_and_the_key_to_leave_it(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    async with open_reader(tmp_path / "home", pages=(), size=size) as reading:
        screen = reading.screen()
        assert len(reading.titles()) == 48
        assert "48 of 48" in screen
        assert "starter page" in screen
        assert screen.splitlines()[-1].split()[:3] == ["a", "add", "pages"]


async def test_the_starter_is_searched_as_one_types(tmp_path: Path) -> None:
    async with open_reader(tmp_path / "home", pages=()) as reading:
        await reading.type("/graph")
        await reading.until(lambda: 0 < len(reading.titles()) < 48, "fewer papers")
        assert any("Graph" in title for title in reading.titles())
        await reading.press("enter", "backslash")
        await reading.until(lambda: len(reading.titles()) == 48, "all papers again")


async def test_marks_on_the_starter_stay_out_of_the_persons_library(tmp_path: Path) -> None:
    home = tmp_path / "home"
    async with open_reader(home, pages=()) as reading:
        await reading.press("b", "r", "j", "t")
        await reading.type("mine")
        await reading.press("enter", "escape")
        await reading.until(lambda: reading.browser.library.tags(), "a tag on the starter")
        assert "marks go when you quit" in reading.notice
    with Library.open(places(home)) as library:
        assert library.is_empty()
        assert library.tags() == []
        assert library.undo() is None
    paperdeck = CommandLine(home)
    assert paperdeck("tags").out == ""
    assert paperdeck("search", "").code == 1


async def test_the_place_in_the_starter_is_not_kept(tmp_path: Path) -> None:
    home = tmp_path / "home"
    async with open_reader(home, pages=()) as reading:
        await reading.type("/graph")
        await reading.press("enter", "j")
        await reading.until(lambda: reading.browser.list.cursor == 1, "the second hit")
    kept = places(home).session
    assert not kept.exists() or not any(json.loads(kept.read_text()).values())
    async with open_reader(home, pages=()) as reading:
        assert len(reading.titles()) == 48
        assert reading.browser.list.cursor == 0


async def test_the_first_page_added_takes_the_starters_place_for_good(
    tmp_path: Path, own_page: Path
) -> None:
    home = tmp_path / "home"
    async with open_reader(home, pages=()) as reading:
        await add(reading, "own.txt")
        assert "2 new" in reading.screen()
        await reading.press("enter")
        assert not reading.browser.is_starter
        assert reading.titles() == [FIRST[0], SECOND[0]]
        assert "starter" not in reading.screen()
        await reading.press("b")
        await reading.until(lambda: reading.browser.library.counts().bookmarked == 1)
    async with open_reader(home, pages=()) as reading:
        assert reading.titles() == [FIRST[0], SECOND[0]]
        assert "starter" not in reading.screen()
        assert reading.browser.library.counts().bookmarked == 1


async def test_a_file_that_cannot_be_added_leaves_the_starter(tmp_path: Path) -> None:
    async with open_reader(tmp_path / "home", pages=()) as reading:
        await add(reading, "missing.txt")
        assert "does not exist" in reading.screen()
        await reading.press("enter")
        assert reading.browser.is_starter
        assert len(reading.titles()) == 48


async def test_words_of_the_first_page_are_found_as_soon_as_it_is_added(
    tmp_path: Path, own_page: Path
) -> None:
    async with open_reader(tmp_path / "home", pages=()) as reading:
        await add(reading, "own.txt")
        await reading.press("enter")
        await reading.type("/distract")
        await reading.until(lambda: reading.titles() == [SECOND[0]], "the one paper")


@pytest.mark.terminal
@needs("tmux")
def test_a_first_run_in_a_terminal_ends_in_a_library_of_ones_own(
    tmp_path: Path, own_page: Path
) -> None:
    home = tmp_path / "home"
    with Tmux() as tmux:
        screen = launch(tmux, home, shows="starter page")
        assert "48 of 48" in screen
        tmux.type(f"a{own_page}\r")
        tmux.wait_for("2 papers: 2 new, 0 known")
        tmux.keys("Enter")
        tmux.wait_for(lambda shown: "2 of 2" in shown and "starter" not in shown)
        quit_reader(tmux)
        assert "2 of 2" in launch(tmux, home)
