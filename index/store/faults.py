"""SQLite's errors over the library's file, as ours: what happened, and what to do next."""

from __future__ import annotations

import sqlite3
from contextlib import contextmanager
from typing import TYPE_CHECKING

from index.errors import LibraryBusy, LibraryDamaged, LibraryError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_DAMAGE = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)
_LOST = ("no such table", "no such column", "Could not decode to UTF-8")
"""What SQLite says of a name or a text in the file that is not as it was written."""

_NO_ROOM = (sqlite3.SQLITE_IOERR_SHMSIZE, sqlite3.SQLITE_IOERR_WRITE)
"""What it says, beside SQLITE_FULL, where the disk has no room, or a person's share is used up."""

_NO_RIGHT = (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM)

DAMAGED = (
    "The library {} is damaged and was left as it is; "
    "“paperdeck doctor” says what can be saved of it, and how."
)


@contextmanager
def told(file: Path) -> Iterator[None]:
    """Raise what SQLite raises over this file as an error of ours."""
    try:
        yield
    except sqlite3.DatabaseError as error:
        raise in_words(file, error) from error
    except UnicodeDecodeError as error:  # SQLite names what is wrong by bytes from the file
        raise LibraryDamaged(DAMAGED.format(file)) from error


@contextmanager
def told_of_values(file: Path) -> Iterator[None]:
    """Take it for damage where what was read is not as it is written: a day that is none."""
    try:
        yield
    except UnicodeEncodeError:  # of what was asked
        raise
    except ValueError as error:
        raise LibraryDamaged(DAMAGED.format(file)) from error


def in_words(file: Path, error: sqlite3.DatabaseError) -> LibraryError:
    """What is said of an error of SQLite over this file."""
    extended = getattr(error, "sqlite_errorcode", 0)
    code = extended & 0xFF
    if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return LibraryBusy(
            f"Another program is writing to the library {file}; try again when it is done."
        )
    is_cut = extended == sqlite3.SQLITE_IOERR_SHORT_READ
    if is_cut or code in _DAMAGE or str(error).startswith(_LOST):
        return LibraryDamaged(DAMAGED.format(file))
    if code == sqlite3.SQLITE_FULL or extended in _NO_ROOM:
        return LibraryError(f"The disk that holds the library {file} is full; make room on it.")
    if code in _NO_RIGHT:
        return LibraryError(
            f"The library {file} cannot be written; make its folder and its files yours to write."
        )
    return LibraryError(
        f"The library {file} could not be used ({error}); "
        "see that its disk is well and has room, and try again."
    )
