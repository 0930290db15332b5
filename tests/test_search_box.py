"""The search box in the reader: earlier queries, completion, and searches saved under names."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import pytest

from index.query.question import Question, Sort
from reader.actions.searching import whole
from reader.widgets.query_notes import QueryNotes
from tests.pressing import Reading, open_reader

if TYPE_CHECKING:
    from pathlib import Path


async def answered(reading: Reading) -> None:
    """Wait until what is shown answers what is asked."""
    browser = reading.browser
    await reading.until(lambda: browser.answer and browser.answer.question == browser.question)


async def search(reading: Reading, text: str, *then: str) -> None:
    """Type a query, wait for its answer, and press keys."""
    await reading.press("slash")
    await reading.type(text)
    await answered(reading)
    await reading.press(*then)


async def kept(reading: Reading, *queries: str) -> None:
    """Wait until these are the earlier queries, newest first."""
    await reading.until(lambda: reading.browser.library.queries() == [*queries], str(queries))


def typed(reading: Reading) -> str:
    return reading.browser.search_box.input.value


def behind_cursor(reading: Reading) -> str:
    """What stands there dim, and is not typed yet."""
    return reading.browser.search_box.input._suggestion[len(typed(reading)) :]


def offered(reading: Reading) -> str:
    """What stands under the box."""
    return " ".join(str(reading.browser.query_one(QueryNotes).render()).split())


async def test_earlier_queries_come_back_also_at_the_next_launch(tmp_path: Path) -> None:
    async with open_reader(tmp_path) as reading:
        await search(reading, "attention", "enter")
        await search(reading, "panels", "enter")
        await kept(reading, "panels", "attention")
        await reading.press("backslash", "q")
    async with open_reader(tmp_path, ()) as reading:
        await reading.press("slash", "up", "up")
        assert typed(reading) == "attention"
        await answered(reading)
        assert reading.title == "Attention to Attention"
        await reading.press("down", "down")
        assert typed(reading) == ""
        assert reading.browser.is_typing
        await reading.press("down")
        assert not reading.browser.is_typing


async def test_a_query_left_with_esc_is_remembered_once_one_of_its_papers_is_used(
    tmp_path: Path,
) -> None:
    async with open_reader(tmp_path) as reading:
        await search(reading, "panels", "escape")
        await search(reading, "attention", "escape", "j")
        assert reading.browser.library.queries() == []
        await reading.press("b")
        await kept(reading, "attention")


async def test_a_search_that_takes_long_says_so_in_the_place_of_the_count(tmp_path: Path) -> None:
    async with open_reader(tmp_path) as reading:
        gate = threading.Event()
        reading.browser.asker.errand(gate.wait)
        await reading.press("slash")
        await reading.type("panels")
        await reading.until(lambda: reading.found == "searching …", "it is told")
        gate.set()
        await reading.until(lambda: reading.found.startswith("1 of 5"), "the count is back")


async def test_tags_and_pages_are_completed_as_the_library_has_them_now(tmp_path: Path) -> None:
    async with open_reader(tmp_path) as reading:
        reading.browser.library.retag(reading.browser.list.ids[:2], add=["graphs"])
        reading.browser.library.retag(reading.browser.list.ids[:1], add=["grids"])
        reading.browser.library_changed()
        await search(reading, "tag:")
        assert offered(reading) == "Tab ▸graphs 2 grids 1"
        await reading.press("tab")
        await answered(reading)
        assert typed(reading) == "tag:graphs"
        assert len(reading.titles()) == 2
        await reading.type(" page:")
        assert (offered(reading), behind_cursor(reading)) == ("", '"Sep 1"')
        await reading.press("tab")
        await answered(reading)
        assert typed(reading) == 'tag:graphs page:"Sep 1"'
        assert len(reading.titles()) == 2
        assert offered(reading) == ""


async def test_a_search_is_saved_under_a_name_and_asked_by_it(tmp_path: Path) -> None:
    async with open_reader(tmp_path) as reading:
        await search(reading, "attention -graph", "enter", "S")
        assert "attention -graph" in reading.screen()
        await reading.type("Routes")
        await reading.press("enter")
        assert "@routes" in reading.notice
        await reading.press("backslash")
        await search(reading, "@")
        assert behind_cursor(reading) == "routes"
        await reading.press("tab", "enter")
        await answered(reading)
        assert typed(reading) == "@routes"
        assert reading.titles() == ["Learning to Route Keys"]


async def test_a_name_that_is_taken_says_what_it_stands_for(tmp_path: Path) -> None:
    async with open_reader(tmp_path) as reading:
        reading.browser.library.save_search("routes", "keys")
        await search(reading, "attention", "enter", "S")
        await reading.type("@Ｒoutes")
        assert "holds “keys”; Enter replaces it." in reading.screen()
        await reading.press("enter")
        assert "Saved: @routes" in reading.notice
        assert [s.text for s in reading.browser.library.saved_searches()] == ["attention*"]


async def test_what_is_no_name_is_told_where_it_was_typed(tmp_path: Path) -> None:
    async with open_reader(tmp_path) as reading:
        await search(reading, "attention", "enter", "S", "exclamation_mark", "enter")
        assert "is no name for a search" in reading.screen()
        await reading.press("escape")
        assert reading.browser.library.saved_searches() == []


async def test_nothing_to_save_and_nothing_saved_are_said(tmp_path: Path) -> None:
    async with open_reader(tmp_path) as reading:
        await reading.press("S")
        assert "Nothing is searched for" in reading.notice
        await reading.press("at")
        assert "No search is saved yet" in reading.notice


async def test_a_saved_search_is_chosen_from_the_list_or_removed(tmp_path: Path) -> None:
    async with open_reader(tmp_path) as reading:
        reading.browser.library.save_search("calm", "panels")
        reading.browser.library.save_search("routes", "keys")
        await reading.press("at", "delete")
        assert "@calm is removed" in reading.screen()
        await kept(reading, "panels")
        await reading.press("enter")
        await answered(reading)
        assert typed(reading) == "@routes"
        assert reading.titles() == ["Learning to Route Keys"]
        assert not reading.browser.is_typing


@pytest.mark.parametrize(
    ("question", "text"),
    [
        (Question("graph code"), "graph code"),
        (Question("", "has:code"), "has:code"),
        (Question("graph", 'tag:"to-read"'), 'tag:"to-read" graph'),
        (Question("graph OR code", "is:unread"), "is:unread (graph OR code)"),
        (Question("graph", sort=Sort.NEW), "graph sort:new"),
        (Question("graph sort:title", sort=Sort.NEW), "graph sort:title"),
        (Question("", sort=Sort.NEW), ""),
    ],
)
def test_what_is_saved_is_all_of_what_is_shown(question: Question, text: str) -> None:
    assert whole(question) == text
