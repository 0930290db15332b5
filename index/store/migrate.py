"""The library file's schema: which version a file has, and the steps to this program's."""

from __future__ import annotations

import os
import sqlite3
import time
from contextlib import suppress
from typing import TYPE_CHECKING, NamedTuple

from index.errors import LibraryDamaged, LibraryTooNew
from index.paths import sync_folder
from index.store.damage import damage_in
from index.store.opening import BUSY_SECONDS, age_of, connect_to_read

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

VERSION = 6
"""The schema this program works with: the number of the last file in schema/."""

APPLICATION = 0x50444543
"""Marks a SQLite file as a library of ours ("PDEC")."""


_LOOKS = 5
"""At a file that others write to, before what is seen of it counts."""


class Condition(NamedTuple):
    """What an existing file turned out to be."""

    version: int  # of its schema; 0 where it is new
    damage: str  # a sentence where it may be read but not written


def check(file: Path) -> Condition:
    """What the file is; it is left untouched.

    It is opened in ways that write nothing, so that even a crashed newer program's unfinished
    write-ahead log stays as it is. Those ways do not wait for who writes to it meanwhile: what
    looks like damage is looked at again. Errors: LibraryTooNew, LibraryDamaged, sqlite3.Error.
    """
    for _ in range(_LOOKS):
        age = age_of(file)
        with suppress(LibraryDamaged, sqlite3.DatabaseError):
            found = _looked_at(file)
            if not found.damage:
                return found
        if age == age_of(file):
            break
    return _looked_at(file)


def _looked_at(file: Path) -> Condition:
    connection = connect_to_read(file)
    try:
        version = _version(connection)
        application: int = connection.execute("PRAGMA application_id").fetchone()[0]
        if version == 0 and not connection.execute("SELECT 1 FROM sqlite_master").fetchone():
            _check_was_never_more(file)
            return Condition(0, "")
        if application != APPLICATION:
            raise LibraryDamaged(
                f"{file} is not a library of Paperdeck and was left as it is; "
                "move it away, or choose another home."
            )
        if version > VERSION:
            raise LibraryTooNew(
                f"The library {file} was made by a newer Paperdeck and was left as it is; "
                "update Paperdeck to open it."
            )
        return Condition(version, damage_in(file, connection) if version == VERSION else "")
    finally:
        connection.close()


def make_file(file: Path) -> None:
    """Make an empty file that its owner alone can read; one that is there stays as it is.

    It and the folders above it, which may be as new, are there after a power cut. An existing file
    is not even opened: closing it would drop SQLite's locks on it in this process.
    Errors: LibraryDamaged where there is none though there was one; OSError.
    """
    if not file.exists():
        _check_was_never_more(file)
        os.close(os.open(file, os.O_CREAT | os.O_WRONLY, 0o600))
        for folder in file.absolute().parents:
            sync_folder(folder)


def _check_was_never_more(file: Path) -> None:
    """Errors: LibraryDamaged where there are backups of a library that is empty, or is not there.

    To begin a new one would look as if all was lost, and push the backups out one by one.
    """
    from index.store.backups import backups_of  # a library that is well does not ask

    if backups_of(file):
        raise LibraryDamaged(
            f"The library {file} is empty or gone, but there are backups of it: “paperdeck doctor”"
            " says how to put one back; to begin anew, move the folder “backups” away."
        )


def migrate(connection: sqlite3.Connection) -> None:
    """Bring the file to VERSION; each step is one transaction together with its number."""
    _use_log(connection)
    while _version(connection) < VERSION:
        connection.execute("BEGIN IMMEDIATE")
        try:
            version = _version(connection)  # another process may have been here first
            if version < VERSION:
                _step(connection, version + 1)
            connection.commit()
        finally:
            connection.rollback()  # of nothing, after a commit


def _use_log(connection: sqlite3.Connection) -> None:
    """Let the file have a write-ahead log. SQLite does not wait for others here, so we do."""
    until = time.monotonic() + BUSY_SECONDS
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_BUSY or time.monotonic() > until:
                raise
            time.sleep(0.01)  # nothing tells when the other program is done
        else:
            return


def _step(connection: sqlite3.Connection, number: int) -> None:
    for statement in _statements(_script(number)):
        connection.execute(statement)
    connection.execute(f"PRAGMA application_id = {APPLICATION}")
    connection.execute(f"PRAGMA user_version = {number}")


def _script(number: int) -> str:
    from importlib.resources import files  # only a new or old library pays for this

    folder = files("index.store").joinpath("schema")
    name = next(step.name for step in folder.iterdir() if step.name.startswith(f"{number:04}_"))
    return folder.joinpath(name).read_text(encoding="utf-8")


def _statements(script: str) -> Iterator[str]:
    """The script's statements one by one: executescript would commit before them."""
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""


def _version(connection: sqlite3.Connection) -> int:
    number: int = connection.execute("PRAGMA user_version").fetchone()[0]
    return number
