"""Keys typed faster than answers come: each acts on what it was meant for."""

from __future__ import annotations

import asyncio
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest
from textual import events
from textual.keys import _character_to_key
from textual.screen import ModalScreen

from index.paths import places
from reader.screens.menu import Menu
from tests.builders import a_library, every_id
from tests.faults.raw_terminal import reader
from tests.launching import a_home, escape, launch, quit_reader
from tests.pressing import Reading, open_reader
from tests.terminal import Tmux, needs, wait_until

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from index.paper import Paper

ESCAPE = "\x1b[27u"
"""As a terminal writes it that knows Kitty's keys: no Alt and the next key, even in a burst."""

PANELS = "Sparse Panels Make Calm Screens"


@contextmanager
def late_answers(reading: Reading) -> Iterator[None]:
    """The search thread is held up as long as this lasts."""
    gate = threading.Event()
    reading.browser.asker.errand(gate.wait)
    try:
        yield
    finally:
        gate.set()


def kept(home: Path) -> dict[str, Paper]:
    """The library's papers by title, read from its file by another connection."""
    with a_library(places(home)) as library:
        return {paper.title: paper for paper in library.papers(every_id(library))}


async def test_a_verb_waits_for_the_answer_it_is_about(tmp_path: Path) -> None:
    async with open_reader(tmp_path) as reading:
        with late_answers(reading):
            await reading.press("slash")
            await reading.type("panels")
            await reading.press("enter", "b")
            assert not any(paper.bookmarked for paper in kept(tmp_path).values())
        await reading.until(lambda: kept(tmp_path)[PANELS].bookmarked)
        assert sum(paper.bookmarked for paper in kept(tmp_path).values()) == 1


async def test_what_follows_a_waiting_verb_does_not_overtake_it(tmp_path: Path) -> None:
    async with open_reader(tmp_path) as reading:
        with late_answers(reading):
            await reading.press("slash")
            await reading.type("panels")
            await reading.press("enter", "b", "backslash")
        await reading.until(lambda: kept(tmp_path)[PANELS].bookmarked)
        await reading.until(lambda: not reading.browser.question.text)
        await reading.until(lambda: len(reading.titles()) == 5)
        assert sum(paper.bookmarked for paper in kept(tmp_path).values()) == 1


async def test_keys_meant_for_a_panel_wait_until_it_is_there(tmp_path: Path) -> None:
    async with open_reader(tmp_path) as reading:
        with late_answers(reading):
            await reading.press("slash")
            await reading.type("panels")
            await reading.press("enter", "t")
            await reading.type("to-read")
            await reading.press("enter")
        await reading.until(lambda: kept(tmp_path)[PANELS].tags)
        assert kept(tmp_path)[PANELS].tags == ("to-read",)


async def test_escape_takes_its_turn_behind_a_panel_that_waits(tmp_path: Path) -> None:
    async with open_reader(tmp_path) as reading:
        with late_answers(reading):
            await reading.press("slash")
            await reading.type("panels")
            await reading.press("enter", "Y", "escape", "b")
        await reading.until(lambda: kept(tmp_path)[PANELS].bookmarked)


@pytest.mark.terminal
def test_a_note_typed_before_its_editor_stands_is_kept(tmp_path: Path) -> None:
    home = a_home(tmp_path)
    with reader(home) as t:
        t.wait_for("copy link")
        t.press(f"ebefore{ESCAPE}q")
        assert t.exit_code() == 0
    assert [paper.note for paper in kept(home).values()].count("before") == 1


@pytest.mark.terminal
@needs("tmux")
def test_a_copy_on_the_way_out_gets_there(tmp_path: Path) -> None:
    home = a_home(tmp_path)
    with Tmux() as tmux:
        launch(tmux, home)
        tmux.type("yq")
        wait_until(lambda: not tmux.is_running(), "the reader has left")
        assert tmux.buffer().startswith("https://github.com/")


@pytest.mark.terminal
@needs("tmux")
def test_keys_that_edit_take_their_turn_among_those_that_write(tmp_path: Path) -> None:
    home = a_home(tmp_path)
    with Tmux() as tmux:
        launch(tmux, home)
        tmux.type("/wrong\x15pannn\x7f\x7fels\r")
        tmux.wait_for("/ panels")
        tmux.wait_for("1 of 3")
        tmux.type("tabx\x7fc\r")
        tmux.wait_for("✓ #abc")


@pytest.mark.terminal
@needs("tmux")
def test_a_completion_is_taken_in_its_turn_and_what_was_asked_comes_back(tmp_path: Path) -> None:
    home = a_home(tmp_path)
    with Tmux() as tmux:
        launch(tmux, home)
        tmux.type("/is:unr\t\r")
        tmux.wait_for("/ is:unread")
        tmux.type("\\/panels\r")
        tmux.wait_for("1 of 3")
        tmux.type("\\/i\x1b[A\r")
        tmux.wait_for("/ is:unread")
        tmux.wait_for("3 of 3")


