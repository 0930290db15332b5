"""A fault of ours, or of a file under us, in mid-run: told, written down and survived."""

from __future__ import annotations

import os
import shutil
import sys
from typing import TYPE_CHECKING

import pytest

from tests.builders import a_library, a_page
from tests.command_line import saved_page
from tests.faults.raw_terminal import RawTerminal, plain, reader
from tests.faults.tally import TALLY
from tests.launching import FIRST, SECOND, a_home

if TYPE_CHECKING:
    from pathlib import Path

PLANTED = """
import sys
from reader import __main__
from reader.actions import moving
def fault(browser): raise RuntimeError("planted for a test")
{place}
sys.argv = ["paperdeck"]
sys.exit(__main__.main())
"""
IN_A_COMMAND = "moving.toggle_alone = fault"
IN_A_WORKER = """
import index.library
index.library.Library.index_is_ready = fault
"""
WHILE_IT_STARTS = """
import reader.screens.browser
reader.screens.browser.Browser.compose = fault
"""


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return a_home(tmp_path)


def planted(home: Path, place: str) -> RawTerminal:
    """The reader with a fault at this place."""
    script = PLANTED.format(place=place)
    return RawTerminal([sys.executable, "-c", script], PAPERDECK_HOME=str(home))


@pytest.mark.parametrize("place", [IN_A_COMMAND, WHILE_IT_STARTS])
def test_a_fault_of_ours_is_a_sentence_and_the_log_has_the_rest(home: Path, place: str) -> None:
    with planted(home, place) as t:
        if place == IN_A_COMMAND:
            t.wait_for("copy link")
            t.press("b")
            t.wait_for("Bookmarked")
            t.press("z")
        assert t.exit_code() == 70
        t.assert_given_back()
        t.told("Paperdeck had to end. That went wrong; what happened is written down in")
        last = plain(t.seen).split("Paperdeck had to end.")[1]
        assert last.count("\n") == 1
    log = (home / "state" / "paperdeck.log").read_text()
    assert "planted for a test" in log
    assert "in fault\nRuntimeError: planted" in log, "where it happened stands before what"
    TALLY.made("a fault of ours that ends the reader")


def test_a_fault_in_a_thread_is_told_written_down_and_survived(home: Path) -> None:
    with planted(home, IN_A_WORKER) as t:
        t.wait_for("written down in")
        t.press("b")
        t.wait_for("Bookmarked")
        t.press("q")
        assert t.exit_code() == 0
        t.assert_given_back()
    assert "planted for a test" in (home / "state" / "paperdeck.log").read_text()
    TALLY.made("a fault in a thread")


def test_an_index_that_goes_while_one_reads_is_made_anew(home: Path) -> None:
    with reader(home) as t:
        t.wait_for("copy link")
        t.press("/graph\r")
        t.wait_for("2 of 3")
        shutil.rmtree(home / "cache")
        for query, count in [("quiet", "1 of 3"), ("corridors", "1 of 3"), ("graph", "2 of 3")]:
            t.press("\\")
            t.wait_for("3 of 3")
            t.forget()
            t.press(f"/{query}\r")
            t.wait_for(count)
        t.press("q")
        assert t.exit_code() == 0
        t.assert_given_back()
    TALLY.made("an index gone in mid-run")


@pytest.mark.parametrize("becomes", ["a folder", "a pipe", "gone", "zeros"])
def test_a_page_that_becomes_something_else_is_told_and_the_others_are_added(
    tmp_path: Path, becomes: str
) -> None:
    a_library(tmp_path / "home", a_page(("Lamps in Rows", "Lamps stand in rows and glow."))).close()
    pages = tmp_path / "pages"
    pages.mkdir()
    for name, paper in [("a.txt", FIRST), ("b.txt", SECOND)]:
        (pages / name).write_text(saved_page(paper))
    odd = pages / "aa.txt"
    with reader(tmp_path / "home") as t:
        t.wait_for("copy link")
        t.press("a")
        t.wait_for("Add saved pages")
        if becomes == "a folder":
            odd.mkdir()
        elif becomes == "a pipe":
            os.mkfifo(odd)
        elif becomes == "gone":
            odd.symlink_to(tmp_path / "nowhere")
        else:
            odd.symlink_to("/dev/zero")
        t.press(f"{pages}\r")
        t.wait_for("Pages added")
        if becomes != "a folder":
            t.wait_for(lambda seen: "aa.txt" in "".join(plain(seen).split()))
        t.forget()
        t.press("\r")
        t.wait_for("3 of 3")
        t.press("q")
        assert t.exit_code() == 0
        t.assert_given_back()
    TALLY.made(f"a page that is {becomes}")
