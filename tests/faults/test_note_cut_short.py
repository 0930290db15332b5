"""What was typed into a note is there again when the reader was killed amid it."""

from __future__ import annotations

import os
import signal
import time
from random import Random
from typing import TYPE_CHECKING

import pytest

from index.library import Library
from index.paths import places
from reader.screens import note_editor
from tests.builders import a_library, ids_by_title
from tests.faults.sizes import times
from tests.faults.tally import TALLY
from tests.launching import FIRST, a_home, launch, quit_reader
from tests.pressing import SHELF, Reading, open_reader
from tests.terminal import Tmux, needs, wait_until

if TYPE_CHECKING:
    from pathlib import Path

ONE, TWO = "Half a thought, ", "and the other half."
CUT_SHORT = "These words were cut short."
ODD = {
    "emptied": b"",
    "no text": bytes(range(256)),
    "sequences": b"\x1b]52;c;aGk=\x07 \xc2\x9b31m [/] [@click=app.quit]x[/]",
    "half a letter": "naïve".encode()[:3],
    "long": b"a word " * 40_000,
}


def unfinished(home: Path) -> list[str]:
    """The words that are kept of notes under way."""
    return [file.read_text() for file in (home / "state").glob("note-unfinished-*")]


def note_of(home: Path) -> str:
    with Library.open(places(home)) as library:
        return library.paper(ids_by_title(library)[FIRST[0]]).note


def type_until_kept(tmux: Tmux, home: Path, words: str, *before: str) -> None:
    tmux.keys("e")
    tmux.wait_for("Esc keeps")
    tmux.type(words)
    wait_until(lambda: unfinished(home) == ["".join((*before, words))], "the words in their file")


def kill(tmux: Tmux) -> None:
    os.kill(tmux.pid(), signal.SIGKILL)
    wait_until(lambda: not tmux.is_running(), "the reader's end")


@needs("tmux")
@pytest.mark.terminal
def test_the_next_reader_goes_on_with_the_note_that_was_cut_short(tmp_path: Path) -> None:
    home = a_home(tmp_path)
    with Tmux() as tmux:
        launch(tmux, home)
        type_until_kept(tmux, home, ONE)
        kill(tmux)
        assert note_of(home) == ""
        launch(tmux, home)
        tmux.wait_for(f"The note on “{FIRST[0]}” was cut short; e on that paper goes on with it.")
        type_until_kept(tmux, home, TWO, ONE)
        assert CUT_SHORT in tmux.screen()
        tmux.keys("Escape")
        tmux.wait_for("Note kept.")
        assert unfinished(home) == []
        quit_reader(tmux)
    assert note_of(home) == ONE + TWO
    TALLY.made("killed: amid a note, gone on with")


@needs("tmux")
@pytest.mark.terminal
def test_a_killed_reader_loses_a_second_of_typing_at_most(tmp_path: Path) -> None:
    home, random = a_home(tmp_path), Random(5)
    with Tmux() as tmux:
        for _ in range(times(3, 40)):
            launch(tmux, home)
            type_until_kept(tmux, home, ONE)
            tmux.type(TWO)
            time.sleep(random.uniform(0, 1.2))  # the fault: at no moment in particular
            kill(tmux)
            (kept,) = unfinished(home)
            TALLY.made("killed: amid a note", lost=int(not kept.startswith(ONE)))
            assert kept.startswith(ONE)
            assert (ONE + TWO).startswith(kept)
            next((home / "state").glob("note-unfinished-*")).unlink()


@needs("tmux")
@pytest.mark.terminal
def test_another_window_takes_no_words_that_are_being_written(tmp_path: Path) -> None:
    home = a_home(tmp_path)
    with Tmux() as one, Tmux() as two:
        launch(one, home)
        type_until_kept(one, home, ONE)
        launch(two, home)
        two.keys("e")
        screen = two.wait_for("Esc keeps the note")
        assert ONE.strip() not in screen
        two.type(TWO)
        two.keys("Escape")
        two.wait_for("Note kept.")
        assert "cut short" not in two.screen()
        assert unfinished(home) == [ONE]
        one.keys("Escape")
        one.wait_for("written elsewhere meanwhile")
        assert unfinished(home) == []
        quit_reader(two)
        quit_reader(one)
    TALLY.made("a note in two windows at once")


async def notes_begun(reading: Reading, home: Path) -> str:
    """What the editor begins with."""
    await reading.press("e")
    return reading.app.screen.query_one(note_editor.TextArea).text


@pytest.mark.parametrize("content", ODD.values(), ids=ODD)
async def test_whatever_stands_in_the_file_the_editor_opens(tmp_path: Path, content: bytes) -> None:
    async with open_reader(tmp_path) as reading:
        paper = reading.browser.paper
        assert paper is not None
        state = places(tmp_path).state
        state.mkdir(exist_ok=True)
        file = state / f"note-unfinished-{paper.id}.txt"
        file.write_bytes(content)
        begun = await notes_begun(reading, tmp_path)
        assert "\x1b" not in begun
        await reading.press("escape")
        assert reading.app.screen is reading.browser
        assert not file.exists()
    TALLY.made("an unfinished note, damaged")


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
        await reading.type(ONE)
        assert ONE.strip() in reading.screen()
        state.unlink()
        elsewhere.rename(state)
        await reading.type(TWO)
        await reading.until(lambda: unfinished(tmp_path) == [ONE + TWO], "the words in their file")
        await reading.press("escape")
        assert "Note kept." in reading.notice


async def test_a_note_that_was_kept_just_before_the_end_is_not_called_cut_short(
    tmp_path: Path,
) -> None:
    with a_library(tmp_path, SHELF) as library:
        paper = next(iter(ids_by_title(library).values()))
        library.annotate(paper, ONE)
    state = places(tmp_path).state
    state.mkdir(exist_ok=True)
    file = state / f"note-unfinished-{paper}.txt"
    file.write_text(ONE)
    async with open_reader(tmp_path, pages=()) as reading:
        reading.app.tell_of_notes_cut_short()
        assert "cut short" not in reading.notice
    assert not file.exists()