@pytest.mark.terminal
@needs("tmux")
def test_ctrl_q_keeps_a_note_that_is_being_written(tmp_path: Path) -> None:
    home = a_home(tmp_path)
    with Tmux() as tmux:
        launch(tmux, home)
        tmux.type("e")
        tmux.wait_for("Esc keeps the note")
        tmux.type("half a thought\x11")
        wait_until(
            lambda: [p.note for p in kept(home).values()].count("half a thought") == 1, "kept"
        )


@pytest.mark.terminal
@pytest.mark.parametrize(
    ("opening", "closing"),
    [
        ("?", ESCAPE),  # a panel that is told to close before it stands
        ("?graph", ESCAPE),
        ("e", ESCAPE),
        ("tslow", "\r" + ESCAPE),
        (":bookmark", ESCAPE),
        (":", ESCAPE),
        ("Y", ESCAPE),
        ("s", "t"),
        ("?", ESCAPE + ":" + ESCAPE + "e" + ESCAPE),
    ],
)
def test_what_follows_the_end_of_a_panel_is_for_what_lies_behind_it(
    tmp_path: Path, opening: str, closing: str
) -> None:
    home = a_home(tmp_path)
    with reader(home) as t:
        t.wait_for("copy link")
        t.press(f"{opening}{closing}bq")
        assert t.exit_code() == 0
    assert sum(paper.bookmarked for paper in kept(home).values()) == 1


async def test_keys_go_on_after_a_panel_that_closes_as_soon_as_it_stands(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Menu, "on_mount", lambda menu: menu.leave())
    async with open_reader(tmp_path) as reading:
        with late_answers(reading):
            await reading.press("slash")
            await reading.type("panels")
            await reading.press("enter", "Y", "b", "u")
        await reading.until(lambda: reading.notice.startswith("Undone"), "the last key is done")


@pytest.mark.terminal
@needs("tmux")
def test_a_box_that_opens_after_a_wait_takes_the_letters_behind_it(tmp_path: Path) -> None:
    home = a_home(tmp_path)
    with Tmux() as tmux:
        launch(tmux, home)
        tmux.type("/tree reader\rjjk\\/bababam\r")
        tmux.wait_for("/ bababam")
        tmux.wait_for("0 of 3")
        quit_reader(tmux)
    assert not any(paper.bookmarked for paper in kept(home).values())


@pytest.mark.terminal
@needs("tmux")
@pytest.mark.parametrize(
    "edit", ["", "wrong\x15", "wrong\x17", "wrong\x01\x0b", "wrong" + 5 * "\x7f"]
)
def test_a_note_typed_as_its_editor_opens_is_kept_to_the_letter(tmp_path: Path, edit: str) -> None:
    home = a_home(tmp_path)
    with Tmux() as tmux:
        launch(tmux, home)
        tmux.type(f"e{edit}what I thought of it\x11")
        tmux.wait_for("Note kept.")
        quit_reader(tmux)
    assert [paper.note for paper in kept(home).values() if paper.note] == ["what I thought of it"]


@pytest.mark.terminal
@needs("tmux")
def test_a_line_typed_as_its_panel_opens_is_taken_to_the_letter(tmp_path: Path) -> None:
    home = a_home(tmp_path)
    with Tmux() as tmux:
        launch(tmux, home)
        tmux.type("tworth reading, wurth\x7f\x7f\x7f\x7forth it\r")
        tmux.wait_for("✓ #worth-it")
        tmux.wait_for("✓ #worth-reading")
        escape(tmux)
        tmux.type("/panels of graphs\rSbest-panels-of-all\r")
        tmux.wait_for("@best-panels-of-all")
        tmux.type("a/somewhere/no page of mine.txt")
        tmux.wait_for("/somewhere/no page of mine.txt")


async def test_a_burst_in_the_midst_of_a_start_of_a_panel_is_in_order(tmp_path: Path) -> None:
    async with open_reader(tmp_path) as reading:
        for letter in "ewhat I thought of it":
            reading.app.post_message(events.Key(_character_to_key(letter), letter))
        reading.app.post_message(events.Key("escape", None))
        await reading.until(lambda: any(paper.note for paper in kept(tmp_path).values()))
        notes = [paper.note for paper in kept(tmp_path).values() if paper.note]
        assert notes == ["what I thought of it"]


async def test_keys_behind_a_question_about_a_paper_are_for_its_panel(tmp_path: Path) -> None:
    async with open_reader(tmp_path) as reading:
        await reading.press("slash")
        await reading.type("panels")
        await reading.press("enter")
        with late_answers(reading):
            await reading.press("w", "escape", "b")
            assert not any(paper.bookmarked for paper in kept(tmp_path).values())
        await reading.until(lambda: kept(tmp_path)[PANELS].bookmarked)
        assert reading.app.screen is reading.browser


@pytest.mark.parametrize("key", ["e", "t", "a", "question_mark"])
async def test_a_panel_that_opens_as_the_reader_leaves_is_no_fault(
    tmp_path: Path, key: str
) -> None:
    async with open_reader(tmp_path) as reading:
        reading.app.post_message(events.Key(key, None))
        for _ in range(1_000):
            if isinstance(reading.app.screen, ModalScreen):
                break
            await asyncio.sleep(0)
        reading.app.exit()
        await reading.until(lambda: not reading.app.is_running)
        assert reading.app.fault is None
