"""Copies of the library kept beside it: made by SQLite, found to be sound, thinned out with age."""

from __future__ import annotations

import datetime as dt
import os
import re
import shutil
import sqlite3
import time
from contextlib import closing, contextmanager, suppress
from typing import TYPE_CHECKING, NamedTuple

from index.errors import LibraryDamaged
from index.paths import make_private, sweep_drafts, sync_folder
from index.store.damage import has_passed
from index.store.faults import DAMAGED
from index.store.opening import connect_to_read

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

EVERY = dt.timedelta(hours=1)
"""So old may the newest backup be before a changed library gets another."""

_NAME = re.compile(r"library-(\d{4,})-(\d{8}-\d{6})\.db")
_MOMENT = "%Y%m%d-%H%M%S"
_DRAFT = ".draft.db"
_LONGEST = 600.0  # seconds in which a draft is surely done, or given up
_PAGES = 1000  # of the file, between two looks at whether to stop
_ROOM = 2  # so many times the library's size must be free: a backup may not fill the disk


class Backup(NamedTuple):
    """One copy of a library. `number` grows with each, whatever the clock says."""

    file: Path
    number: int
    made: dt.datetime  # UTC

    def changes(self) -> int | None:
        """How many changes the library had seen; None where that cannot be read."""
        return _asked(self.file, "SELECT sum(number) FROM change")

    def papers(self) -> int | None:
        """How many papers it holds; None where that cannot be read."""
        return _asked(self.file, "SELECT count(*) FROM paper")


def backups_of(file: Path) -> list[Backup]:
    """The library's backups, the newest first."""
    try:
        names = [entry.name for entry in os.scandir(_folder(file))]
    except OSError:
        return []
    found = []
    for name in names:
        if match := _NAME.fullmatch(name):
            with suppress(ValueError):  # a moment that is none
                made = dt.datetime.strptime(match[2], _MOMENT).replace(tzinfo=dt.UTC)
                found.append(Backup(_folder(file) / name, int(match[1]), made))
    return sorted(found, key=lambda backup: backup.number, reverse=True)


def is_due(file: Path, connection: sqlite3.Connection, now: dt.datetime) -> bool:
    """Whether the library has changed since its newest backup, and that is some time ago."""
    kept = backups_of(file)
    if not kept:
        return bool(connection.execute("SELECT EXISTS (SELECT 1 FROM paper)").fetchone()[0])
    if abs(now - kept[0].made) < EVERY:  # a newest one far in the future: the clock was set back
        return False
    changes: int = connection.execute("SELECT sum(number) FROM change").fetchone()[0]
    return kept[0].changes() != changes


def back_up(
    file: Path,
    connection: sqlite3.Connection,
    now: dt.datetime,
    goes_on: Callable[[], bool] = lambda: True,
) -> Backup | None:
    """Make a backup of what the connection sees, and let go of those that are too many.

    None where `goes_on` says no, another process is at it, or there is hardly room on the disk.
    Errors: LibraryDamaged, where the copy is not sound, and so the library is not; OSError,
    sqlite3.Error.
    """
    folder = _folder(file)
    make_private(folder)
    if shutil.disk_usage(folder).free < _ROOM * file.stat().st_size:
        return None
    with _draft_in(folder) as draft:
        if draft is None or not _copied(connection, draft, goes_on):
            return None
        with closing(connect_to_read(draft)) as copy:
            if not has_passed(copy):
                raise LibraryDamaged(DAMAGED.format(file))
        kept = backups_of(file)
        number = kept[0].number + 1 if kept else 1
        made = Backup(folder / f"library-{number:04}-{now:{_MOMENT}}.db", number, now)
        draft.replace(made.file)
        sync_folder(folder)
    for old in _too_many([made, *kept]):
        old.file.unlink(missing_ok=True)
    sweep_drafts(file.parent)
    return made


def _copied(connection: sqlite3.Connection, draft: Path, goes_on: Callable[[], bool]) -> bool:
    def look(_status: int, _left: int, _pages: int) -> None:
        if not goes_on():
            raise InterruptedError

    with closing(sqlite3.connect(draft, isolation_level=None)) as copy:
        try:
            connection.backup(copy, pages=_PAGES, progress=look)
        except InterruptedError:
            return False
        copy.execute("PRAGMA journal_mode = DELETE")  # one file, with nothing beside it
    return True


@contextmanager
def _draft_in(folder: Path) -> Iterator[Path | None]:
    """A file to write to, gone in the end unless it was renamed; None while another has it."""
    draft = folder / _DRAFT
    with suppress(FileNotFoundError):
        if abs(time.time() - draft.stat().st_mtime) > _LONGEST:
            draft.unlink(missing_ok=True)
    try:
        os.close(os.open(draft, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    except FileExistsError:
        yield None
        return
    try:
        yield draft
    finally:
        draft.unlink(missing_ok=True)


def _too_many(backups: list[Backup]) -> list[Backup]:
    """All but the two newest, and the newest of two earlier days, an earlier week and month."""
    kept = set(backups[:2])
    for period, most in (("%Y-%j", 3), ("%G-%V", 2), ("%Y-%m", 2)):
        newest: dict[str, Backup] = {}
        for backup in backups:
            newest.setdefault(backup.made.strftime(period), backup)
        kept.update(list(newest.values())[:most])
    return [backup for backup in backups if backup not in kept]


def _asked(file: Path, question: str) -> int | None:
    try:
        with closing(connect_to_read(file)) as connection:
            number: int = connection.execute(question).fetchone()[0]
    except sqlite3.Error:
        return None
    return number


def _folder(file: Path) -> Path:
    return file.parent / "backups"
