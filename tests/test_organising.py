"""What a reader makes of papers: marks, tags, undo; kept at once and there at the next launch."""

from __future__ import annotations

import re
from contextlib import closing
from typing import TYPE_CHECKING

from textual.widgets import Input, OptionList

from index.paths import places
from reader.screens import browser
from tests.builders import a_library, every_id
from tests.pressing import Reading, open_reader

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

    from index.paper import Paper

FIRST = "Graph Readers for Small Terminals"


def kept(home: Path, title: str) -> Paper:
    """The paper with this title as the library's file has it, read by another connection."""
    with a_library(places(home)) as library:
        (found,) = [p for p in library.papers(every_id(library)) if p.title == title]
        return found


def listed(reading: Reading) -> list[str]:
    """The tags that the tag editor lists, from the first."""
    options = reading.app.screen.query_one(OptionList).options
    return re.findall(r"#(\S+)", "\n".join(str(option.prompt) for option in options))


async def marked(reading: Reading, words: str) -> None:
    """Wait until the reader was told this."""
    await reading.until(lambda: words in reading.notice, words)


async def test_b_bookmarks_at_once_and_lifts_it_again(tmp_path: Path) -> None:
    async with open_reader(tmp_path) as reading:
        await reading.press("b")
        await marked(reading, "Bookmarked")
        assert kept(tmp_path, reading.title).bookmarked
        assert "★" in reading.screen()
        assert re.search(r"Bookmarked +1 ", reading.screen())
        await reading.press("b")
        await marked(reading, "lifted")
        assert not kept(tmp_path, reading.title).bookmarked


async def test_r_marks_as_read_and_unread(tmp_path: Path) -> None:
    async with open_reader(tmp_path) as reading:
        await reading.press("r")
        await marked(reading, "as read")
        assert "· read" in reading.screen()
        assert re.search(r"Unread +4 ", reading.screen())
        await reading.press("r")
        await marked(reading, "as unread")
        assert not kept(tmp_path, reading.title).read


async def test_tags_are_added_and_removed_as_they_are_typed(tmp_path: Path) -> None:
    async with open_reader(tmp_path) as reading:
        await reading.press("t")
        await reading.type("To Read, graphs")
        await reading.press("enter")
        assert kept(tmp_path, reading.title).tags == ("graphs", "to-read")
        await reading.type("graphs")
        await reading.press("enter", "escape")
        assert kept(tmp_path, reading.title).tags == ("to-read",)
        assert "#to-read" in reading.screen()
        assert re.search(r"to-read +1 ", reading.screen())


async def test_tab_completes_a_tag_from_those_there_are(tmp_path: Path) -> None:
    async with open_reader(tmp_path) as reading:
        reading.browser.library.retag([reading.browser.list.ids[1]], add=["long-tag-name"])
        await reading.press("t")
        await reading.type("lo")
        line = reading.app.screen.query_one(Input)
        await reading.until(lambda: "long-tag-name" in line.render_line(0).text, "a completion")
        await reading.press("tab", "enter", "escape")
        assert kept(tmp_path, FIRST).tags == ("long-tag-name",)


async def test_an_existing_tag_is_chosen_from_the_list(tmp_path: Path) -> None:
    async with open_reader(tmp_path) as reading:
        reading.browser.library.retag([reading.browser.list.ids[1]], add=["one", "two"])
        await reading.press("t")
        await reading.until(lambda: listed(reading) == ["one", "two"], "the tags in use are listed")
        await reading.press("down", "down", "enter", "escape")
        assert kept(tmp_path, FIRST).tags == ("two",)


async def test_a_tag_that_another_window_puts_on_is_listed_and_the_choice_stays(
    tmp_path: Path,
) -> None:
    async with open_reader(tmp_path) as reading:
        another = a_library(places(tmp_path))
        another.retag([reading.browser.list.ids[1]], add=["one"])
        await reading.press("t")
        await reading.until(lambda: listed(reading) == ["one"])
        await reading.press("down")
        another.retag([reading.browser.list.ids[1], reading.browser.list.ids[2]], add=["before"])
        another.close()
        await reading.until(lambda: listed(reading) == ["before", "one"])
        await reading.press("enter", "escape")
        assert kept(tmp_path, FIRST).tags == ("one",)


