"""What can still be read of a damaged library, put into a new one."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing, suppress
from errno import EEXIST
from typing import TYPE_CHECKING, NamedTuple

from index.errors import LibraryDamaged
from index.fingerprint import fingerprint_of
from index.paths import APP, sync_folder
from index.store import migrate, standing
from index.store.backups import backups_of
from index.store.mending import mended_copies
from index.store.opening import connect
from index.store.salvage import readable_rows

if TYPE_CHECKING:
    from pathlib import Path

    from index.store.backups import Backup
    from index.store.salvage import Row, Rows

SAVED = ("paper", "page", "bookmark", "reading", "tag", "note", "saved_search")
"""The tables whose rows a person would miss."""

_ALSO = ("link", "appearance", "action", "action_change", "query")
_PAPERS = ("paper", "page", "link", "appearance")
_OF_PAPERS = ("link", "appearance", "bookmark", "reading", "tag", "note", "action_change")


class Rescued(NamedTuple):
    """What was saved: rows of each table of SAVED, and how many of them a backup gave."""

    file: Path
    saved: dict[str, int]
    given: dict[str, int]
    backup: Backup | None
    is_whole: bool  # every row of the damaged file could be read


def rescue(file: Path, into: Path) -> Rescued:
    """Make a sound library in `into` of what can be read of `file`, which is not touched.

    Papers that are lost come from the newest backup, and so do marks, of kinds of which some were
    lost. Errors: LibraryDamaged where nothing can be read; OSError, sqlite3.Error.
    """
    backup = next(iter(backups_of(file)), None)
    rows, torn = _read(file, backup)
    spare = {} if backup is None else readable_rows(backup.file)[0]
    if not rows and not spare:
        raise LibraryDamaged(f"Nothing can be read of the library {file}; it was left as it is.")
    _take_as_added(rows, spare)
    wanted = torn | set(_PAPERS) if rows else {*SAVED, *_ALSO}
    if into.exists():
        raise FileExistsError(EEXIST, "it is there already", str(into))
    draft = into.with_name(f".{APP}-{os.getpid()}-{into.name}")
    try:
        saved, given = _made(draft, rows, {table: spare.get(table, []) for table in wanted})
        draft.rename(into)
    finally:
        draft.unlink(missing_ok=True)
    sync_folder(into.parent)
    return Rescued(into, saved, given, backup, is_whole=bool(rows) and not torn)


def _made(draft: Path, rows: Rows, spare: Rows) -> tuple[dict[str, int], dict[str, int]]:
    """Write the new library; how many rows it has, and how many of them came from the backup."""
    os.close(os.open(draft, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    with closing(connect(draft)) as fresh:
        migrate.migrate(fresh)
        fresh.execute("PRAGMA foreign_keys = OFF")  # what is left alone is dropped at the end
        _fill(fresh, rows)
        own = _counts(fresh)
        _fill(fresh, spare)
        _make_agree(fresh)
        saved = _counts(fresh)
        fresh.execute("PRAGMA journal_mode = DELETE")  # one file, to be put in place
    return saved, {table: max(0, saved[table] - own[table]) for table in SAVED}


def _read(file: Path, backup: Backup | None) -> tuple[Rows, set[str]]:
    """What the file still has, or the copy of it that most can be read of; nothing, perhaps."""
    best: tuple[Rows, set[str]] = ({}, set())
    with mended_copies(file, backup and backup.file) as copies:
        for copy in copies:
            try:
                rows, torn = readable_rows(copy)
            except (sqlite3.Error, ValueError):
                continue
            if not torn:
                return rows, torn
            if sum(map(len, rows.values())) > sum(map(len, best[0].values())):
                best = rows, torn
    return best


def _take_as_added(rows: Rows, spare: Rows) -> None:
    """Let the backup's paper stand in for one that is not as it was when it was added."""
    prints = {row["paper"]: row["fingerprint"] for row in rows.get("standing", ())}
    copies = {row["id"]: row for row in spare.get("paper", ())}
    papers = rows.get("paper", [])
    for place, row in enumerate(papers):
        wanted, copy = prints.get(row["id"]), copies.get(row["id"])
        if copy is not None and _print(row) != wanted == _print(copy):
            papers[place] = copy


