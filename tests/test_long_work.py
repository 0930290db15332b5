"""Long work: seen as it goes on, stopped with Esc, and gone on with at the next start."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from index.paths import places
from reader.app import ReaderApp
from reader.screens.working import Job
from reader.session import load_session
from tests.builders import a_library, a_page
from tests.pressing import Reading, open_reader

if TYPE_CHECKING:
    from pathlib import Path

whoosh_leaves_files_open = pytest.mark.filterwarnings(
    "ignore::pytest.PytestUnraisableExceptionWarning"
)
"""Where Whoosh fails to open an index it closes none of the files it had opened."""

MANY = a_page(
    *(
        (f"Paper {n} of Very Many", " ".join(f"word{n * k % 9973}" for k in range(1, 120)) + ".")
        for n in range(1500)
    )
)


async def test_the_making_of_the_index_is_seen_and_esc_stops_it(tmp_path: Path) -> None:
    a_library(places(tmp_path), MANY).close()
    app = ReaderApp(places(tmp_path))
    async with app.run_test(size=(120, 36)) as pilot:
        reading = Reading(app, pilot)
        await reading.until(lambda: reading.browser.progress, "indexing begins")
        assert "Indexing" in reading.screen().splitlines()[-1]
        await reading.press("escape")
        await reading.until(lambda: reading.browser.progress is None, "indexing stops")
        assert "Indexing stopped" in reading.notice
        assert not reading.browser.library.index_is_ready()
        await reading.press("slash")
        await reading.type("word77 many 77")
        await reading.until(
            lambda: reading.title == "Paper 77 of Very Many", "found without an index"
        )
    app.close()
    async with open_reader(tmp_path, ()) as reading:
        assert reading.browser.library.index_is_ready()


async def test_what_a_thread_told_before_its_end_is_not_shown_once_it_has_ended(
    tmp_path: Path,
) -> None:
    async with open_reader(tmp_path) as reading:
        job = Job(reading.browser, "Adding", "Adding stopped.")
        reading.browser.end_work(job)  # the app heard of the end before the screen of the progress
        assert job.tell(0, 1)
        await reading.press("j")
        assert "Adding" not in reading.screen()


@whoosh_leaves_files_open
async def test_a_broken_index_is_made_anew_without_a_question(tmp_path: Path) -> None:
    async with open_reader(tmp_path) as reading:
        await reading.press("q")
    for file in places(tmp_path).cache.rglob("*.*"):
        if file.is_file():
            file.write_bytes(b"not an index")
    async with open_reader(tmp_path, ()) as reading:
        await reading.press("slash")
        await reading.type("panels")
        await reading.until(lambda: reading.title == "Sparse Panels Make Calm Screens")
        await reading.until(reading.browser.library.index_is_ready, "the index is made anew")


async def test_an_unreadable_session_is_a_fresh_start(tmp_path: Path) -> None:
    async with open_reader(tmp_path) as reading:
        await reading.press("j", "q")
    file = places(tmp_path).session
    file.write_bytes(b'{"sort": 3, "paper": ["x"], "strange": "y"')
    assert load_session(file).paper == ""
    async with open_reader(tmp_path, ()) as reading:
        assert reading.title == "Graph Readers for Small Terminals"