async def test_a_tag_that_another_window_put_on_this_paper_is_ticked(tmp_path: Path) -> None:
    async with open_reader(tmp_path) as reading:
        await reading.press("t")
        with closing(a_library(places(tmp_path))) as another:
            another.retag([reading.browser.list.ids[0]], add=["outer"])
        await reading.until(lambda: "✓ #outer   1 paper" in reading.screen(), "it is ticked")


async def test_a_tag_that_was_put_on_a_moment_before_elsewhere_is_not_said_to_be_ours(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(browser, "LOOKS_FOR_CHANGES_EVERY", 60.0)
    async with open_reader(tmp_path) as reading:
        await reading.press("t")
        with closing(a_library(places(tmp_path))) as another:
            another.retag([reading.browser.list.ids[0]], add=["outer"])
        await reading.type("outer")
        await reading.press("enter", "escape")
        assert kept(tmp_path, FIRST).tags == ("outer",)
        assert "takes it back" not in reading.notice


async def test_a_tag_that_is_none_is_refused_where_it_was_typed(tmp_path: Path) -> None:
    async with open_reader(tmp_path) as reading:
        await reading.press("t")
        await reading.type("()")
        await reading.press("enter")
        await reading.until(lambda: "is no tag" in reading.screen())
        await reading.press("escape")
        assert kept(tmp_path, reading.title).tags == ()


async def test_u_takes_back_and_ctrl_r_does_again_across_launches(tmp_path: Path) -> None:
    async with open_reader(tmp_path) as reading:
        await reading.press("b", "j", "r")
        await marked(reading, "as read")
    async with open_reader(tmp_path, ()) as reading:
        await reading.press("u")
        await marked(reading, "Undone: ")
        assert not kept(tmp_path, "Sparse Panels Make Calm Screens").read
        await reading.press("u")
        await reading.until(lambda: not kept(tmp_path, FIRST).bookmarked)
        await reading.press("u")
        await marked(reading, "nothing to undo")
        await reading.press("ctrl+r")
        await marked(reading, "Done again")
        assert kept(tmp_path, FIRST).bookmarked


async def test_the_cursor_stays_when_a_mark_takes_the_paper_out_of_the_filter(
    tmp_path: Path,
) -> None:
    async with open_reader(tmp_path) as reading:
        await reading.press("shift+tab", "j", "enter")
        await reading.until(lambda: reading.browser.question.scope == "is:unread")
        await reading.press("j", "r")
        await reading.until(lambda: len(reading.titles()) == 4)
        assert reading.title == "Learning to Route Keys"


async def test_a_paper_being_read_does_not_vanish_from_the_unread_ones(tmp_path: Path) -> None:
    async with open_reader(tmp_path) as reading:
        await reading.press("shift+tab", "j", "enter", "enter")
        assert reading.title == FIRST
        assert kept(tmp_path, reading.title).read
        assert len(reading.titles()) == 5


async def test_what_another_program_changes_is_seen(tmp_path: Path) -> None:
    async with open_reader(tmp_path) as reading:
        with a_library(places(tmp_path)) as other:
            other.bookmark([reading.browser.list.ids[0]])
        await reading.until(lambda: "★" in reading.screen())


async def test_a_note_is_kept_when_its_editor_is_left_and_can_be_taken_back(tmp_path: Path) -> None:
    async with open_reader(tmp_path) as reading:
        await reading.press("e")
        await reading.type("Read with Ada")
        await reading.press("enter", "q", "escape")
        await marked(reading, "Note kept")
        assert kept(tmp_path, FIRST).note == "Read with Ada\nq"
        assert "Note: Read with Ada" in reading.abstract_shown()
        await reading.press("e", "escape")
        assert kept(tmp_path, FIRST).note == "Read with Ada\nq"
        await reading.press("u")
        await marked(reading, "Undone: ")
        assert kept(tmp_path, FIRST).note == ""
