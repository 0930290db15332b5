"""One file, one SQLite connection for each thread, and SQLite's errors in a person's words."""

from __future__ import annotations

import sqlite3
import threading
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from index.errors import LibraryBusy, LibraryDamaged, LibraryError
from index.fingerprint import fingerprint_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

BUSY_SECONDS = 5.0
"""How long we wait for another program that is writing."""


@dataclass(frozen=True, slots=True)
class _Line:
    """One thread's connection. The lock keeps close() from taking it away in mid-sentence."""

    connection: sqlite3.Connection
    thread: threading.Thread
    lock: threading.RLock = field(default_factory=threading.RLock)


class Connections:
    """The connections of one process to one library file."""

    def __init__(self, file: Path) -> None:
        self.file = file
        self._own = threading.local()
        self._lines: list[_Line] = []
        self._guard = threading.Lock()
        self._is_closed = False

    @contextmanager
    def mine(self) -> Iterator[sqlite3.Connection]:
        """This thread's connection, outside any transaction of ours.

        Errors: LibraryBusy, LibraryDamaged, LibraryError.
        """
        with told(self.file):
            line: _Line = getattr(self._own, "line", None) or self._connect()
            with line.lock:
                self._check_open()
                yield line.connection

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """A connection that sees one moment of the library; inside another one, the same moment."""
        with self.mine() as connection:
            if connection.in_transaction:
                yield connection
                return
            connection.execute("BEGIN")
            try:
                yield connection
            finally:
                connection.rollback()

    @contextmanager
    def writing(self, part: str, patience: float | None = None) -> Iterator[sqlite3.Connection]:
        """One transaction: all of it is on disk when this ends, or none of it.

        Another program that is writing is waited for: so many seconds or, without `patience`,
        BUSY_SECONDS. What is written counts as a change of this part of the library: "papers",
        "marks", "searches"; of any other part no changes are counted.
        """
        with self.mine() as connection:
            _begin(connection, patience)
            try:
                written = connection.total_changes
                yield connection
                if connection.total_changes > written:
                    connection.execute(
                        "UPDATE change SET number = number + 1 WHERE part = ?", (part,)
                    )
                    connection.commit()
            finally:
                connection.rollback()  # of nothing, after a commit

    def close(self) -> None:
        """Close every thread's connection, once what it is doing is done. Twice is as once."""
        with self._guard:
            self._is_closed = True
            lines, self._lines = self._lines, []
        for line in lines:
            with line.lock:
                line.connection.close()

    def _connect(self) -> _Line:
        connection = connect(self.file)
        line = _Line(connection, threading.current_thread())
        with self._guard:
            if self._is_closed:
                connection.close()
            self._check_open()
            for other in [other for other in self._lines if not other.thread.is_alive()]:
                self._lines.remove(other)
                other.connection.close()
            self._lines.append(line)
        self._own.line = line
        return line

    def _check_open(self) -> None:
        if self._is_closed:
            raise LibraryError(f"The library {self.file} was closed; open it again to use it.")


def connect(file: Path) -> sqlite3.Connection:
    """A connection that starts no transaction on its own, waits for others, and syncs to disk."""
    connection = sqlite3.connect(
        file,
        timeout=BUSY_SECONDS,
        isolation_level=None,
        check_same_thread=False,  # for close() alone; every other use is by the thread that made it
    )
    try:
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA synchronous = FULL")
        connection.create_function("fingerprint_of", 2, fingerprint_of, deterministic=True)
    except sqlite3.Error:
        connection.close()
        raise
    return connection


def _begin(connection: sqlite3.Connection, patience: float | None) -> None:
    """Begin to write, once no other program does."""
    if patience is None:
        connection.execute("BEGIN IMMEDIATE")
        return
    (usual,) = connection.execute("PRAGMA busy_timeout").fetchone()
    connection.execute(f"PRAGMA busy_timeout = {round(patience * 1000)}")
    try:
        connection.execute("BEGIN IMMEDIATE")
    finally:
        connection.execute(f"PRAGMA busy_timeout = {usual}")


@contextmanager
def told(file: Path) -> Iterator[None]:
    """Raise what SQLite raises over this file as an error of ours."""
    try:
        yield
    except sqlite3.DatabaseError as error:
        raise _in_words(file, error) from error


def _in_words(file: Path, error: sqlite3.DatabaseError) -> LibraryError:
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF  # extended codes carry more above
    if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return LibraryBusy(
            f"Another program is writing to the library {file}; try again when it is done."
        )
    if code in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB):
        return LibraryDamaged(
            f"The library {file} is damaged and was left as it is; "
            "put a copy of it back, or move it away to start a new one."
        )
    if code == sqlite3.SQLITE_FULL:
        return LibraryError(f"The disk that holds the library {file} is full; make room on it.")
    if code in (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM):
        return LibraryError(
            f"The library {file} cannot be written; make its folder and its files yours to write."
        )
    return LibraryError(f"The library {file} could not be used ({error}); try again.")
