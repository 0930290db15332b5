"""Libraries that are damaged, or were found to be, and what is none."""

from __future__ import annotations

import os
import sqlite3

import pytest

from index.errors import LibraryDamaged
from index.store import migrate, opening
from index.store.faults import told
from tests.builders import a_library, a_page, ids_by_title

ONE = a_page(("One", ""))


def test_a_library_noted_as_damaged_is_looked_at_whole_and_let_off_where_it_is_well(home):
    with a_library(home, ONE):
        pass
    note = home.data / "library.damaged"
    note.touch()
    with a_library(home) as library:
        assert not library.damage
    assert not note.exists()


def test_a_library_noted_as_damaged_stays_unwritten_until_it_is_mended(home):
    with a_library(home, ONE):
        pass
    with sqlite3.connect(home.library, isolation_level=None) as opened:
        opened.execute("UPDATE paper SET added = 'no day'")
    opened.close()
    with a_library(home) as library:
        papers = list(ids_by_title(library).values())
        assert library.papers(papers) == []
        with pytest.raises(LibraryDamaged):
            library.bookmark(papers)
    with a_library(home) as library, pytest.raises(LibraryDamaged):
        library.bookmark(papers)


def test_what_cannot_be_written_as_it_is_no_text_is_no_damage(home):
    with a_library(home, ONE) as library:
        with pytest.raises(UnicodeEncodeError), library.store.writing("marks") as connection:
            connection.execute("INSERT INTO saved_search VALUES ('a', ?)", ("\ud800",))
        assert not library.damage


def test_what_looks_damaged_while_another_program_writes_is_looked_at_again(home, monkeypatch):
    with a_library(home, ONE):
        pass
    real, looks = migrate.connect_to_read, []

    def amid_a_commit(file):
        looks.append(file)
        if len(looks) < 3:
            os.utime(file, ns=(len(looks), len(looks)))  # another program has just written
            raise sqlite3.DatabaseError("database disk image is malformed")
        return real(file)

    monkeypatch.setattr(migrate, "connect_to_read", amid_a_commit)
    with a_library(home) as library:
        assert not library.damage
    assert len(looks) == 3


def test_words_of_sqlites_that_are_no_text_tell_of_damage(home):
    with pytest.raises(LibraryDamaged), told(home.library):
        b"no such table: \xff".decode()


def test_a_question_that_is_no_text_is_no_damage(home):
    with a_library(home, ONE) as library:
        with pytest.raises(UnicodeEncodeError), library.store.reading() as connection:
            connection.execute("SELECT ?", ("\ud800",))
        assert not library.damage


def test_a_library_that_another_program_holds_is_neither_damaged_nor_read_alone(home, monkeypatch):
    with a_library(home, ONE):
        pass
    monkeypatch.setattr(opening, "BUSY_SECONDS", 0.01)
    other = sqlite3.connect(home.library, isolation_level=None)
    other.execute("PRAGMA journal_mode = DELETE")
    other.execute("BEGIN EXCLUSIVE")
    with pytest.raises(sqlite3.OperationalError, match="locked"):
        opening.connect_or_read(home.library)
    home.library.with_name("library.db-wal").write_bytes(b"a log, perhaps")
    with pytest.raises(sqlite3.OperationalError, match="locked"):
        opening.connect_to_read(home.library)
    other.rollback()
    other.close()
