"""A library's pages are kept while it is being read, and let go of at rest."""

from __future__ import annotations

import sys
import threading
from pathlib import Path

import pytest

from tests.builders import a_library, a_page

PAGE = a_page(*((f"Paper {number}", "graph " * 200) for number in range(300)))


@pytest.fixture
def library(tmp_path):
    with a_library(tmp_path, PAGE) as library:
        library.store.settle()
        yield library


def read_from_files(work) -> int:
    """Bytes that this process reads while it does this."""
    before = _read()
    work()
    return _read() - before


def _read() -> int:
    return int(Path("/proc/self/io").read_text().partition("rchar:")[2].split()[0])


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells what a process reads")
def test_what_is_kept_of_the_file_is_let_go_of_and_read_again_when_it_is_asked_for(library):
    def reads() -> None:
        with library.store.reading() as connection:
            assert connection.execute("SELECT sum(length(abstract)) FROM paper").fetchone()[0]

    reads()
    assert read_from_files(reads) < 50_000
    library.store.give_back()
    assert read_from_files(reads) > 200_000


def test_a_thread_that_is_reading_is_neither_waited_for_nor_disturbed(library):
    reads, may_end = threading.Event(), threading.Event()
    found, found_its_end = [], []

    def read() -> None:
        with library.store.reading() as connection:
            papers = connection.execute("SELECT title FROM paper")
            found.append(papers.fetchone())
            reads.set()
            found_its_end.append(may_end.wait(20))
            found.extend(papers)

    thread = threading.Thread(target=read)
    thread.start()
    assert reads.wait(20)
    library.store.give_back()
    may_end.set()
    thread.join()
    assert found_its_end == [True]
    assert len(set(found)) == 300


def test_one_that_was_closed_has_nothing_to_give_back(library):
    library.close()
    library.store.give_back()
