from __future__ import annotations

import sqlite3
import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from index.errors import LibraryBusy, LibraryDamaged, LibraryError, UnknownPaper
from index.query.question import Question, Sort
from index.store import opening
from tests.builders import SAVED, a_library, a_page, every_id, ids_by_title


def test_a_new_library_is_empty_until_a_page_is_added(open_library):
    library = open_library()
    assert library.is_empty()
    assert library.counts().total == 0
    assert (library.tags(), library.pages(), every_id(library)) == ([], [], ())
    library.add(a_page(("One", "")), SAVED)
    assert not library.is_empty()


def test_everything_is_there_again_when_the_library_is_opened_again(home):
    with a_library(home, a_page(("One", "Text."), ("Two", ""))) as library:
        ids = every_id(library)
        library.bookmark(ids[:1])
        before = (library.papers(ids), library.pages(), library.changes())
    with a_library(home) as library:
        assert (library.papers(ids), library.pages(), library.changes()) == before


def test_rows_and_papers_come_in_the_order_asked_and_unknown_ids_are_left_out(open_library):
    library = open_library(a_page(("One", ""), ("Two", ""), ("Three", "")))
    ids = ids_by_title(library)
    asked = [ids["Three"], "nobody", ids["One"], ids["Three"]]
    assert [row.title for row in library.rows(asked)] == ["Three", "One", "Three"]
    assert [paper.title for paper in library.papers(asked)] == ["Three", "One", "Three"]


def test_a_paper_that_is_not_there_is_told_by_its_id(open_library):
    with pytest.raises(UnknownPaper, match="No paper has the id nobody;"):
        open_library().paper("nobody")


def test_an_id_is_found_by_its_beginning_in_any_case(open_library):
    library = open_library(a_page(("One", ""), ("Two", "")))
    ids = ids_by_title(library)
    assert library.find(ids["One"][:6]) == ids["One"]
    assert library.find(f" {ids['Two'].upper()} ") == ids["Two"]


def test_an_id_that_others_go_on_from_is_found_itself(open_library):
    page = a_page(("One", "Bread and rivers in winter."), ("One", "Cells, lists: a terminal."))
    library = open_library(page)
    plain = ids_by_title(library)["One"][:10]
    assert library.find(plain) == plain
    assert library.find(f"{plain}-") == f"{plain}-2"


@pytest.mark.parametrize("prefix", ["zzzz", "%", "_", "\udcff9"])
def test_a_beginning_that_no_id_has_is_told(open_library, prefix):
    with pytest.raises(UnknownPaper, match="No paper's id starts with"):
        open_library(a_page(("One", ""))).find(prefix)


def test_a_beginning_that_several_ids_have_is_told_with_the_first_of_them(open_library):
    library = open_library(a_page(*[(f"Paper {number}", "") for number in range(9)]))
    with pytest.raises(UnknownPaper, match=r"start with “”: (\w{10}, ){3}\w{10} …; type more"):
        library.find("")


def test_a_change_by_another_program_shows_in_the_number_of_changes(open_library, home):
    library = open_library(a_page(("One", "")))
    before = library.changes()
    with a_library(home) as other:
        other.bookmark(ids_by_title(other).values())
    assert library.changes() > before


def test_threads_read_and_mark_at_once_and_nothing_is_lost(open_library):
    library = open_library(a_page(*[(f"Paper {number}", "") for number in range(40)]))
    ids = list(every_id(library))

    def mark(number):
        library.retag([ids[number]], add=[f"tag {number % 4}"])
        assert len(library.rows(ids)) == 40
        assert len(every_id(library, Sort.TITLE)) == 40

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(mark, range(40)))
    assert [tag.papers for tag in library.tags()] == [10, 10, 10, 10]


def test_the_connections_of_threads_that_ended_are_let_go(open_library):
    library = open_library()
    for _ in range(5):
        thread = threading.Thread(target=library.counts)
        thread.start()
        thread.join()
    library.counts()
    assert len(library.store._connections._lines) <= 2


