"""A library that cannot be written is read, others' changes too, and written once it can be."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from index.errors import LibraryBusy, LibraryDamaged, LibraryError
from index.store import opening
from index.store.store import Store
from tests.test_paths import room_for

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def file(tmp_path: Path) -> Path:
    file = tmp_path / "library.db"
    Store.open(file).close()
    return file


def save(file: Path, name: str) -> None:
    """What another program writes, log and all, and takes into the file."""
    with closing(sqlite3.connect(file, isolation_level=None)) as other:
        other.execute("INSERT INTO saved_search VALUES (?, 'graph')", (name,))


def names(store: Store) -> list[str]:
    with store.reading() as connection:
        found = connection.execute("SELECT name FROM saved_search ORDER BY name")
        return [name for (name,) in found]


def test_without_room_for_its_log_a_library_is_read_and_says_so_when_it_is_to_be_written(file):
    save(file, "before")
    with room_for(0):
        store = Store.open(file)
        assert names(store) == ["before"]
        with pytest.raises(LibraryError, match="room"), store.writing("searches"):
            pass
        assert names(store) == ["before"]
    with store.writing("searches") as connection:
        connection.execute("INSERT INTO saved_search VALUES ('later', 'graph')")
    assert names(store) == ["before", "later"]
    store.close()


def test_what_another_program_writes_later_is_read(file):
    with room_for(0):
        store = Store.open(file)
        assert names(store) == []
    save(file, "later")
    with room_for(0):
        assert names(store) == ["later"]
    store.close()


def test_what_was_written_amid_a_reading_is_no_damage(file):
    with room_for(0):
        store = Store.open(file)
        with pytest.raises(LibraryBusy, match="was written while it was read"):
            _read_amid_a_change(store, file)
        assert store.damage == ""
        assert names(store) == []
        with pytest.raises(LibraryDamaged):
            _read_amid_a_change(store, None)
    store.close()


def _read_amid_a_change(store: Store, file: Path | None) -> None:
    with store.reading():
        if file is not None:
            file.touch()
        raise LibraryDamaged("what SQLite makes of pages of two moments")


def test_the_age_of_a_library_changes_with_each_commit(file):
    ages = [opening.age_of(file)]
    for name in ("one", "two"):
        save(file, name)
        ages.append(opening.age_of(file))
    assert len(set(ages)) == 3
