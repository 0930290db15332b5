"""A terminal that takes little, or nothing for a while: keys go on, and so does leaving."""

from __future__ import annotations

import signal
import time
from typing import TYPE_CHECKING

import pytest

from index.library import Library
from index.paths import places
from tests.builders import a_library, a_page
from tests.faults.raw_terminal import RawTerminal, reader
from tests.faults.sizes import times
from tests.faults.tally import TALLY
from tests.terminal import wait_until

if TYPE_CHECKING:
    from pathlib import Path

PAPERS = 40


@pytest.fixture
def home(tmp_path: Path) -> Path:
    papers = [
        (f"Paper of Number {n} in a Row", f"Paper {n} of a row. " * 90) for n in range(PAPERS)
    ]
    a_library(tmp_path / "home", a_page(*papers)).close()
    return tmp_path / "home"


def bookmarked(home: Path) -> list[int]:
    """The places of the papers that are bookmarked, from 0."""
    with Library.open(places(home)) as library:
        papers = library.papers(library.store.ids(range(1, PAPERS + 1)))
        return [int(paper.title.split()[3]) for paper in papers if paper.bookmarked]


def flood(t: RawTerminal, rounds: int) -> None:
    """Have more painted than a terminal that does not read can hold."""
    for turn in range(rounds):
        t.press("z" if turn % 2 else "jk")
        t.resize(100 - turn % 7, 30)
        time.sleep(0.02)  # each size is painted, unless the terminal is behind


def test_keys_are_heeded_in_order_while_the_terminal_takes_nothing(home: Path) -> None:
    with reader(home) as t:
        t.wait_for("copy link")
        t.wait_for("1st of 40")
        t.hold()
        flood(t, times(40, 400))
        before = t.memory()
        for _ in range(times(1, 4)):
            flood(t, times(40, 400))
            TALLY.made("a terminal that takes nothing for a while")
        assert t.memory() < before + 8_000_000
        t.press("ggbjbGb")
        # Behind some thousand keys and sizes that are laid out one by one, it takes its time.
        wait_until(lambda: bookmarked(home) == [0, 1, 39], "three bookmarks", times(15, 120))
        t.forget()
        t.read_on()
        t.wait_for("40th of 40")
        t.press("q")
        assert t.exit_code() == 0
        t.assert_given_back()


def test_after_a_pause_the_screen_is_what_it_should_be(home: Path) -> None:
    with reader(home) as t:
        t.wait_for("1st of 40")
        t.hold()
        flood(t, 60)
        t.press("/number 17\r")
        wait_until(lambda: t.processor_seconds() > 0, "it works")
        t.read_on()
        t.wait_for("1 of 40")
        t.wait_for("Number 17 in a Row")
        t.press("q")
        assert t.exit_code() == 0
    TALLY.made("a pause of the terminal, then its screen")


@pytest.mark.parametrize("way", ["q", "SIGTERM", "SIGHUP", "closed"])
def test_while_the_terminal_takes_nothing_it_can_be_left(home: Path, way: str) -> None:
    for _ in range(times(1, 10)):
        with reader(home) as t:
            t.wait_for("copy link")
            t.hold()
            flood(t, 60)
            if way == "closed":
                t.hang_up()
                assert t.exit_code() == 128 + signal.SIGHUP
            elif way == "q":
                t.press("q")
                assert t.exit_code() == 0
            else:
                t.signal(signal.Signals[way])
                assert t.exit_code() == 128 + signal.Signals[way]
            if way != "closed":
                t.read_on()
                wait_until(lambda t=t: t.modes_left_on() == set(), "the last of it is read")
                t.assert_given_back()
        TALLY.made(f"left by {way} while the terminal takes nothing")


def test_over_a_slow_line_the_newest_screen_is_shown(home: Path) -> None:
    with reader(home, columns=60, rows=12) as t:
        t.wait_for("copy link")
        t.read_on(per_second=20_000)
        for _ in range(times(30, 200)):
            t.press("j")
            time.sleep(0.01)  # as fast as a held key
        t.press("G")
        t.forget()
        t.wait_for("Number 39 in", seconds=40)
        t.press("b")
        wait_until(lambda: bookmarked(home) == [39], "a bookmark")
        t.press("q")
        assert t.exit_code() == 0
        t.read_on()
        wait_until(lambda: t.modes_left_on() == set(), "the last of it is read")
        t.assert_given_back()
    TALLY.made("a slow line")
