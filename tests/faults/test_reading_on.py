"""What is around a reader fails while one reads: one reads on, is told once, and loses nothing."""

from __future__ import annotations

import shutil
import time
from typing import TYPE_CHECKING

import pytest

from tests.command_line import TRAILS, CommandLine, saved_page
from tests.faults.sizes import times
from tests.faults.small_disk import SmallDisk, needs_a_small_disk
from tests.faults.tally import TALLY
from tests.launching import (
    FIRST,
    SECOND,
    SECOND_LINK,
    THIRD,
    a_home,
    escape,
    launch,
    quit_reader,
    squeezed,
)
from tests.terminal import Tmux, needs, wait_until

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

pytestmark = [needs("tmux"), pytest.mark.terminal]

POLLS = 3.5
"""Seconds in which the reader looks twice whether something has changed."""
FULL = "isfull;makeroomonit."
BOOKMARKED = "★"


@pytest.fixture
def tmux() -> Iterator[Tmux]:
    with Tmux() as tmux:
        yield tmux


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[SmallDisk]:
    with SmallDisk(tmp_path / "disk") as disk:
        yield disk


def tells(words: str) -> Callable[[str], bool]:
    """Whether these words stand on a screen, however it is wrapped."""
    return lambda screen: words in squeezed(screen)


def find(tmux: Tmux, words: str, shows: str) -> None:
    """Search, as one who reads on does."""
    tmux.keys("/", "C-u")
    tmux.type(words)
    tmux.wait_for(lambda screen: shows in screen and f"/ {words}" in screen)
    tmux.keys("Enter")
    tmux.wait_for("b bookmark")  # the list has the keys again


@needs_a_small_disk()
def test_on_a_disk_that_fills_one_reads_on_and_writes_again_once_there_is_room(tmux, disk):
    home = a_home(disk.root)
    page = disk.root.parent / "more.txt"
    page.write_text(saved_page(TRAILS, day="Sep 3"), encoding="utf-8")
    launch(tmux, home)
    disk.leave(0)
    tmux.keys("b")
    assert BOOKMARKED not in tmux.wait_for(tells(FULL))
    find(tmux, "lamps", THIRD[0][:12])
    added = CommandLine(home)("add", str(page))
    assert (added.code, added.out) == (4, "")
    find(tmux, "quiet", SECOND[0][:12])
    tmux.keys("y")  # which can be kept in no file
    tmux.wait_for("Copied to tmux")
    assert tmux.buffer() == SECOND_LINK
    disk.empty()
    session = home / "state" / "session.json"
    wait_until(lambda: session.exists() and "quiet" in session.read_text(), "the place is kept")
    tmux.keys("b")
    tmux.wait_for(BOOKMARKED)
    find(tmux, "lamps", THIRD[0][:12])
    disk.leave(0)
    tmux.keys("e")
    tmux.wait_for("Esc keeps the note")
    tmux.type("what I thought of it")
    escape(tmux)
    tmux.wait_for(tells(f"{FULL}Escagainleaves"))  # the editor itself, and no one else before it
    disk.empty()
    escape(tmux)
    tmux.wait_for("Note kept.")
    assert CommandLine(home)("add", str(page)).code == 0
    quit_reader(tmux)
    assert "bookmarked" in CommandLine(home)("search", "quiet").out
    TALLY.made("disk full while one reads")


@needs_a_small_disk()
def test_a_reader_that_starts_on_a_full_disk_reads_and_later_writes(tmux, disk):
    home = a_home(disk.root)
    disk.leave(0)
    launch(tmux, home)
    find(tmux, "quiet", SECOND[0][:12])
    tmux.keys("b")
    tmux.wait_for(tells(FULL))
    tmux.keys("j")
    tmux.wait_for(lambda screen: not tells(FULL)(screen))
    time.sleep(POLLS)
    assert not tells(FULL)(tmux.screen())  # it is told when one asks for something, not for ever
    disk.empty()
    assert CommandLine(home)("tag", "quiet", "--add", "roomy").code == 0
    tmux.wait_for("roomy")
    tmux.keys("b")
    tmux.wait_for(BOOKMARKED)
    quit_reader(tmux)
    TALLY.made("reader started on a full disk")


@needs_a_small_disk()
def test_a_library_on_a_read_only_disk_is_read_and_written_once_the_disk_can_be(tmux, disk):
    home = a_home(disk.root)
    disk.may_be_written(is_so=False)
    launch(tmux, home)
    tmux.keys("b")
    assert BOOKMARKED not in tmux.wait_for(tells("cannotbewritten"))
    find(tmux, "quiet", SECOND[0][:12])
    disk.may_be_written(is_so=True)
    tmux.keys("b")
    tmux.wait_for(BOOKMARKED)
    quit_reader(tmux)
    TALLY.made("reader started on a read-only disk")


VANISHING = [
    *(("cache", "removed"), ("state", "a file")),
    *(("cache", "a file"), ("cache", "renamed"), ("state", "removed"), ("state", "renamed")),
]


@pytest.mark.parametrize(("folder", "how"), VANISHING[: times(2, 6)])
def test_a_folder_beside_the_library_may_vanish_while_one_reads(tmux, tmp_path, folder, how):
    home = a_home(tmp_path)
    launch(tmux, home)
    tmux.keys("j")
    session, gone = home / "state" / "session.json", home / folder
    wait_until(session.exists, "the place is kept")
    gone.rename(tmp_path / "elsewhere")
    if how == "removed":
        shutil.rmtree(tmp_path / "elsewhere")
    elif how == "a file":
        gone.write_text("in its place")
    find(tmux, "quiet", SECOND[0][:12])
    tmux.keys("b")
    tmux.wait_for(BOOKMARKED)
    if how == "a file":
        gone.unlink()
    find(tmux, "place", FIRST[0][:12])
    wait_until(lambda: session.exists() and "place" in session.read_text(), "the place is kept")
    if folder == "cache":
        toc = "index-*/_MAIN_*.toc"

        def is_made_anew() -> bool:
            find(tmux, "quiet", SECOND[0][:12])
            return bool(list(gone.glob(toc)))

        wait_until(is_made_anew, "the index is made anew", seconds=30)
    quit_reader(tmux)
    TALLY.made(f"folder {folder} gone while one reads")
