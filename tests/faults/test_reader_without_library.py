"""The real reader while its library is damaged, taken away, brought back, or replaced."""

from __future__ import annotations

import os
import signal
from typing import TYPE_CHECKING

import pytest

from tests.command_line import CommandLine
from tests.faults.small_disk import SmallDisk, needs_a_small_disk
from tests.faults.tally import TALLY
from tests.faults.test_rights import LIMITED
from tests.launching import FIRST, THIRD, a_home, launch, quit_reader, squeezed
from tests.terminal import Tmux, needs

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = [needs("tmux"), pytest.mark.terminal]


def says(words: str):
    """Whether a screen says this, however its lines are broken."""
    return lambda screen: squeezed(words) in squeezed(screen)


def test_a_folder_that_vanishes_is_told_and_what_comes_back_is_written_again(
    tmp_path: Path,
) -> None:
    home = a_home(tmp_path)
    with Tmux() as tmux:
        launch(tmux, home)
        home.rename(tmp_path / "elsewhere")
        tmux.keys("b")
        tmux.wait_for(says("is gone, so nothing was changed; bring its folder or its disk back."))
        tmux.keys("j")
        tmux.wait_for("Panels that move")  # read on; what said that it is gone may not be `b` alone
        tmux.type("/lamps")
        tmux.wait_for(lambda screen: "1 of 3" in screen and THIRD[0] in screen)
        tmux.keys("Enter")
        tmux.wait_for(lambda screen: "Corridors are lit" in screen and "★" not in screen)
        assert not home.exists(), "what comes back must find its place free"
        (tmp_path / "elsewhere").rename(home)
        tmux.keys("b")
        tmux.wait_for("★")
        quit_reader(tmux)
    assert CommandLine(home)("search", "is:bookmarked", "--format", "ids").out.count("\n") == 1
    TALLY.made("the library's folder vanishes under the reader")


@needs_a_small_disk()
def test_a_disk_that_is_pulled_out_is_read_on_and_holds_up_no_signal(tmp_path: Path) -> None:
    with Tmux() as tmux:
        with SmallDisk(tmp_path / "disk") as disk:
            launch(tmux, a_home(disk.root))
            tmux.keys("b")
            tmux.wait_for("★")
        tmux.keys("b")
        tmux.wait_for(says("is gone, so nothing was changed; bring its folder or its disk back."))
        tmux.type("/lamps")
        tmux.wait_for(lambda screen: "1 of 3" in screen and THIRD[0] in screen)
        os.kill(tmux.pid(), signal.SIGTERM)
        assert tmux.exit_code() == 128 + signal.SIGTERM
    assert not list((tmp_path / "disk").iterdir()), "nothing is left where the disk comes back"
    TALLY.made("the library's disk pulled out under the reader")


@needs("setpriv")
def test_a_folder_that_may_not_be_entered_any_more_is_told_of_and_read_on(tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    home = a_home(outside)
    with Tmux() as tmux:
        launch(tmux, home, before=LIMITED if os.geteuid() == 0 else ())
        tmux.keys("e")
        tmux.wait_for("Esc keeps the note")
        outside.chmod(0)
        try:
            tmux.type("Half a thought.")
            tmux.keys("Escape")
            tmux.wait_for(says("Esc again leaves, with the note in a file."))
            tmux.keys("Escape")
            tmux.wait_for(says("is in"))
            tmux.keys("j")
            tmux.wait_for("Panels that move")
            tmux.type("/lamps")
            tmux.wait_for(lambda screen: "1 of 3" in screen and THIRD[0] in screen)
            tmux.keys("Enter")
        finally:
            outside.chmod(0o700)
        tmux.keys("b")
        tmux.wait_for("★")
        quit_reader(tmux)
    assert not (home / "state" / "paperdeck.log").exists()
    TALLY.made("the library's folder may not be entered any more")


def test_a_folder_that_is_removed_is_not_made_anew_by_a_mark(tmp_path: Path) -> None:
    home = a_home(tmp_path)
    with Tmux() as tmux:
        launch(tmux, home)
        tmux.wait_for(says("All3"))  # what is removed while it is counted is told of in other words
        (home / "library.db").unlink()
        tmux.keys("b")
        tmux.wait_for(says("is gone, so nothing was changed"))
        quit_reader(tmux)
    assert not (home / "library.db").exists()
    TALLY.made("the library's file removed under the reader")


def test_a_damaged_library_is_shown_and_no_key_changes_it(tmp_path: Path) -> None:
    home = a_home(tmp_path)
    file = home / "library.db"
    at = file.read_bytes().index(b"A reader of graphs") // 4096 * 4096
    with file.open("r+b") as stream:
        stream.seek(at)
        stream.write(b"\xff" * 4096)
    damaged = file.read_bytes()
    with Tmux() as tmux:
        launch(tmux, home, shows="This library is damaged")
        tmux.keys("b", "r", "u")
        tmux.type("/graph")
        tmux.keys("Enter")
        tmux.wait_for("This library is damaged: it is read, not written.")
        quit_reader(tmux)
    assert file.read_bytes() == damaged
    assert "to go back" in CommandLine(home)("doctor").out
    TALLY.made("the reader over a damaged library")


def test_a_copy_put_back_under_the_reader_is_shown_and_marked(tmp_path: Path) -> None:
    home = a_home(tmp_path)
    paperdeck = CommandLine(home)
    assert paperdeck("tag", "--all", "--add", "since").code == 0
    (backup,) = (home / "backups").iterdir()
    with Tmux() as tmux:
        launch(tmux, home)
        tmux.wait_for("since")
        assert paperdeck("doctor", "--restore", str(backup)).code == 0
        tmux.wait_for(lambda screen: FIRST[0][:20] in screen and "since" not in screen)
        tmux.keys("b")
        tmux.wait_for("★")
        quit_reader(tmux)
    assert paperdeck("search", "is:bookmarked", "--format", "ids").out.count("\n") == 1
    assert paperdeck("doctor").code == 0
    TALLY.made("a copy put back under the reader")
