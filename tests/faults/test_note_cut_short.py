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
from tests.builders import ids_by_title
from tests.command_line import CommandLine
from tests.faults.sizes import times
from tests.faults.tally import TALLY
from tests.launching import FIRST, a_home, escape, launch, quit_reader, squeezed
from tests.terminal import Tmux, needs, wait_until

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = [needs("tmux"), pytest.mark.terminal]

ONE, TWO, KEPT = "Half a thought, ", "and the other half.", "A note of old."
AGAIN = "Here are your unfinished words."
WAS_CUT_SHORT = f"The note on “{FIRST[0]}” was cut short; e on that paper goes on with it."


def unfinished(home: Path) -> list[str]:
    """The words that are kept of notes under way, the oldest first."""
    return [file.read_text() for file in sorted((home / "state").glob("note-unfinished-*"))]


def note_of(home: Path) -> str:
    with Library.open(places(home)) as library:
        return library.paper(ids_by_title(library)[FIRST[0]]).note


def annotate(home: Path, note: str) -> None:
    """As another window does."""
    with Library.open(places(home)) as library:
        library.annotate(ids_by_title(library)[FIRST[0]], note)


def open_note(tmux: Tmux) -> str:
    """Press e; gives the screen with the editor."""
    tmux.keys("e")
    return tmux.wait_for("Esc keeps")


def type_until_kept(tmux: Tmux, home: Path, words: str, *, whole: str = "") -> None:
    open_note(tmux)
    tmux.type(words)
    wait_until(lambda: (whole or words) in unfinished(home), "the words in their file")


def kill(tmux: Tmux) -> None:
    os.kill(tmux.pid(), signal.SIGKILL)
    wait_until(lambda: not tmux.is_running(), "the reader's end")


def cut_short(tmux: Tmux, home: Path, words: str = ONE) -> None:
    """Let a reader be killed amid a note of these words."""
    launch(tmux, home)
    type_until_kept(tmux, home, words)
    kill(tmux)


def keep(tmux: Tmux) -> None:
    tmux.keys("Escape")
    tmux.wait_for("Note kept.")


def test_the_next_reader_goes_on_with_the_note_that_was_cut_short(tmp_path: Path) -> None:
    home = a_home(tmp_path)
    with Tmux() as tmux:
        cut_short(tmux, home)
        assert note_of(home) == ""
        launch(tmux, home)
        tmux.wait_for(WAS_CUT_SHORT)
        type_until_kept(tmux, home, TWO, whole=ONE + TWO)
        assert unfinished(home) == [ONE + TWO]
        assert AGAIN in tmux.screen()
        keep(tmux)
        assert unfinished(home) == []
        quit_reader(tmux)
    assert note_of(home) == ONE + TWO
    TALLY.made("killed: amid a note, gone on with")


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


def test_another_window_takes_no_words_that_are_being_written(tmp_path: Path) -> None:
    home = a_home(tmp_path)
    with Tmux() as one, Tmux() as two:
        launch(one, home)
        type_until_kept(one, home, ONE)
        launch(two, home)
        assert ONE.strip() not in open_note(two)
        two.type(TWO)
        keep(two)
        assert "cut short" not in two.screen()
        assert unfinished(home) == [ONE]
        one.keys("Escape")
        one.wait_for("written elsewhere meanwhile")
        assert unfinished(home) == []
        quit_reader(two)
        quit_reader(one)
    TALLY.made("a note in two windows at once")


def test_of_two_windows_that_are_killed_amid_one_note_the_words_of_both_are_there(
    tmp_path: Path,
) -> None:
    home = a_home(tmp_path)
    annotate(home, KEPT)
    with Tmux() as one, Tmux() as two:
        launch(one, home)
        type_until_kept(one, home, " ONE", whole=f"{KEPT} ONE")
        launch(two, home)
        type_until_kept(two, home, " TWO", whole=f"{KEPT} TWO")
        kill(one)
        kill(two)
        launch(one, home)
        screen = open_note(one)
        assert f"{KEPT} ONE" in screen
        assert f"{KEPT} TWO" in screen
        keep(one)
        quit_reader(one)
    assert unfinished(home) == []
    assert note_of(home) == f"{KEPT} ONE\n\n{KEPT} TWO"
    TALLY.made("killed: two windows amid one note")


def test_who_only_looked_at_a_note_removes_no_words_of_a_window_that_was_killed_meanwhile(
    tmp_path: Path,
) -> None:
    home = a_home(tmp_path)
    with Tmux() as one, Tmux() as two:
        launch(one, home)
        type_until_kept(one, home, ONE)
        launch(two, home)
        open_note(two)
        kill(one)
        escape(two)
        assert unfinished(home) == [ONE]
        assert ONE.strip() in open_note(two)
        kill(two)
    assert unfinished(home) == [ONE]
    TALLY.made("killed: one of two windows amid a note")


def test_a_note_written_since_stands_before_the_words_that_were_cut_short(tmp_path: Path) -> None:
    home = a_home(tmp_path)
    with Tmux() as tmux:
        cut_short(tmux, home)
        annotate(home, KEPT)
        launch(tmux, home)
        open_note(tmux)
        keep(tmux)
        quit_reader(tmux)
    assert note_of(home) == f"{KEPT}\n\n{ONE}".strip()
    TALLY.made("killed: amid a note, written elsewhere since")


def test_the_editor_that_is_open_is_not_told_of_as_cut_short(tmp_path: Path) -> None:
    home = a_home(tmp_path)
    with Tmux() as tmux:
        cut_short(tmux, home)
        launch(tmux, home)
        tmux.keys("e")
        tmux.wait_for(AGAIN)
        tmux.type(TWO)
        wait_until(lambda: unfinished(home) == [ONE + TWO], "a second has passed")
        assert "was cut short" not in tmux.screen()
        keep(tmux)
        assert "was cut short" not in tmux.screen()
        quit_reader(tmux)


def test_words_that_the_note_holds_by_now_and_none_at_all_are_no_news(tmp_path: Path) -> None:
    home = a_home(tmp_path)
    for words, note, shown in [(ONE, KEPT, f"{KEPT} {ONE}"), (" ", KEPT, KEPT)]:
        with Tmux() as tmux:
            annotate(home, "")
            cut_short(tmux, home, words)
            annotate(home, shown)
            launch(tmux, home)
            wait_until(lambda: unfinished(home) == [], "what is no news is gone")
            assert "cut short" not in tmux.screen()
            assert squeezed(note) in squeezed(open_note(tmux))
            assert AGAIN not in tmux.screen()
            tmux.keys("Escape")
            kill(tmux)
        assert note_of(home) == shown.strip()


def test_commands_know_nothing_of_a_note_under_way(tmp_path: Path) -> None:
    home = a_home(tmp_path)
    with Tmux() as tmux:
        launch(tmux, home)
        type_until_kept(tmux, home, ONE)
        assert CommandLine(home)("search", "is:noted", "--format", "ids").out == ""
        keep(tmux)
        quit_reader(tmux)
    assert CommandLine(home)("search", "is:noted", "--format", "ids").out.count("\n") == 1
