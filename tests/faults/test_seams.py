"""Where two at work on one library meet: each sees and keeps what the other did."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest

from index.library import Library
from index.paths import places
from index.query.question import Question
from reader.screens import browser
from tests.builders import a_library, a_page, ids_by_title
from tests.faults import aftermath
from tests.faults.model import Model
from tests.faults.tally import TALLY
from tests.faults.work import SAVED, YEAR, Act, page_of
from tests.launching import launch, quit_reader
from tests.pressing import SHELF, Reading, open_reader
from tests.terminal import Tmux, needs

if TYPE_CHECKING:
    from pathlib import Path

A_LONG_TIME = 3600.0
"""Seconds between two looks at what others changed: none in this test."""

PANELS = "Sparse Panels Make Calm Screens"
GRAPHS = "Graph Readers for Small Terminals"


def row_of(reading: Reading, title: str) -> str:
    """The list's row with this title, as far as the paper beside it."""
    return next((line for line in reading.screen().splitlines() if f"  {title}" in line), "")


async def test_a_mark_made_elsewhere_is_seen_also_where_one_is_made_here_just_then(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(browser, "LOOKS_FOR_CHANGES_EVERY", A_LONG_TIME)
    async with open_reader(tmp_path) as reading:
        ids = ids_by_title(reading.app.library)
        assert reading.title == GRAPHS
        with Library.open(places(tmp_path)) as other:
            other.bookmark([ids[PANELS]])
        await reading.press("b")
        await reading.until(lambda: f"★ {PANELS}" in reading.screen(), "the other's star")
        assert f"★ {GRAPHS}" in reading.screen()


async def test_what_another_did_to_many_is_seen_where_the_same_is_done_here(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(browser, "LOOKS_FOR_CHANGES_EVERY", A_LONG_TIME)
    async with open_reader(tmp_path) as reading:
        ids = ids_by_title(reading.app.library)
        with Library.open(places(tmp_path)) as other:
            other.bookmark(ids.values())
        await reading.press("b")
        others = set(ids) - {GRAPHS}  # whose bookmark this lifts, if it was seen before
        await reading.until(lambda: all(f"★ {t}" in reading.screen() for t in others), "stars")


async def test_a_note_written_elsewhere_is_not_taken_away_by_an_editor_that_is_left(
    tmp_path: Path,
) -> None:
    async with open_reader(tmp_path) as reading:
        paper = ids_by_title(reading.app.library)[GRAPHS]
        await reading.press("e")
        with Library.open(places(tmp_path)) as other:
            other.annotate(paper, "Written elsewhere.")
        await reading.press("escape")
        await reading.until(lambda: reading.app.screen is reading.browser, "the editor is left")
        assert reading.app.library.paper(paper).note == "Written elsewhere."


async def test_a_note_that_takes_anothers_place_says_so_and_undo_brings_that_back(
    tmp_path: Path,
) -> None:
    async with open_reader(tmp_path) as reading:
        paper = ids_by_title(reading.app.library)[GRAPHS]
        await reading.press("e")
        await reading.type("Mine")
        with Library.open(places(tmp_path)) as other:
            other.annotate(paper, "Written elsewhere.")
        await reading.press("escape")
        await reading.until(lambda: "written elsewhere meanwhile" in reading.notice, "it is told")
        assert reading.app.library.paper(paper).note == "Mine"
        await reading.press("u")
        assert reading.app.library.paper(paper).note == "Written elsewhere."


async def test_undo_takes_back_what_another_did_last_and_shows_it(tmp_path: Path) -> None:
    async with open_reader(tmp_path) as reading:
        with Library.open(places(tmp_path)) as other:
            other.bookmark([ids_by_title(other)[PANELS]])
        await reading.until(lambda: f"★ {PANELS}" in reading.screen(), "the other's star")
        await reading.press("u")
        assert f"Undone: bookmark on “{PANELS}”" in reading.notice
        await reading.until(lambda: "★" not in reading.screen(), "no star")


async def test_a_list_under_a_tag_follows_the_tags_that_another_takes_off(tmp_path: Path) -> None:
    a_library(tmp_path, SHELF).close()
    with Library.open(places(tmp_path)) as other:
        ids = ids_by_title(other)
        other.retag(ids.values(), add=["moe"])
        async with open_reader(tmp_path, pages=()) as reading:
            await reading.press("T")
            await reading.until(lambda: reading.app.screen is not reading.browser, "the tags")
            await reading.press("enter")
            await reading.until(lambda: len(reading.titles()) == len(ids), "all of them")
            other.retag([ids[GRAPHS]], remove=["moe"])
            await reading.until(lambda: len(reading.titles()) == len(ids) - 1, "one less")
            other.retag(ids.values(), remove=["moe"])
            await reading.until(lambda: not reading.titles(), "none")
            assert "wrong" not in reading.notice


async def test_the_starter_page_makes_way_for_pages_that_another_process_adds(
    tmp_path: Path,
) -> None:
    async with open_reader(tmp_path, pages=()) as reading:
        assert reading.browser.is_starter
        a_library(tmp_path, SHELF).close()
        await reading.until(lambda: not reading.browser.is_starter, "the library")
        await reading.until(lambda: reading.browser.answer, "a first answer")
        await reading.until(lambda: GRAPHS in reading.titles(), "its papers")


@needs("tmux")
def test_two_readers_that_find_no_index_make_one_and_no_error(tmp_path: Path) -> None:
    home, model = tmp_path / "home", Model()
    with a_library(home) as library:
        for number in range(25):
            library.add(page_of(number), SAVED, YEAR)
            model = model.after(Act("add", page=number))
    with Tmux() as one, Tmux() as other:
        for tmux in (one, other):
            launch(tmux, home, shows="▌")
        for tmux in (one, other):
            tmux.type("/tree\r")
            tmux.wait_for(f"{len(model.papers)} of {len(model.papers)}")
        for tmux in (one, other):
            quit_reader(tmux)
    assert not places(home).log.exists()
    aftermath.assert_search_agrees(home, model)
    with Library.open(places(home)) as library:
        assert not library.answer(Question("tree")).is_without_index


def test_several_processes_that_open_a_new_library_at_once_all_add_to_it(tmp_path: Path) -> None:
    code = (
        "import sys; from index.library import Library; from index.paths import places;"
        "from tests.faults.work import *;"
        "sys.stdin.read();"
        "l = Library.open(places(sys.argv[1])); l.add(page_of(int(sys.argv[2])), SAVED, YEAR);"
        "catch_up(l); l.close()"
    )
    home = tmp_path / "home"
    running = [
        subprocess.Popen(
            [sys.executable, "-c", code, str(home), str(2 * number)],
            stdin=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for number in range(6)
    ]
    time.sleep(0)
    ended = [process.communicate() for process in running]
    assert [err for _, err in ended] == [""] * 6
    with Library.open(places(home)) as library:
        assert len(library.pages()) == 6
    aftermath.assert_file_is_sound(home)


HOLDS = {
    "a transaction": (
        "from index.store.opening import connect; c = connect(places(home).library);"
        "c.execute('BEGIN IMMEDIATE'); c.execute('DELETE FROM tag')"
    ),
    "the right to write the index": (
        "from index.search.writing import turn_to_write;"
        "t = turn_to_write(places(home).cache, lambda: False); assert t.__enter__()"
    ),
}


@pytest.mark.parametrize("holds", HOLDS)
def test_what_a_killed_process_held_is_free_at_once(tmp_path: Path, holds: str) -> None:
    home, model = tmp_path / "home", Model().after(Act("add", page=0))
    with a_library(home, page_of(0)) as library:
        library.reindex()
        ids = tuple(model.papers)
        library.retag(ids, add=["moe"])
    code = (
        "import sys; from pathlib import Path; from index.paths import places;"
        f"home = Path(sys.argv[1]); {HOLDS[holds]}; print('held', flush=True); sys.stdin.read()"
    )
    holder = subprocess.Popen(
        [sys.executable, "-c", code, str(home)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert holder.stdout is not None
    assert holder.stdout.readline() == "held\n"
    holder.send_signal(signal.SIGKILL)
    holder.communicate()
    aftermath.assert_nothing_is_locked(home)
    with Library.open(places(home)) as library:
        assert library.bookmark(ids) == len(ids)
        library.add(a_page(("A Later One", "It comes after the kill."), name="later.txt"), SAVED)
        assert library.index_queue() == 1
        assert [tag.papers for tag in library.tags()] == [len(ids)]
    TALLY.made(f"killed while it holds {holds}")
