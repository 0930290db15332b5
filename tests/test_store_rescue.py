"""A damaged library: what can be read of it saved, a copy put back, and nothing lost on the way."""

from __future__ import annotations

import datetime as dt
import os
import sqlite3
from contextlib import closing

import pytest

from index import upkeep
from index.errors import InputError, LibraryDamaged, LibraryError
from index.store import restoring
from index.store.opening import connect
from tests.builders import SAVED, a_library, a_page, ids_by_title

PAPERS = [(f"Paper {number} of many", f"Words of {number}. " * 60) for number in range(90)]


@pytest.fixture
def marked(home):
    """A library with papers and marks, and a backup of it."""
    with a_library(home, a_page(*PAPERS)) as library:
        ids = list(ids_by_title(library).values())
        library.retag(ids[:30], add=["graphs", "to-read"])
        library.bookmark(ids[10:25])
        for paper in ids[:12]:
            library.annotate(paper, f"a note on {paper}")
        library.save_search("routes", "route OR router")
        upkeep.back_up_if_due(library)
        library.retag(ids[-1:], add=["after-the-backup"])
    return home


def saved_of(home, name="rescued.db"):
    rescued = upkeep.rescue(home.library, home.data / name)
    with closing(sqlite3.connect(rescued.file)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
    return rescued


def contents(home):
    with a_library(home) as library:
        assert upkeep.disagreements(library) == ()
        papers = library.papers(ids_by_title(library).values())
        return {
            paper.title: (paper.abstract, paper.tags, paper.note, paper.bookmarked)
            for paper in papers
        }


def break_pages(home, first, pages, filled_with=b"\xff"):
    with home.library.open("r+b") as file:
        file.seek((first - 1) * 4096)
        file.write(filled_with * 4096 * pages)


def page_of(home, table):
    """The number of the first page of a table."""
    with closing(sqlite3.connect(home.library)) as connection:
        root = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = ?", (table,))
        return root.fetchone()[0]


def test_of_a_sound_library_all_is_saved(marked):
    before = contents(marked)
    rescued = saved_of(marked)
    assert rescued.is_whole
    assert not any(rescued.given.values())
    assert upkeep.restore(marked.library, rescued.file) is not None
    assert contents(marked) == before


def test_a_library_that_lost_pages_gets_them_from_its_backup_and_keeps_what_came_later(marked):
    before = contents(marked)
    break_pages(marked, 30, 12)
    damaged = marked.library.read_bytes()
    rescued = saved_of(marked)
    assert (rescued.is_whole, rescued.saved["paper"]) == (False, 90)
    assert marked.library.read_bytes() == damaged
    aside = upkeep.restore(marked.library, rescued.file)
    assert aside.read_bytes() == damaged
    assert contents(marked) == before


def test_without_a_backup_the_rows_around_the_damage_are_saved(marked):
    for backup in (marked.data / "backups").iterdir():
        backup.unlink()
    middle = marked.library.read_bytes().index(b"Words of 40. Words") // 4096 + 1
    break_pages(marked, middle, 3)
    rescued = saved_of(marked)
    assert 70 <= rescued.saved["paper"] < 90
    assert rescued.saved["tag"] <= 61
    upkeep.restore(marked.library, rescued.file)
    kept = contents(marked)
    assert len(kept) == rescued.saved["paper"]
    assert all(text in dict(PAPERS).values() for text, *_ in kept.values())


def test_papers_whose_page_was_lost_are_listed_under_one_of_their_own(marked):
    for backup in (marked.data / "backups").iterdir():
        backup.unlink()
    break_pages(marked, page_of(marked, "page"), 1)
    rescued = saved_of(marked)
    upkeep.restore(marked.library, rescued.file)
    with a_library(marked) as library:
        assert [(page.page, page.papers) for page in library.pages()] == [("rescued", 90)]
        assert len(library.rows(ids_by_title(library).values())) == 90


@pytest.mark.parametrize("left", [0.3, 0.7])
def test_a_library_cut_short_is_saved_as_far_as_it_goes(marked, left):
    size = int(marked.library.stat().st_size * left)
    os.truncate(marked.library, size)
    rescued = saved_of(marked)
    assert rescued.saved["paper"] == 90
    assert marked.library.stat().st_size == size


def test_a_library_without_its_beginning_gets_it_from_a_backup(marked):
    break_pages(marked, 1, 1, b"\0")
    rescued = saved_of(marked)
    assert (rescued.saved["paper"], rescued.given["paper"]) == (90, 0)
    assert rescued.saved["tag"] == 61  # one of them was put on after the backup


def test_a_text_that_changed_by_itself_is_taken_from_the_backup(marked):
    at = marked.library.read_bytes().index(b"Words of 77. Words")
    with marked.library.open("r+b") as file:
        file.seek(at)
        file.write(b"Swords")
    with a_library(marked) as library:
        (found,) = upkeep.disagreements(library)
        assert found.startswith("The text of this paper is not as it was added: ")
    rescued = saved_of(marked)
    upkeep.restore(marked.library, rescued.file)
    assert contents(marked)["Paper 77 of many"][0] == dict(PAPERS)["Paper 77 of many"]


def test_what_was_written_just_before_a_crash_is_saved_from_the_log(marked):
    with a_library(marked) as library:  # while it is open, the log is not yet in the file
        library.annotate(ids_by_title(library)["Paper 3 of many"], "the last word")
        rescued = saved_of(marked)
    with closing(sqlite3.connect(rescued.file)) as connection:
        notes = connection.execute("SELECT text FROM note").fetchall()
    assert ("the last word",) in notes


def test_of_a_file_that_holds_nothing_nothing_is_saved(home):
    home.data.mkdir(parents=True)
    home.library.write_bytes(b"nothing of use " * 1000)
    with pytest.raises(LibraryDamaged, match="Nothing can be read"):
        upkeep.rescue(home.library, home.data / "rescued.db")
    assert not (home.data / "rescued.db").exists()


def test_what_is_there_is_not_written_over_by_what_is_saved(marked):
    (marked.data / "rescued.db").write_text("mine")
    with pytest.raises(LibraryError, match="could not be written"):
        upkeep.rescue(marked.library, marked.data / "rescued.db")
    assert (marked.data / "rescued.db").read_text() == "mine"


def test_a_library_that_is_gone_is_not_begun_anew_while_there_are_backups(marked):
    marked.library.unlink()
    for _ in range(2):
        with pytest.raises(LibraryDamaged, match="empty or gone, but there are backups"):
            a_library(marked)
        marked.library.touch()  # and as little where an empty file stands in its place
    (backup,) = (marked.data / "backups").iterdir()
    upkeep.restore(marked.library, backup)
    assert len(contents(marked)) == 90


@pytest.mark.parametrize("content", [b"", b"nothing of use " * 1000])
def test_what_is_no_sound_library_is_not_put_in_its_place(marked, tmp_path, content):
    before, copy = marked.library.read_bytes(), tmp_path / "copy.db"
    copy.write_bytes(content)
    with pytest.raises(InputError):
        upkeep.restore(marked.library, copy)
    with pytest.raises(InputError):
        upkeep.restore(marked.library, tmp_path / "nowhere.db")
    assert marked.library.read_bytes() == before


def test_a_damaged_copy_is_not_put_in_its_place(marked):
    (backup,) = (marked.data / "backups").iterdir()
    with backup.open("r+b") as file:
        file.seek(30 * 4096)
        file.write(b"\xff" * 4096)
    with pytest.raises(InputError, match="damaged itself"):
        upkeep.restore(marked.library, backup)


def test_a_reader_that_has_the_library_open_goes_over_to_the_copy(marked):
    (backup,) = (marked.data / "backups").iterdir()
    with a_library(marked) as library:
        assert [tag.name for tag in library.tags()] == ["graphs", "to-read", "after-the-backup"]
        aside = upkeep.restore(marked.library, backup)
        assert [tag.name for tag in library.tags()] == ["graphs", "to-read"]
        library.retag(list(ids_by_title(library).values())[:1], add=["new"])
    with a_library(marked) as library:
        assert len(library.tags()) == 3
    with closing(connect(aside)) as old:
        tags = old.execute("SELECT count(DISTINCT name) FROM tag").fetchone()
    assert tags == (3,)


def test_two_copies_put_back_at_one_moment_keep_both_that_were_there(marked):
    now = dt.datetime(2026, 9, 30, tzinfo=dt.UTC)
    (backup,) = (marked.data / "backups").iterdir()
    aside = [restoring.restore(marked.library, backup, now) for _ in range(2)]
    assert len(set(aside)) == 2
    assert all(file.exists() for file in aside)


def test_on_a_disk_without_second_names_the_old_one_is_copied(marked, monkeypatch):
    def refuse(*_: object) -> None:
        raise OSError(1, "Operation not permitted")

    monkeypatch.setattr(os, "link", refuse)
    before = marked.library.read_bytes()
    (backup,) = (marked.data / "backups").iterdir()
    aside = upkeep.restore(marked.library, backup)
    assert aside.read_bytes() == before


def test_what_refers_to_nothing_is_told(marked):
    with closing(sqlite3.connect(marked.library, isolation_level=None)) as opened:
        opened.execute("INSERT INTO tag (name, paper) VALUES ('lone', 'nobody')")
        opened.execute("DELETE FROM standing WHERE number = 3")
    with a_library(marked) as library:
        told = upkeep.disagreements(library)
    assert told[0] == "There is a tag of a paper that is not there."
    assert told[1].startswith("There is a paper without its standing: ")


def test_the_index_is_looked_through_as_well(marked):
    with a_library(marked) as library:
        assert upkeep.look_through_index(library).is_missing
        library.reindex()
        found = upkeep.look_through_index(library)
        assert (found.papers, found.queued, found.faults) == (90, 0, ())


def test_of_a_file_shorter_than_a_page_nothing_is_saved(home):
    home.data.mkdir(parents=True)
    home.library.write_bytes(b"SQLite format 3\0")
    with pytest.raises(LibraryDamaged, match="Nothing can be read"):
        upkeep.rescue(home.library, home.data / "rescued.db")


def test_an_undone_action_of_an_unknown_kind_changes_nothing(marked):
    with closing(sqlite3.connect(marked.library, isolation_level=None)) as opened:
        opened.execute("UPDATE action_change SET mark = 'bkokmark'")
    before = contents(marked)
    with a_library(marked) as library:
        assert library.undo() is not None
    assert contents(marked) == before


def test_another_programs_database_is_not_put_in_its_place(marked, tmp_path):
    with closing(sqlite3.connect(tmp_path / "songs.db")) as songs:
        songs.execute("CREATE TABLE songs (name)")
    with pytest.raises(InputError, match="is not a library of Paperdeck"):
        upkeep.restore(marked.library, tmp_path / "songs.db")


def test_where_no_library_is_left_nothing_is_put_aside(marked):
    (backup,) = (marked.data / "backups").iterdir()
    marked.library.unlink()
    assert upkeep.restore(marked.library, backup) is None
    assert len(contents(marked)) == 90


@pytest.mark.parametrize("table", ["tag", "bookmark", "link"])
def test_marks_of_a_table_that_lost_its_beginning_come_from_the_backup(marked, table):
    break_pages(marked, page_of(marked, table), 1)
    rescued = saved_of(marked)
    assert rescued.saved["bookmark"] == 15
    assert rescued.saved["tag"] >= 60
    assert rescued.saved["paper"] == 90


def test_a_log_beside_a_damaged_file_is_taken_along(marked):
    os.truncate(marked.library, marked.library.stat().st_size // 2)
    marked.library.with_name("library.db-wal").write_bytes(b"a log, perhaps")
    assert saved_of(marked).saved["paper"] == 90


def test_who_has_written_is_known(home):
    with a_library(home) as library:
        assert not library.store.has_written
        library.add(a_page(*PAPERS[:1]), SAVED)
        assert library.store.has_written
