"""When a search fails: what it fails on, what to ask instead, and how few keys that takes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from tests.pressing import Reading, open_reader
from tests.test_searching import answered, search

if TYPE_CHECKING:
    from pathlib import Path

TWO_NEAR = "our code owner zebra"
"""Two papers hold all of it but the last word."""


async def asked(reading: Reading, text: str) -> None:
    """Wait until this is what is asked, and answered."""
    await reading.until(lambda: reading.browser.question.text == text, text)
    await answered(reading)


def says(reading: Reading, pattern: str) -> bool:
    """Whether a line of the list says this."""
    paper_list = reading.browser.list
    lines = (paper_list.render_line(y).text for y in range(paper_list.size.height))
    return any(re.search(pattern, line) for line in lines)


def tells(reading: Reading, words: str) -> bool:
    """Whether the list says this, on however many lines."""
    paper_list = reading.browser.list
    lines = (paper_list.render_line(y).text for y in range(paper_list.size.height))
    return words in " ".join(" ".join(lines).split())


async def test_a_word_no_paper_holds_is_named_with_its_spellings(tmp_path: Path) -> None:
    async with open_reader(tmp_path) as reading:
        await search(reading, "grahp")
        assert says(reading, "No paper holds “grahp”")
        assert says(reading, r"1  graph +2 papers")
        assert reading.found.strip() == "0 of 5"


async def test_the_word_that_fails_beside_others_is_told_from_them(tmp_path: Path) -> None:
    async with open_reader(tmp_path) as reading:
        await search(reading, "layouts zebra")
        assert tells(reading, "No paper holds “zebra” with the rest; these come nearest.")
        assert says(reading, r"1  without “zebra” +1 paper")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("-(keys|graph|screens)", "Every paper holds “keys OR"),
        ("wide -(keys|graph|screens)", "Every paper that fits the rest"),
        ("layouts -wide", "2  with “wide” too +1 paper"),
        ('"grahp readers"', "No paper holds “grahp readers”"),
    ],
)
async def test_what_fails_is_told_in_a_whole_sentence(
    tmp_path: Path, text: str, words: str
) -> None:
    async with open_reader(tmp_path) as reading:
        await search(reading, text)
        assert says(reading, words)


@pytest.mark.parametrize("keys", [("enter", "1"), ("tab",), ("escape", "j", "1")])
async def test_a_way_out_is_few_keys_away(tmp_path: Path, keys: tuple[str, ...]) -> None:
    async with open_reader(tmp_path) as reading:
        await search(reading, "grahp")
        await reading.press(*keys)
        await asked(reading, "graph")
        assert reading.browser.search_box.input.value == "graph"
        assert len(reading.titles()) == 2
        assert reading.browser.pane.id == "list"


async def test_keys_typed_before_the_search_has_failed_wait_for_its_ways_out(
    tmp_path: Path,
) -> None:
    async with open_reader(tmp_path) as reading:
        await reading.press("slash", *"grahp", "enter", "1", "j")
        await asked(reading, "graph")
        await reading.until(lambda: reading.browser.list.cursor == 1, "j comes after")


async def test_what_was_asked_before_comes_back_with_up(tmp_path: Path) -> None:
    async with open_reader(tmp_path) as reading:
        await search(reading, "grahp")
        await reading.press("enter", "1")
        await asked(reading, "graph")
        await reading.press("slash", "up")
        await asked(reading, "grahp")


async def test_papers_that_hold_most_of_it_stand_below_the_ways_out(tmp_path: Path) -> None:
    async with open_reader(tmp_path) as reading:
        await search(reading, "small terminals graph zebra")
        assert says(reading, "come nearest")
        assert reading.found.strip() == "0 of 5"
        assert reading.title == "Graph Readers for Small Terminals"
        assert says(reading, "▌  Graph Readers for Small")
        await reading.press("enter", "b")
        await reading.until(lambda: "★" in reading.screen(), "a verb acts on the paper below")
        await reading.press("1")
        await asked(reading, "small terminals graph")
        assert not says(reading, "come nearest")


async def test_papers_below_the_ways_out_are_clicked_where_they_stand(tmp_path: Path) -> None:
    async with open_reader(tmp_path) as reading:
        await search(reading, TWO_NEAR)
        await reading.press("enter")
        lead = reading.browser.list.lead
        assert lead > 0
        assert len(reading.browser.list.ids) > 1
        await reading.pilot.click("#list", offset=(5, lead + 2))
        await reading.pilot.pause()
        assert reading.browser.list.cursor == 1
        await reading.pilot.click("#list", offset=(5, 0))
        await reading.pilot.pause()
        assert reading.browser.list.cursor == 1


async def test_under_a_filter_the_same_is_offered_everywhere(tmp_path: Path) -> None:
    async with open_reader(tmp_path) as reading:
        await reading.press("shift+tab", "j", "j", "j", "enter")
        await search(reading, "layouts")
        assert says(reading, "No paper in With code")
        assert says(reading, r"1  the same everywhere")
        await reading.press("enter", "1")
        await reading.until(lambda: reading.title == "Wide and Narrow Layouts")
        assert reading.browser.question.scope == ""
        assert "▸ All" in reading.screen()


async def test_the_hint_says_what_works_where_the_keys_go(tmp_path: Path) -> None:
    async with open_reader(tmp_path) as reading:
        await search(reading, "grahp")
        assert says(reading, "Tab asks 1 instead|Tab asks that instead")
        assert says(reading, "Type on, or Ctrl")
        assert not says(reading, r"Press /|\\\\")
        await reading.press("enter")
        assert says(reading, "Press 1 to ask that instead")
        assert tells(reading, "Press / to change the words, or \\ for every paper.")
        assert not says(reading, "Type on")
        await search(reading, "title:grahp is:un")
        assert says(reading, "Press Enter, then (1|a number)")
        assert not says(reading, "Tab asks")


async def test_tab_completes_before_it_takes_a_way_out(tmp_path: Path) -> None:
    async with open_reader(tmp_path) as reading:
        await search(reading, "grahp is:un")
        await reading.press("tab")
        await asked(reading, "grahp is:unread")


async def test_digits_without_a_way_out_say_what_they_are_for(tmp_path: Path) -> None:
    async with open_reader(tmp_path) as reading:
        await reading.press("1")
        assert "where a search finds nothing" in reading.notice
        await search(reading, "grahp")
        await reading.press("enter", "7")
        assert "There is no 7 here" in reading.notice


async def test_filters_that_nothing_fits_say_so_and_name_the_way_back(tmp_path: Path) -> None:
    async with open_reader(tmp_path) as reading:
        await search(reading, "is:bookmarked")
        assert tells(reading, "No paper is bookmarked yet: b on a paper does it.")
        await reading.press("enter", "backslash")
        await answered(reading)
        assert len(reading.titles()) == 5


@pytest.mark.parametrize("size", [(120, 40), (80, 24), (50, 15), (30, 8), (12, 4)])
async def test_what_fails_is_told_on_any_screen(tmp_path: Path, size: tuple[int, int]) -> None:
    async with open_reader(tmp_path, size=size) as reading:
        await search(reading, "graph attention grahp")
        await reading.press("enter", "j", "G", "g", "g", "k")
        paper_list = reading.browser.list
        assert paper_list.top == 0 or paper_list.size.height <= paper_list.lead
        await search(reading, "grahp")
        await reading.press("enter", "j", "k")
        if size[1] > 4:
            assert says(reading, "No paper")


async def test_the_view_follows_the_cursor_below_what_is_advised(tmp_path: Path) -> None:
    async with open_reader(tmp_path, size=(50, 10)) as reading:
        await search(reading, TWO_NEAR)
        await reading.press("enter", "G")
        paper_list = reading.browser.list
        assert paper_list.cursor == len(paper_list.ids) - 1
        assert says(reading, "▌")
        await reading.press("g", "g")
        assert says(reading, "No paper")


async def test_a_filter_that_fails_beside_words_is_not_said_to_be_held(tmp_path: Path) -> None:
    async with open_reader(tmp_path) as reading:
        await search(reading, "graph is:bookmarked")
        assert tells(reading, "No paper fits “is:bookmarked” with the rest")


async def test_one_paper_alone_has_nothing_to_narrow(tmp_path: Path) -> None:
    async with open_reader(tmp_path) as reading:
        await search(reading, "corridors|layouts")
        await reading.press("enter", "f")
        assert reading.notice == "There is one paper here: nothing to narrow."


async def test_a_way_out_too_long_for_its_line_is_folded_not_cut(tmp_path: Path) -> None:
    async with open_reader(tmp_path, size=(80, 24)) as reading:
        await search(reading, 'graph "purple zebra crossings nowhere"')
        assert tells(reading, "1 without “purple zebra crossings nowhere” 2 papers")
