"""Whether a library's file is damaged: seen at a glance, by a whole look, or noted earlier."""

from __future__ import annotations

import sqlite3
from contextlib import suppress
from typing import TYPE_CHECKING

from index.store.checking import disagreements
from index.store.faults import DAMAGED

if TYPE_CHECKING:
    from pathlib import Path

TABLES = (
    *("paper", "link", "page", "appearance", "standing", "index_queue"),
    *("bookmark", "reading", "tag", "note", "action", "action_change"),
    *("saved_search", "query", "change", "library"),
)
"""Every table of a library, each behind those that it refers to."""

NEEDED = ("standing", "change", "library")
"""Without these nothing of a library can be shown."""


def damage_in(file: Path, connection: sqlite3.Connection) -> str:
    """A sentence where the file is damaged, though it can be read in part; "" where it looks well.

    A glance, unless damage was noted before: then the whole file is read.
    Errors: sqlite3.DatabaseError where nothing could be shown of it.
    """
    for table in NEEDED:
        _glance(connection, table)
    try:
        for table in TABLES:
            _glance(connection, table)
        is_sound = not _note_of(file).exists() or not disagreements(connection)
    except sqlite3.DatabaseError:
        is_sound = False
    return "" if is_sound else DAMAGED.format(file)


def has_passed(connection: sqlite3.Connection) -> bool:
    """Whether SQLite finds the file's structure whole; it reads all of it.

    Errors: sqlite3.DatabaseError where it cannot even begin.
    """
    return connection.execute("PRAGMA quick_check(1)").fetchall() == [("ok",)]


def note_damage(file: Path) -> None:
    """Let every later opening look at the whole file before it writes to it."""
    with suppress(OSError):  # as on a disk that is read alone, where nobody writes
        _note_of(file).write_text("This library was found damaged: see “paperdeck doctor”.\n")


def forget_damage(file: Path) -> None:
    """The file was found to be sound after all, or another stands in its place."""
    with suppress(OSError):
        _note_of(file).unlink(missing_ok=True)


def _glance(connection: sqlite3.Connection, table: str) -> None:
    connection.execute(f"SELECT * FROM {table} LIMIT 1").fetchone()  # noqa: S608 - of TABLES


def _note_of(file: Path) -> Path:
    return file.with_name(file.stem + ".damaged")