def test_a_closed_library_says_so_in_every_thread(open_library):
    library = open_library()
    library.counts()
    library.close()
    library.close()
    for ask in (library.counts, library.changes):
        with pytest.raises(LibraryError, match="was closed; open it again"):
            ask()
    with (
        ThreadPoolExecutor(1) as pool,
        pytest.raises(LibraryError, match="was closed; open it again"),
    ):
        pool.submit(library.counts).result()


def test_closing_waits_for_what_another_thread_is_doing(open_library):
    library = open_library(a_page(("One", "")))
    (paper,) = every_id(library)
    started, told = threading.Event(), []

    def write():
        with library.store.writing("marks") as writer:
            started.set()
            until = time.monotonic() + 0.05  # long enough for close() to be at the door
            while time.monotonic() < until:
                writer.execute("SELECT 1").fetchone()
            writer.execute("INSERT INTO bookmark VALUES (?, '')", (paper,))
        told.append("done")

    thread = threading.Thread(target=write)
    thread.start()
    started.wait()
    library.close()
    assert told == ["done"]
    thread.join()


def test_to_remember_a_query_nobody_waits_long_for_another_program(home):
    with a_library(home) as library, a_library(home) as other:
        began = time.monotonic()
        with other.store.writing("marks"), pytest.raises(LibraryBusy):
            library.remember_query("graph")
        assert time.monotonic() - began < opening.BUSY_SECONDS / 2
        with library.store.writing("marks") as mine:
            usual = int(opening.BUSY_SECONDS * 1000)
            assert mine.execute("PRAGMA busy_timeout").fetchone() == (usual,)
        library.remember_query("graph")
        assert library.queries() == ["graph"]


def test_a_library_that_another_program_writes_to_is_busy_but_can_be_read(home, monkeypatch):
    monkeypatch.setattr(opening, "BUSY_SECONDS", 0.01)
    with a_library(home, a_page(("One", ""))) as library:
        (paper,) = every_id(library)
        other = sqlite3.connect(home.library, isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(LibraryBusy, match=r"Another program is writing .*; try again"):
            library.bookmark([paper])
        assert library.counts().total == 1
        other.rollback()
        other.close()
        assert library.bookmark([paper]) == 1


def test_a_library_that_is_damaged_inside_says_so_and_is_read_as_far_as_it_goes(home):
    many = a_page(*[(f"Paper {number}", "text " * 400) for number in range(60)])
    with a_library(home, many) as library:
        ids = every_id(library)
        library.answer(Question("text"))
        library.reindex()
    with home.library.open("r+b") as file:
        file.seek(40 * 4096)
        file.write(b"\xff" * 4096 * 20)
    before = home.library.read_bytes()
    for is_known in (False, True):
        with a_library(home) as library:
            assert bool(library.damage) is is_known
            assert 30 < len(library.papers(ids)) < 60
            assert 30 < len(list(library.store.every_text())) < 60
            assert library.answer(Question("text")).ids
            assert "left as it is; “paperdeck doctor”" in library.damage
            with pytest.raises(LibraryDamaged):
                library.bookmark(ids)
    assert home.library.read_bytes() == before


def test_a_full_disk_is_told_and_nothing_is_half_written(open_library):
    library = open_library(a_page(("One", "")))
    with library.store.reading() as reader:
        pages = reader.execute("PRAGMA page_count").fetchone()[0]
        reader.execute(f"PRAGMA max_page_count = {pages}")
    many = a_page(*[(f"Paper {number}", "text " * 400) for number in range(60)], name="many.txt")
    with pytest.raises(LibraryError, match="is full; make room on it"):
        library.add(many, SAVED)
    assert (library.counts().total, len(library.pages())) == (1, 1)


def test_an_error_of_sqlites_own_is_told_as_the_librarys(open_library):
    library = open_library()
    with (
        pytest.raises(LibraryError, match=r"could not be used \(wrong number .* abs\(\)\)"),
        library.store.reading() as reader,
    ):
        reader.execute("SELECT abs(1, 2)")


def test_reading_inside_reading_sees_the_same_moment(open_library, home):
    library = open_library(a_page(("One", "")))
    with library.store.reading() as reader:
        assert reader.execute("SELECT count(*) FROM page").fetchone() == (1,)
        with a_library(home, a_page(("Two", ""), name="2.txt")):
            pass
        assert library.counts().total == 1
    assert library.counts().total == 2
