"""Searching in the reader: results as one types, filters, orders, and the place that is kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from reader.screens.shelving import counted
from reader.widgets.notice import Notice
from reader.widgets.search_box import SearchBox
from tests.builders import a_page
from tests.pressing import SHELF, Reading, open_reader

if TYPE_CHECKING:
    from pathlib import Path

OLDER = a_page(
    ("Older Graphs", "A graph of older days."),
    ("Graph Readers for Small Terminals", SHELF.listings[0].abstract),
    name="2026-08-25.txt",
    label="Aug 25",
)


FILTERS = ["All", "Unread", "Bookmarked", "With code"]


async def search(reading: Reading, text: str) -> None:
    """Type a query and wait for its answer."""
    await reading.press("slash")
    await reading.type(text)
    await answered(reading)


async def answered(reading: Reading) -> None:
    """Wait until what is shown answers what is asked."""
    browser = reading.browser
    await reading.until(lambda: browser.answer and browser.answer.question == browser.question)


async def test_results_come_while_one_types_and_the_best_is_highlighted(tmp_path: Path) -> None:
    async with open_reader(tmp_path) as reading:
        await search(reading, "atten")
        assert reading.titles() == ["Attention to Attention", "Learning to Route Keys"]
        assert reading.title == "Attention to Attention"
        assert "2 of 5" in reading.found
        assert "best match first" in reading.screen()


async def test_enter_goes_to_the_results_where_keys_act_at_once(tmp_path: Path) -> None:
    async with open_reader(tmp_path) as reading:
        await search(reading, "attention")
        await reading.press("enter", "j", "b")
        assert reading.title == "Learning to Route Keys"
        await reading.until(lambda: reading.browser.paper and reading.browser.paper.bookmarked)


async def test_escape_leaves_the_box_and_keeps_the_results(tmp_path: Path) -> None:
    async with open_reader(tmp_path) as reading:
        await search(reading, "attention")
        await reading.press("escape")
        assert reading.browser.pane.has_focus
        assert len(reading.titles()) == 2


async def test_clearing_shows_every_paper_with_the_cursor_where_it_was(tmp_path: Path) -> None:
    async with open_reader(tmp_path) as reading:
        await search(reading, "attention")
        await reading.press("enter", "backslash")
        await answered(reading)
        assert len(reading.titles()) == 5
        assert reading.title == "Attention to Attention"
        assert reading.browser.search_box.input.value == ""


async def test_nothing_found_says_what_to_do_next(tmp_path: Path) -> None:
    async with open_reader(tmp_path) as reading:
        await search(reading, "zebra")
        assert "No paper holds “zebra”" in reading.screen()
        await reading.press("enter")
        assert "Press / to change the words" in reading.screen()
        await reading.press("y", "b", "t", "o", "n", "w", "enter", "j", "backslash")
        await answered(reading)
        assert len(reading.titles()) == 5


async def test_the_words_found_are_lit_in_list_and_abstract(tmp_path: Path) -> None:
    async with open_reader(tmp_path) as reading:
        await search(reading, "graph")
        styles = {
            segment.text.strip(): segment.style
            for y in range(3)
            for segment in reading.browser.list.render_line(y)
            if segment.style
        }
        assert styles["Graph"].underline
        assert not styles["Readers for Small Terminals"].underline


async def test_n_walks_the_hits_of_the_abstract(tmp_path: Path) -> None:
    async with open_reader(tmp_path) as reading:
        await search(reading, "graphs")
        await reading.press("enter", "n")
        assert "1 of" in reading.notice
        await reading.press("n")
        assert "2 of" in reading.notice
        await reading.press("N")
        assert "1 of" in reading.notice


async def test_why_names_the_words_and_where_they_stand(tmp_path: Path) -> None:
    async with open_reader(tmp_path) as reading:
        await search(reading, "graph terminals")
        await reading.press("enter", "w")
        await reading.until(lambda: "was found" in reading.screen())
        assert "in the title" in reading.screen()
        assert "%" in reading.screen()


async def test_the_library_pane_filters_and_marks_the_filter_in_force(tmp_path: Path) -> None:
    async with open_reader(tmp_path) as reading:
        await reading.press("shift+tab", "j", "j", "j", "enter")
        await answered(reading)
        assert reading.titles() == ["Graph Readers for Small Terminals", "Learning to Route Keys"]
        assert "▸ With code" in reading.screen()
        assert reading.browser.pane.id == "list"


async def test_a_filter_and_words_hold_together(tmp_path: Path) -> None:
    async with open_reader(tmp_path) as reading:
        await reading.press("shift+tab", "j", "j", "j", "enter")
        await search(reading, "attention")
        assert reading.titles() == ["Learning to Route Keys"]


async def test_a_click_in_the_library_pane_chooses_the_filter(tmp_path: Path) -> None:
    async with open_reader(tmp_path) as reading:
        await reading.pilot.click("#side", offset=(4, 4), times=2)
        await answered(reading)
        assert len(reading.titles()) == 2


async def test_a_tag_filters(tmp_path: Path) -> None:
    async with open_reader(tmp_path) as reading:
        await reading.press("T")
        assert "No paper has a tag yet" in reading.notice
        reading.browser.library.retag([reading.browser.list.ids[2]], add=["to-read"])
        await reading.press("T", *"read", "enter")
        await reading.until(lambda: reading.titles() == ["Learning to Route Keys"])


async def test_brackets_turn_the_saved_pages(tmp_path: Path) -> None:
    async with open_reader(tmp_path, [SHELF, OLDER]) as reading:
        assert len(reading.titles()) == 6
        await reading.press("right_square_bracket")
        await answered(reading)
        assert len(reading.titles()) == 5
        await reading.press("right_square_bracket")
        await answered(reading)
        assert set(reading.titles()) == {"Older Graphs", "Graph Readers for Small Terminals"}
        await reading.press("left_square_bracket")
        await answered(reading)
        assert len(reading.titles()) == 5
        await reading.press("left_square_bracket")
        await answered(reading)
        assert len(reading.titles()) == 6


async def test_the_order_is_chosen_and_the_paper_kept_under_the_cursor(tmp_path: Path) -> None:
    async with open_reader(tmp_path) as reading:
        await reading.press("j", "s", "t")
        await reading.until(lambda: "by title" in reading.found)
        assert reading.titles() == sorted(reading.titles())
        assert reading.title == "Sparse Panels Make Calm Screens"


async def test_a_paper_on_several_pages_says_so(tmp_path: Path) -> None:
    async with open_reader(tmp_path, [SHELF, OLDER]) as reading:
        assert "on 2 pages" in reading.screen()
        assert "also Aug 25" in reading.screen()


@pytest.mark.parametrize("text", ["((((", '"', "rank:<=x", "titel:graph", "-", "tag:", "a" * 300])
async def test_no_query_harms(tmp_path: Path, text: str) -> None:
    async with open_reader(tmp_path) as reading:
        await reading.press("slash")
        reading.browser.search_box.input.value = text
        await answered(reading)
        await reading.press("enter", "backslash")
        await answered(reading)
        assert len(reading.titles()) == 5


async def test_the_place_is_there_again_at_the_next_launch(tmp_path: Path) -> None:
    async with open_reader(tmp_path) as reading:
        await search(reading, "attention")
        await reading.press("enter", "j", "q")
    async with open_reader(tmp_path, ()) as reading:
        assert reading.browser.search_box.input.value == "attention"
        assert reading.title == "Learning to Route Keys"


async def test_that_a_query_was_cleared_is_heard_of_late_and_hides_no_words(tmp_path: Path) -> None:
    async with open_reader(tmp_path) as reading:
        await search(reading, "attention")
        await reading.press("enter", "backslash", "b")
        notice = reading.browser.query_one(Notice)
        await reading.until(lambda: notice.display and "Bookmarked." in notice.words)
        reading.browser.post_message(SearchBox.Typed(""))
        await reading.pilot.pause()
        assert notice.display


async def test_clearing_what_is_clear_already_moves_nothing_later(tmp_path: Path) -> None:
    async with open_reader(tmp_path) as reading:
        await reading.press("backslash", "j", "j")
        before, title = reading.browser.answer, reading.title
        await reading.press("b")
        reading.browser.ask_again()
        await reading.until(lambda: reading.browser.answer is not before, "asked once more")
        await reading.pilot.pause()
        assert reading.title == title
        assert reading.browser.paper is not None
        assert reading.browser.paper.bookmarked


async def test_a_library_that_cannot_be_counted_is_not_said_to_hold_nothing(tmp_path: Path) -> None:
    async with open_reader(tmp_path) as reading:
        library = reading.browser.library
    shelved, problem = counted(library)  # it is closed by now
    assert problem
    assert [line.words for line in shelved.lines][:5] == ["Library", *FILTERS]
    assert not [line for line in shelved.lines if "none" in line.words]
    assert not [line for line in shelved.lines if line.papers is not None]