_READABLE = (
    "UPDATE page SET added = strftime('%Y-%m-%dT%H:%M:%S+00:00') WHERE datetime(added) IS NULL",
    "UPDATE page SET day = NULL WHERE date(day) IS NULL",
    "UPDATE page SET sort_day = coalesce(day, date(added)) WHERE date(sort_day) IS NULL",
    "UPDATE page SET fates = '{}' WHERE NOT json_valid(fates)",
    "UPDATE page SET odd_lines = '[]' WHERE NOT json_valid(odd_lines)",
    "UPDATE paper SET added = (SELECT max(added) FROM page) WHERE datetime(added) IS NULL",
)
"""Days and reports that are none any more: without them nothing could be read of their rows."""


def _print(row: Row) -> int:
    return fingerprint_of(str(row["title"]), str(row["abstract"]))


def _fill(fresh: sqlite3.Connection, rows: Rows) -> None:
    """Write the rows of every table that keeps what was added or made."""
    fresh.execute("BEGIN IMMEDIATE")
    for table in (*SAVED, *_ALSO):
        columns = [name for _, name, *_ in fresh.execute(f"PRAGMA table_info({table})")]
        places = ", ".join("?" * len(columns))
        insert = f"INSERT OR IGNORE INTO {table} ({', '.join(columns)}) VALUES ({places})"  # noqa: S608
        for row in rows.get(table, ()):
            with suppress(sqlite3.IntegrityError):  # a number that is none any more
                fresh.execute(insert, [row.get(name) for name in columns])
    fresh.commit()


def _make_agree(fresh: sqlite3.Connection) -> None:
    """Drop what refers to nothing, and work out anew what is kept of papers for the list."""
    fresh.execute("BEGIN IMMEDIATE")
    for table in _OF_PAPERS:
        fresh.execute(f"DELETE FROM {table} WHERE paper NOT IN (SELECT id FROM paper)")  # noqa: S608
    fresh.execute("DELETE FROM appearance WHERE page NOT IN (SELECT number FROM page)")
    fresh.execute("DELETE FROM action_change WHERE action NOT IN (SELECT number FROM action)")
    for repair in _READABLE:
        fresh.execute(repair)
    _give_a_page(fresh)
    for paper, added in fresh.execute("SELECT id, added FROM paper ORDER BY added, rowid"):
        standing.enter(fresh, [paper], added)
    for (page,) in fresh.execute("SELECT number FROM page").fetchall():
        standing.renew(fresh, page)
    fresh.execute("UPDATE change SET number = number + 1")
    fresh.commit()


def _give_a_page(fresh: sqlite3.Connection) -> None:
    """Let the papers whose pages were lost be on one of their own: no list shows others."""
    lone = fresh.execute(
        "SELECT id FROM paper WHERE id NOT IN (SELECT paper FROM appearance) ORDER BY added, rowid"
    ).fetchall()
    if not lone:
        return
    page = fresh.execute(
        "INSERT INTO page (name, fingerprint, day_assumed, sort_day, added, papers, new, links,"
        " fates, odd_lines) SELECT 'rescued', 'rescued', 0, max(substr(added, 1, 10)), max(added),"
        " ?, ?, 0, '{}', '[]' FROM paper",
        (len(lone), len(lone)),
    ).lastrowid
    fresh.executemany(
        "INSERT INTO appearance (page, rank, paper, line) VALUES (?, ?, ?, 0)",
        [(page, rank, paper) for rank, (paper,) in enumerate(lone, 1)],
    )


def _counts(fresh: sqlite3.Connection) -> dict[str, int]:
    return {
        table: fresh.execute(f"SELECT count(*) FROM {table}").fetchone()[0]  # noqa: S608
        for table in SAVED
    }
