"""What the screen says while one searches is true when it is read: hints, notes, notices."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from index.query.question import Question, Sort
from reader.actions.searching import whole
from reader.commands import COMMANDS
from reader.widgets.key_strip import KeyStrip
from reader.widgets.notice import Notice
from reader.widgets.query_notes import QueryNotes
from tests.pressing import Reading, open_reader
from tests.test_searching import answered, search

if TYPE_CHECKING:
    from pathlib import Path


def strip(reading: Reading) -> str:
    """The line of keys."""
    return str(reading.browser.query_one(KeyStrip).render()).strip()


def notes(reading: Reading) -> str:
    """What stands under the search box."""
    return str(reading.browser.query_one(QueryNotes).render()).strip()


def is_told(reading: Reading) -> bool:
    """Whether a notice is on the screen."""
    return reading.browser.query_one(Notice).display


@pytest.mark.parametrize("width", [120, 80, 50, 30])
async def test_the_key_strip_has_the_keys_of_the_search_box_while_one_types(
    tmp_path: Path, width: int
) -> None:
    async with open_reader(tmp_path, size=(width, 24)) as reading:
        await search(reading, "graph")
        assert strip(reading).startswith("Enter to the results")
        assert "bookmark" not in strip(reading)
        assert len(strip(reading)) < width
        await reading.type(" is:un")
        assert "Tab complete" in strip(reading) or width < 50
        await reading.press("enter")
        assert "? all keys" in strip(reading)


@pytest.mark.parametrize("key", ["question_mark", "s", "colon"])
async def test_the_key_strip_is_empty_under_a_panel(tmp_path: Path, key: str) -> None:
    async with open_reader(tmp_path) as reading:
        await reading.press(key)
        await reading.until(lambda: reading.app.screen is not reading.browser)
        assert strip(reading) == ""
        assert "y copy link" not in reading.screen().splitlines()[-1]
        await reading.press("escape")
        await reading.until(lambda: reading.app.screen is reading.browser)
        assert "y copy link" in reading.screen().splitlines()[-1]


@pytest.mark.parametrize("key", ["enter", "escape", "down", "tab"])
@pytest.mark.parametrize("text", ["@foo", "day:foo", "added:7x"])
async def test_what_was_left_out_is_noted_once_the_box_is_left(
    tmp_path: Path, text: str, key: str
) -> None:
    async with open_reader(tmp_path) as reading:
        await search(reading, text)
        found = reading.titles()
        await reading.press(key)
        await reading.until(lambda: text.split(":")[-1].strip("@") in notes(reading), "a note")
        assert reading.titles() == found


async def test_a_notice_goes_with_the_next_command_and_with_a_typed_letter(tmp_path: Path) -> None:
    async with open_reader(tmp_path) as reading:
        await reading.press("n")
        assert is_told(reading)
        await reading.press("j")
        assert not is_told(reading)
        await reading.press("b", "b")
        assert is_told(reading)
        assert "lifted" in reading.notice
        await reading.press("slash")
        assert not is_told(reading)
        reading.browser.say("Something.")
        await reading.type("g")
        assert not is_told(reading)


async def test_how_a_copy_went_can_be_read_while_one_goes_on(tmp_path: Path) -> None:
    async with open_reader(tmp_path) as reading:
        browser = reading.browser
        browser.post_message(browser.Told("It is copied."))
        await reading.until(lambda: reading.notice == "It is copied.", "it is told")
        await reading.press("j", "k")
        assert is_told(reading)


async def test_esc_leads_back_from_more_like_this_step_by_step(tmp_path: Path) -> None:
    async with open_reader(tmp_path) as reading:
        await search(reading, "graph")
        await reading.press("enter", "j")
        first = reading.title
        await reading.press("*")
        await answered(reading)
        second = reading.title
        assert second != first
        await reading.press("*")
        await answered(reading)
        await reading.press("enter", "escape")  # the paper, and its list again
        assert reading.browser.question.text.startswith("like:")
        await reading.press("escape")
        await answered(reading)
        assert reading.browser.question.text.startswith("like:")
        assert reading.title == second
        await reading.press("escape")
        await answered(reading)
        assert reading.browser.search_box.input.value == reading.browser.question.text == "graph"
        assert reading.title == first
        await reading.press("escape")
        assert reading.browser.question.text == "graph"


async def test_esc_leads_back_into_the_filter_one_came_from(tmp_path: Path) -> None:
    async with open_reader(tmp_path) as reading:
        await reading.press("shift+tab", "j", "j", "j", "enter")
        await answered(reading)
        here = reading.title
        await reading.press("*")
        await answered(reading)
        await reading.press("escape")
        await answered(reading)
        assert reading.browser.question.scope == "has:code"
        assert reading.title == here
        assert "▸ With code" in reading.screen()


async def test_a_chosen_order_holds_for_its_own_query_alone(tmp_path: Path) -> None:
    async with open_reader(tmp_path) as reading:
        await search(reading, "graph")
        await reading.press("enter", "s", "t")
        await answered(reading)
        assert reading.browser.answer.sort is Sort.TITLE
        await reading.press("slash", "end", "space", "enter")
        await answered(reading)
        assert reading.browser.answer.sort is Sort.TITLE
        await search(reading, "attention")
        assert reading.browser.answer.sort is Sort.RELEVANCE
        await reading.press("enter", "s", "t", "backslash")
        await answered(reading)
        assert reading.browser.answer.sort is Sort.NEW


@pytest.mark.parametrize("width", [120, 80])
async def test_the_sheet_of_keys_cuts_no_sentence(tmp_path: Path, width: int) -> None:
    async with open_reader(tmp_path, size=(width, 120)) as reading:
        await reading.press("question_mark")
        shown = "".join(reading.screen().split())
        for command in COMMANDS:
            last_words = "".join(command.help.split()[-1:])
            assert last_words in shown, command.help


@pytest.mark.parametrize("width", [120, 80, 50])
async def test_why_a_paper_was_found_keeps_its_figures_on_a_narrow_screen(
    tmp_path: Path, width: int
) -> None:
    async with open_reader(tmp_path, size=(width, 15)) as reading:
        await search(reading, '"graph readers for small terminals" graph')
        await reading.press("enter", "w")
        await reading.until(lambda: "Why “" in reading.screen(), "the reasons")
        await reading.pilot.pause()
        lines = [line for line in reading.screen().splitlines() if "in the" in line]
        assert any("1×" in line for line in lines), reading.screen()
        assert not any(line.rstrip(" ┃│▁▂▃▄▅▆▇").endswith("…") for line in lines)
        assert "” was found" in " ".join(reading.screen().split())


@pytest.mark.parametrize(
    ("text", "saved"),
    [
        ("graph", "graph*"),
        ("graph ", "graph"),
        ("keys title:gra", "keys title:gra*"),
        ("graph is:read", "graph is:read"),
        ('"graph', '"graph'),
    ],
)
def test_a_search_is_saved_as_it_was_shown(text: str, saved: str) -> None:
    assert whole(Question(text, typing=True)) == saved
    assert whole(Question(text)) == text.strip()
