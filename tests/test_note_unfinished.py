"""The file of a note under way: whatever stands in it, and wherever it cannot be written."""

from __future__ import annotations

import errno
import threading
from typing import TYPE_CHECKING

import pytest
from textual.widgets import TextArea

from index.paths import places
from reader.notes import place as place_of_notes
from reader.notes.left_behind import left_behind
from reader.notes.place import Place
from reader.notes.unfinished import UnfinishedNote
from reader.screens import browser, note_editor
from tests.builders import a_library, ids_by_title
from tests.pressing import SHELF, open_reader
from tests.terminal import wait_until

if TYPE_CHECKING:
    from pathlib import Path

ODD = {
    "emptied": b"",
    "no text": bytes(range(256)),
    "sequences": b"\x1b]52;c;aGk=\x07 \xc2\x9b31m [/] [@click=app.quit]x[/]",
    "half a letter": "naïve".encode()[:3],
    "long": b"a word " * 40_000,
}


@pytest.mark.parametrize("content", ODD.values(), ids=ODD)
async def test_whatever_stands_in_the_file_the_editor_opens(tmp_path: Path, content: bytes) -> None:
    async with open_reader(tmp_path) as reading:
        paper = reading.browser.paper
        assert paper is not None
        state = places(tmp_path).state
        state.mkdir(exist_ok=True)
        file = Place.new(state, paper.id, "").file
        file.write_bytes(content)
        await reading.press("e")
        assert "\x1b" not in reading.app.screen.query_one(TextArea).text
        await reading.press("escape")
        assert reading.app.screen is reading.browser
        assert not file.exists()


@pytest.mark.parametrize("name", ["", "-", "a-b", "a-b-c", "------", "\udcff-1-2-3"])
async def test_a_file_of_a_foreign_name_is_left_alone(tmp_path: Path, name: str) -> None:
    async with open_reader(tmp_path) as reading:
        state = places(tmp_path).state
        state.mkdir(exist_ok=True)
        file = state / f"note-unfinished-{name}.txt"
        file.write_text("Words of somebody.")
        reading.browser.tell_of_notes()
        await reading.app.workers.wait_for_complete()
        await reading.press("e", "escape")
        assert reading.app.screen is reading.browser
        assert file.exists()


async def test_a_file_that_cannot_be_written_is_written_once_it_can_be(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(note_editor, "KEEPS_WORDS_EVERY", 0.01)
    async with open_reader(tmp_path) as reading:
        state, elsewhere = places(tmp_path).state, tmp_path / "elsewhere"
        state.mkdir(exist_ok=True)
        await reading.press("e")
        state.rename(elsewhere)
        state.write_text("no folder")
        await reading.type("Half a thought, ")
        assert "Half a thought," in reading.screen()
        state.unlink()
        elsewhere.rename(state)
        await reading.type("and the other half.")
        written = "Half a thought, and the other half."
        await reading.until(
            lambda: [left.read_text() for left in state.glob("note-unfinished-*")] == [written],
            "the words in their file",
        )
        await reading.press("escape")
        assert "Note kept." in reading.notice
        assert not list(state.glob("*note-*"))


def test_no_folder_is_made_where_the_library_was_taken_away(tmp_path: Path) -> None:
    with a_library(tmp_path / "home", SHELF) as library:
        (paper,) = library.papers(list(ids_by_title(library).values())[:1])
    note = UnfinishedNote(places(tmp_path / "home"), paper)
    (tmp_path / "home").rename(tmp_path / "elsewhere")
    note.keep("Half a thought.")
    for thread in [each for each in threading.enumerate() if each.name == "unfinished note"]:
        thread.join()
    assert not (tmp_path / "home").exists()


def test_on_a_disk_without_locks_words_are_kept_and_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise OSError(errno.ENOLCK, "No locks available")

    monkeypatch.setattr(place_of_notes.fcntl, "flock", refuse)
    home = places(tmp_path)
    with a_library(tmp_path, SHELF) as library:
        (paper,) = library.papers(list(ids_by_title(library).values())[:1])
    UnfinishedNote(home, paper).keep("Half a thought.")
    wait_until(lambda: left_behind(home.state), "the words in their file")
    (left,) = left_behind(home.state)
    assert left.words == "Half a thought."
    assert UnfinishedNote(home, paper).words == "Half a thought."


async def test_a_reader_that_is_ended_while_it_waits_to_tell_ends_well(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(browser, "NOTES_AFTER", 0.0005)
    for panel in ["", "e", "ctrl+p"]:
        async with open_reader(tmp_path / f"home {panel}") as reading:
            await reading.press(*panel.split())
            reading.browser.set_interval(0.0005, reading.browser.tell_of_notes)
            await reading.pilot.pause()
