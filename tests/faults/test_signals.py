"""A reader that is told to end gives the terminal back and loses nothing, whatever it is doing."""

from __future__ import annotations

import random
import shutil
import signal
import sqlite3
import time
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from index.library import Library
from index.paths import places
from tests.builders import a_library, a_page
from tests.command_line import saved_page
from tests.faults.raw_terminal import RawTerminal, reader
from tests.faults.sizes import IS_LARGE, times
from tests.faults.tally import TALLY
from tests.launching import PROGRAM, a_home

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

ENDINGS = (signal.SIGTERM, signal.SIGHUP, signal.SIGINT, signal.SIGQUIT)
MANY = 2_500
NOTE = "Read this again, slowly: naïve."
STANDS = "copy link"


def many_papers(first: int = 0, count: int = MANY) -> list[tuple[str, str]]:
    words = ["graph", "panel", "lamp", "router", "terminal", "reader", "sparse", "narrow", "calm"]
    chosen = random.Random(first)
    return [
        (
            f"Study {number} of {chosen.choice(words).title()} Readers",
            f"We look at {' '.join(chosen.choices(words, k=40))} in study {number}.",
        )
        for number in range(first, first + count)
    ]


@pytest.fixture(scope="module")
def homes(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Homes to copy: a small one, a large one without an index, one whose searches are slow."""
    folder = tmp_path_factory.mktemp("homes")
    unindexed = folder / "unindexed"
    a_library(unindexed, a_page(*many_papers())).close()
    slow = folder / "slow"
    hard = [(f"Long Word Number {n}", "x" * 4000 + f" {n}") for n in range(20)]
    a_library(slow, a_page(*hard)).close()
    return {"small": a_home(folder), "unindexed": unindexed, "slow": slow}


def listing(_: RawTerminal) -> None:
    """Nothing is under way."""


def bookmark(t: RawTerminal) -> None:
    """Do what is to be there after the end, too."""
    t.wait_for(STANDS)
    t.press("b")
    t.wait_for("Bookmarked")


def typing_a_search(t: RawTerminal) -> None:
    t.press("/graph")
    t.wait_for("2 of 3")


def in_a_panel(t: RawTerminal) -> None:
    t.press("?")
    t.wait_for("Esc leaves")


def in_a_note(t: RawTerminal) -> None:
    t.press("e")
    t.wait_for("Esc keeps the note")
    t.press(NOTE)
    t.wait_for("naïve")


def at_work(t: RawTerminal) -> None:
    t.wait_for(lambda seen: b"Indexing" in seen or b"Adding" in seen)


def in_a_slow_search(t: RawTerminal) -> None:
    t.press("//(x+x+)+y/")
    t.wait_for("(x+x+)+y")


STATES: dict[str, tuple[str, Callable[[RawTerminal], None]]] = {
    "listing": ("small", listing),
    "typing a search": ("small", typing_a_search),
    "a panel open": ("small", in_a_panel),
    "writing a note": ("small", in_a_note),
    "adding pages": ("small", at_work),
    "indexing": ("unindexed", at_work),
    "in a slow search": ("slow", in_a_slow_search),
}
ALL = [(state, name) for state in STATES for name in ENDINGS]
CHOSEN = ALL * 2 if IS_LARGE else [*ALL[::5], ("adding pages", signal.SIGHUP)]


@pytest.mark.parametrize(("state", "name"), CHOSEN)
def test_a_signal_ends_the_reader_in_order_whatever_it_does(
    homes: dict[str, Path], tmp_path: Path, state: str, name: signal.Signals
) -> None:
    origin, prepare = STATES[state]
    home = tmp_path / "home"
    shutil.copytree(homes[origin], home)
    pages = pages_to_add(tmp_path) if state == "adding pages" else []
    with reader(home, *pages) as t:
        t.wait_for(STANDS)
        if not pages:
            t.press("b")
            t.wait_for("Bookmarked")
        prepare(t)
        t.signal(name)
        assert t.exit_code() == 128 + name
        t.assert_given_back()
    assert_nothing_lost(home, state)
    TALLY.made(f"{name.name} while {state}")


def pages_to_add(folder: Path) -> list[Path]:
    """Pages of 50 papers, enough of them to be at work for a while."""
    pages = []
    for number in range(40):
        page = folder / f"page-{number}.txt"
        page.write_text(saved_page(*many_papers(number * 50, 50), day=f"Sep {number % 30 + 1}"))
        pages.append(page)
    return pages


def assert_nothing_lost(home: Path, state: str) -> None:
    assert not (home / "state" / "paperdeck.log").exists()
    with Library.open(places(home)) as library:
        counts = library.counts()
        if state == "adding pages":
            assert (counts.total - 3) % 50 == 0, "half a page was added"
        else:
            assert counts.bookmarked == 1
        if state == "writing a note":
            notes = [paper.note for paper in library.papers(library.store.ids([1, 2, 3]))]
            assert NOTE in notes


def test_a_signal_at_any_moment_of_the_start_leaves_the_terminal_as_it_was(
    homes: dict[str, Path], tmp_path: Path
) -> None:
    home = tmp_path / "home"
    shutil.copytree(homes["small"], home)
    with reader(home) as t:
        t.wait_for(STANDS)
        takes = time.monotonic() - t.began
    chosen = random.Random(7)
    for turn in range(times(6, 100)):  # a start each, some seconds of two busy cores
        name = ENDINGS[turn % len(ENDINGS)]
        moment = chosen.uniform(0.0, takes * 1.2)
        with reader(home) as t:
            time.sleep(moment)  # from its start: this very moment is the fault
            t.signal(name)
            code = t.exit_code()
            if name is signal.SIGINT and b"Fatal Python error: init_" in t.seen:
                continue  # Python's own start was interrupted, before a line of ours
            assert code == 128 + name, f"{name.name} after {moment:.3f} s: {t.seen[-900:]!r}"
            assert t.modes_left_on() == set(), f"{name.name} after {moment:.3f} s"
            assert t.settings() == t.before, f"{name.name} after {moment:.3f} s"
            assert b"in main" not in t.seen, t.seen
        TALLY.made(f"{name.name} while starting")


def test_a_broken_pipe_somewhere_ends_nothing(homes: dict[str, Path], tmp_path: Path) -> None:
    home = tmp_path / "home"
    shutil.copytree(homes["small"], home)
    with reader(home) as t:
        t.wait_for(STANDS)
        t.signal(signal.SIGPIPE)
        t.press("b")
        t.wait_for("Bookmarked")
        t.press("q")
        assert t.exit_code() == 0
        t.assert_given_back()
    TALLY.made("SIGPIPE while listing")


@pytest.mark.parametrize("is_ignored", [False, True])
def test_a_closed_terminal_ends_the_reader_and_loses_no_note(
    homes: dict[str, Path], tmp_path: Path, is_ignored: bool
) -> None:
    """As a window is closed; also where nohup started the reader, so that no signal reaches it."""
    for turn in range(times(1, 20)):
        home = tmp_path / f"home-{turn}"
        shutil.copytree(homes["small"], home)
        program = ["sh", "-c", "trap '' HUP; exec \"$@\"", "sh", *PROGRAM]
        with RawTerminal(program if is_ignored else PROGRAM, PAPERDECK_HOME=str(home)) as t:
            bookmark(t)
            in_a_note(t)
            t.hang_up()
            assert t.exit_code() == 128 + signal.SIGHUP
            assert not list(tmp_path.rglob("core*"))
        assert_nothing_lost(home, "writing a note")
        TALLY.made("terminal closed" + (", SIGHUP ignored" if is_ignored else ""))


@pytest.mark.parametrize("way", ["SIGTERM", "terminal closed"])
def test_what_was_typed_before_the_end_is_in_the_note(
    homes: dict[str, Path], tmp_path: Path, way: str
) -> None:
    """The reader had read it, though not yet shown all of it."""
    for turn in range(times(1, 20)):
        home = tmp_path / f"home-{turn}"
        shutil.copytree(homes["small"], home)
        with reader(home) as t:
            bookmark(t)
            t.press("e")
            t.wait_for("Esc keeps the note")
            t.press(NOTE)
            t.wait_for(NOTE[:9])  # it came in one piece, so all of it was read
            if way == "SIGTERM":
                t.signal(signal.SIGTERM)
            else:
                t.hang_up()
            assert t.exit_code() == 128 + (15 if way == "SIGTERM" else 1)
        assert_nothing_lost(home, "writing a note")
        TALLY.made(f"{way}, keys not yet taken")


@pytest.mark.parametrize("name", [signal.SIGTERM, signal.SIGHUP])
def test_told_to_end_over_and_over_it_ends_once(
    homes: dict[str, Path], tmp_path: Path, name: signal.Signals
) -> None:
    """The next signal comes amid the handler of the last."""
    home = tmp_path / "home"
    shutil.copytree(homes["small"], home)
    with reader(home) as t:
        bookmark(t)
        in_a_note(t)
        for _ in range(5_000):
            t.signal(name)
        assert t.exit_code() == 128 + name
        t.assert_given_back()
    assert_nothing_lost(home, "writing a note")
    TALLY.made(f"5,000 {name.name} at once")


def test_a_note_that_the_library_cannot_take_at_the_end_is_in_a_file(
    homes: dict[str, Path], tmp_path: Path
) -> None:
    """Another program holds the library for longer than there is time to end in."""
    home = tmp_path / "home"
    shutil.copytree(homes["small"], home)
    with reader(home) as t, closing(sqlite3.connect(home / "library.db")) as other:
        t.wait_for(STANDS)
        in_a_note(t)
        other.execute("BEGIN IMMEDIATE")
        t.signal(signal.SIGTERM)
        assert t.exit_code() == 128 + signal.SIGTERM
        t.assert_given_back()
        t.told("The note on")
    (aside,) = (home / "state").glob("note-on-*.txt")
    assert aside.read_text() == NOTE
    TALLY.made("SIGTERM amid a note, library held")


def test_a_note_that_the_library_does_not_take_stays_in_its_editor(
    homes: dict[str, Path], tmp_path: Path
) -> None:
    home = tmp_path / "home"
    shutil.copytree(homes["small"], home)
    with reader(home) as t, closing(sqlite3.connect(home / "library.db")) as other:
        t.wait_for(STANDS)
        in_a_note(t)
        other.execute("BEGIN IMMEDIATE")
        t.press("\x1b")
        t.wait_for("Esc again leaves")
        other.rollback()
        t.press("\x1b")
        t.wait_for("Note kept.")
        t.press("bq")
        assert t.exit_code() == 0
    assert_nothing_lost(home, "writing a note")
    TALLY.made("a note kept while the library is held")
