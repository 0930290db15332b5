"""A sound copy put in a library's place, and what stood there put aside, never lost."""

from __future__ import annotations

import os
import shutil
import sqlite3
from contextlib import closing, suppress
from typing import TYPE_CHECKING

from index.errors import InputError, LibraryDamaged
from index.paths import APP, make_private, sync_folder
from index.store import migrate
from index.store.damage import forget_damage, has_passed
from index.store.opening import connect, connect_to_read

if TYPE_CHECKING:
    import datetime as dt
    from pathlib import Path

_BESIDE = ("-wal", "-shm")


def restore(file: Path, copy: Path, now: dt.datetime) -> Path | None:
    """Let the library be this copy of one; where what stood there is now, if anything did.

    At each moment either the old or the new one stands there whole. Readers that have the old one
    open go over to the new. Errors: InputError where the copy is no sound library; OSError.
    """
    _check(copy)
    make_private(file.parent)
    draft = file.with_name(f".{APP}-{os.getpid()}-{file.name}")
    try:
        _copy(copy, draft)
        aside = _put_aside(file, now)
        draft.replace(file)
    finally:
        draft.unlink(missing_ok=True)
    sync_folder(file.parent)
    forget_damage(file)
    return aside


def _check(copy: Path) -> None:
    """Errors: InputError."""
    try:
        if not copy.is_file() or migrate.check(copy).version == 0:
            raise InputError(f"{copy} is no library of Paperdeck; nothing was changed.")
        with closing(connect_to_read(copy)) as connection:
            is_sound = has_passed(connection)
    except LibraryDamaged as error:
        raise InputError(f"{error} Nothing was changed.") from error
    except (sqlite3.Error, OSError):
        is_sound = False
    if not is_sound:
        raise InputError(f"{copy} is damaged itself, or no library at all; nothing was changed.")


def _copy(copy: Path, draft: Path) -> None:
    """Errors: OSError."""
    os.close(os.open(draft, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    with closing(connect_to_read(copy)) as source, closing(connect(draft)) as target:
        source.backup(target)  # with what stands in a log beside it
        target.execute("PRAGMA journal_mode = DELETE")


def _put_aside(file: Path, now: dt.datetime) -> Path | None:
    """Give the old file a second name, and its log, which must not meet the new one, that alone."""
    if not file.exists():
        return None
    aside = _free_name(file.with_name(f"library-before-{now:%Y%m%d-%H%M%S}.db"))
    _finish_log(file)
    for end in _BESIDE:
        with suppress(FileNotFoundError):
            file.with_name(file.name + end).rename(aside.with_name(aside.name + end))
    try:
        os.link(file, aside)
    except OSError:  # a disk without second names
        shutil.copyfile(file, aside)
    return aside


def _finish_log(file: Path) -> None:
    """Write what stands in the log into the file, so that readers lose nothing by its going."""
    with suppress(sqlite3.Error, ValueError), closing(connect(file)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()


def _free_name(file: Path) -> Path:
    free, number = file, 1
    while free.exists():
        number += 1
        free = file.with_stem(f"{file.stem}-{number}")
    return free
