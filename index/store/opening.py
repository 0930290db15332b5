"""The library's file opened: to read and write, or, where it cannot be written, to read alone."""

from __future__ import annotations

import os
import shutil
import sqlite3
import tempfile
from pathlib import Path
from typing import NamedTuple

from index.fingerprint import fingerprint_of

BUSY_SECONDS = 5.0
"""How long we wait for another program that is writing."""

_UNWRITABLE = frozenset(
    [
        *(sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM),
        *(sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR),
    ]
)
"""What SQLite says where the files that it needs beside a library cannot be made."""


class Place(NamedTuple):
    """Which file it is that stands under a name, as the system knows it."""

    device: int
    number: int


def place_of(file: Path) -> Place | None:
    """The file that stands there now; None where there is none to be seen."""
    try:
        found = file.stat()
    except OSError:
        return None
    return Place(found.st_dev, found.st_ino)


def connect(file: Path) -> sqlite3.Connection:
    """A connection that starts no transaction on its own, waits for others, and syncs to disk.

    The file must be there. Errors: sqlite3.Error.
    """
    connection = _opened(file, "mode=rw")
    try:
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA trusted_schema = OFF")  # a library may be another's work
    except BaseException:
        connection.close()
        raise
    return connection


def connect_or_read(file: Path) -> tuple[sqlite3.Connection, sqlite3.OperationalError | None]:
    """A connection as `connect` gives it; where nothing can be written, one that reads, and why.

    A library has files beside it while it is used: in a folder that is not ours to write, or on a
    full disk, they cannot be made. Beside one that is not ours to write they are not: they would
    have its rights, and stay when it is given more. Errors: sqlite3.Error.
    """
    if not os.access(file, os.W_OK):
        refused = sqlite3.OperationalError("attempt to write a readonly database")
        refused.sqlite_errorcode = sqlite3.SQLITE_READONLY
        return connect_to_read(file), refused
    try:
        return _looked_at(connect(file)), None
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode & 0xFF not in _UNWRITABLE:
            raise
        return connect_to_read(file), error


def age_of(file: Path) -> tuple[tuple[int, int], ...]:
    """What changes with every commit to the file: when it and its log were written, their sizes.

    A connection that only reads may hold pages from before, and would not know.
    """
    ages = []
    for part in (file, _log(file)):
        try:
            found = part.stat()
        except OSError:
            ages.append((0, 0))
        else:
            ages.append((found.st_mtime_ns, found.st_size))
    return tuple(ages)


def connect_to_read(file: Path) -> sqlite3.Connection:
    """A connection that reads the file and changes nothing of it, nor of its log.

    Errors: sqlite3.Error.
    """
    if not _has_log(file):
        return _looked_at(_kept_from_writing(_opened(file, "immutable=1")))
    try:
        return _looked_at(_kept_from_writing(_opened(file, "mode=ro")))
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode & 0xFF not in _UNWRITABLE:
            raise
        return _copied(file, error)


def _copied(file: Path, refused: sqlite3.OperationalError) -> sqlite3.Connection:
    """A copy of the file with what stands in its log, for where SQLite cannot read it in place."""
    try:
        with tempfile.TemporaryDirectory(prefix="paperdeck-") as folder:
            for part in (file, _log(file)):
                shutil.copyfile(part, Path(folder, part.name))
            # Once opened the copy needs no name any more, and is gone with the connection.
            return _looked_at(_kept_from_writing(_opened(Path(folder, file.name), "mode=rw")))
    except OSError:
        raise refused from None


def _opened(file: Path, how: str) -> sqlite3.Connection:
    connection = sqlite3.connect(
        f"{file.absolute().as_uri()}?{how}",
        uri=True,
        timeout=BUSY_SECONDS,
        isolation_level=None,
        check_same_thread=False,  # for close() alone; every other use is by the thread that made it
    )
    connection.create_function("fingerprint_of", 2, fingerprint_of, deterministic=True)
    return connection


def _kept_from_writing(connection: sqlite3.Connection) -> sqlite3.Connection:
    connection.execute("PRAGMA query_only = ON")
    connection.execute("PRAGMA trusted_schema = OFF")
    return connection


def _looked_at(connection: sqlite3.Connection) -> sqlite3.Connection:
    """The connection, once it has read something, since SQLite opens a file only then."""
    try:
        connection.execute("SELECT 1 FROM sqlite_master LIMIT 1").fetchone()
    except BaseException:  # likewise
        connection.close()
        raise
    return connection


def _log(file: Path) -> Path:
    return file.with_name(file.name + "-wal")


def log_size(file: Path) -> int:
    """Bytes in the file's log, whose commits may stand there alone."""
    try:
        return _log(file).stat().st_size
    except FileNotFoundError:
        return 0


def _has_log(file: Path) -> bool:
    """Whether commits stand in the log alone; one that cannot be looked at may hold some."""
    try:
        return log_size(file) > 0
    except OSError:
        return True
