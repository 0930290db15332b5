"""Libraries that are damaged, or were found to be, and what is none."""

from __future__ import annotations

import sqlite3

import pytest

from index.errors import LibraryDamaged
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
