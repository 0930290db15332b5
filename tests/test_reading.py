"""Browsing: what each key does to what one sees."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.builders import a_page
from tests.pressing import open_reader

if TYPE_CHECKING:
    from pathlib import Path

LONG = a_page(
    *(
        (f"Paper Number {n} of a Long Shelf", f"Words of the abstract of paper {n}. " * 30)
        for n in range(1, 81)
    )
)


async def test_the_first_paper_is_shown_with_its_abstract(tmp_path: Path) -> None:
    async with open_reader(tmp_path) as reading:
        assert reading.title == "Graph Readers for Small Terminals"
        assert "Graphs are cut into strips" in reading.abstract_shown()
        assert "5 of 5" in reading.found


@pytest.mark.parametrize(
    ("keys", "title"),
    [
        (("j",), "Sparse Panels Make Calm Screens"),
        (("down", "down"), "Learning to Route Keys"),
        (("j", "j", "k"), "Sparse Panels Make Calm Screens"),
        (("down", "up", "up"), "Graph Readers for Small Terminals"),
        (("G",), "Attention to Attention"),
        (("end",), "Attention to Attention"),
        (("G", "g", "g"), "Graph Readers for Small Terminals"),
        (("G", "home"), "Graph Readers for Small Terminals"),
    ],
)
async def test_keys_move_through_the_list(
    tmp_path: Path, keys: tuple[str, ...], title: str
) -> None:
    async with open_reader(tmp_path) as reading:
        await reading.press(*keys)
        assert reading.title == title


@pytest.mark.parametrize(
    ("key", "back"), [("ctrl+d", "ctrl+u"), ("pagedown", "pageup")], ids=["half", "whole"]
)
async def test_pages_of_the_list_are_turned_there_and_back(
    tmp_path: Path, key: str, back: str
) -> None:
    async with open_reader(tmp_path, [LONG]) as reading:
        await reading.press(key)
        assert reading.browser.list.cursor > 5
        assert reading.title in reading.screen()
        await reading.press(back)
        assert reading.browser.list.cursor == 0


async def test_the_first_letter_of_a_chord_shows_what_may_follow(tmp_path: Path) -> None:
    async with open_reader(tmp_path) as reading:
        await reading.press("j", "g")
        assert "to the top" in reading.screen().splitlines()[-1]
        await reading.press("x")
        assert reading.title == "Sparse Panels Make Calm Screens"
        assert "copy link" in reading.screen().splitlines()[-1]


async def test_tab_goes_round_the_panes(tmp_path: Path) -> None:
    async with open_reader(tmp_path) as reading:
        seen = []
        for _ in range(3):
            await reading.press("tab")
            seen.append(reading.browser.pane.id)
        assert seen == ["detail", "side", "list"]
        await reading.press("shift+tab")
        assert reading.browser.pane.id == "side"


@pytest.mark.parametrize("key", ["enter", "l", "right"])
@pytest.mark.parametrize("back", ["escape", "h", "left"])
async def test_a_paper_is_opened_for_reading_and_left_again(
    tmp_path: Path, key: str, back: str
) -> None:
    async with open_reader(tmp_path, size=(60, 20)) as reading:
        await reading.press(key)
        assert reading.browser.pane.id == "detail"
        assert "Graphs are cut into strips" in reading.abstract_shown()
        assert reading.browser.paper is not None
        assert reading.browser.paper.read
        await reading.press(back)
        assert reading.browser.pane.id == "list"


async def test_a_long_abstract_scrolls_under_the_same_keys(tmp_path: Path) -> None:
    async with open_reader(tmp_path, [LONG], size=(60, 14)) as reading:
        await reading.press("enter", "j", "j")
        assert reading.browser.detail.top == 2
        await reading.press("G")
        bottom = reading.browser.detail.top
        assert bottom > 2
        await reading.press("g", "g")
        assert reading.browser.detail.top == 0
        assert reading.title == "Paper Number 1 of a Long Shelf"


async def test_full_screen_shows_the_paper_alone_and_goes_back(tmp_path: Path) -> None:
    async with open_reader(tmp_path) as reading:
        await reading.press("z")
        assert "Library" not in reading.screen()
        assert "Graphs are cut into strips" in reading.abstract_shown()
        await reading.press("z")
        assert "Library" in reading.screen()


@pytest.mark.parametrize(
    ("columns", "panes"),
    [(120, {"side", "list", "detail"}), (90, {"list", "detail"}), (50, {"list"})],
)
async def test_as_many_panes_are_shown_as_there_is_room_for(
    tmp_path: Path, columns: int, panes: set[str]
) -> None:
    async with open_reader(tmp_path, size=(columns, 24)) as reading:
        shown = {
            pane.id
            for pane in (reading.browser.side, reading.browser.list, reading.browser.detail)
            if pane.region.area
        }
        assert shown == panes


@pytest.mark.parametrize("size", [(40, 12), (20, 5), (10, 3), (1, 1), (300, 80)])
async def test_any_size_of_terminal_is_borne(tmp_path: Path, size: tuple[int, int]) -> None:
    async with open_reader(tmp_path, size=size) as reading:
        await reading.press("j", "enter", "tab", "tab", "question_mark", "escape", "Y", "escape")
        await reading.pilot.resize_terminal(80, 24)
        await reading.until(lambda: "Sparse Panels" in reading.screen())


async def test_forty_columns_and_twelve_rows_are_enough_to_read(tmp_path: Path) -> None:
    async with open_reader(tmp_path, size=(40, 12)) as reading:
        assert "Graph Readers for Small" in reading.screen()
        assert "y copy link" in reading.screen()
        await reading.press("enter")
        assert "We read graphs in small terminals" in reading.abstract_shown()


@pytest.mark.parametrize("key", ["question_mark", "f1"])
async def test_help_lists_every_key_and_narrows_as_one_types(tmp_path: Path, key: str) -> None:
    async with open_reader(tmp_path) as reading:
        await reading.press(key)
        assert "The first paper, or the start of the abstract" in reading.screen()
        await reading.type("bookmark")
        assert "Set or lift the bookmark" in reading.screen()
        assert "Half a page" not in reading.screen()
        await reading.press("escape")
        assert reading.app.screen is reading.browser


async def test_the_palette_runs_a_command_by_its_name(tmp_path: Path) -> None:
    async with open_reader(tmp_path) as reading:
        await reading.press("colon")
        await reading.until(lambda: "Search for commands" in reading.screen())
        await reading.type("bookmark")
        await reading.until(lambda: "Set or lift the bookmark" in reading.screen())
        await reading.press("down", "enter")
        await reading.until(lambda: reading.browser.paper and reading.browser.paper.bookmarked)


async def test_a_click_selects_and_a_second_one_opens(tmp_path: Path) -> None:
    async with open_reader(tmp_path) as reading:
        await reading.pilot.click("#list", offset=(5, 4))
        await reading.pilot.pause()
        assert reading.title == "Learning to Route Keys"
        await reading.pilot.click("#list", offset=(5, 4), times=2)
        await reading.pilot.pause()
        assert reading.browser.pane.id == "detail"


async def test_q_leaves(tmp_path: Path) -> None:
    async with open_reader(tmp_path) as reading:
        await reading.press("q")
        assert reading.app.return_code == 0


async def test_the_colours_are_chosen_and_kept(tmp_path: Path) -> None:
    async with open_reader(tmp_path) as reading:
        await reading.press("comma")
        await reading.until(lambda: reading.app.screen is not reading.browser)
        await reading.type("paperdeck-light")
        await reading.until(lambda: "paperdeck-light" in reading.screen())
        await reading.press("down", "enter")
        await reading.until(lambda: reading.app.theme == "paperdeck-light")
        await reading.until(lambda: reading.app.screen is reading.browser)
        await reading.press("q")
    async with open_reader(tmp_path, ()) as reading:
        assert reading.app.theme == "paperdeck-light"


async def test_a_fault_in_a_thread_is_told_and_written_down(tmp_path: Path) -> None:
    async with open_reader(tmp_path) as reading:

        def fail() -> None:
            raise ZeroDivisionError

        reading.browser.run_worker(fail, thread=True, exit_on_error=False)
        await reading.until(lambda: "went wrong" in reading.notice)
        assert "ZeroDivisionError" in reading.app.places.log.read_text()
        await reading.press("j")
        assert reading.title == "Sparse Panels Make Calm Screens"
