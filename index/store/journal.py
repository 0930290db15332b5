"""What was done to papers, so that it can be undone and redone, in this run or a later one."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable

KEPT = 1000
"""Actions that can be undone; older ones are forgotten."""


class Mark(StrEnum):
    """What a reader can put on a paper, with the value that is kept of it."""

    BOOKMARK = "bookmark"  # since when
    READ = "read"  # since when
    TAG = "tag"  # its name; a paper may have several
    NOTE = "note"  # its text


class Change(NamedTuple):
    """One mark on one paper, before and after an action; None where it is not there."""

    paper: str
    mark: Mark
    before: str | None
    after: str | None


_TAKE_OFF = {
    Mark.BOOKMARK: "DELETE FROM bookmark WHERE paper = ?",
    Mark.READ: "DELETE FROM reading WHERE paper = ?",
    Mark.TAG: "DELETE FROM tag WHERE paper = ? AND name = ?",
    Mark.NOTE: "DELETE FROM note WHERE paper = ?",
}
_PUT_ON = {
    Mark.BOOKMARK: "INSERT OR REPLACE INTO bookmark (paper, since) VALUES (?, ?)",
    Mark.READ: "INSERT OR REPLACE INTO reading (paper, since) VALUES (?, ?)",
    Mark.TAG: "INSERT OR REPLACE INTO tag (paper, name) VALUES (?, ?)",
    Mark.NOTE: "INSERT OR REPLACE INTO note (paper, text) VALUES (?, ?)",
}


def now() -> str:
    """This moment, as the file keeps moments."""
    return dt.datetime.now(dt.UTC).isoformat()


def carry_out(connection: sqlite3.Connection, words: str, changes: list[Change]) -> None:
    """Make the changes and note them as one action; what was undone can no longer be redone."""
    for change in changes:
        _turn(connection, change.paper, change.mark, change.before, change.after)
    connection.execute("DELETE FROM action WHERE is_undone")
    number = connection.execute(
        "INSERT INTO action (at, words) VALUES (?, ?)", (now(), words)
    ).lastrowid
    connection.executemany(
        "INSERT INTO action_change (action, place, paper, mark, before, after)"
        " VALUES (?, ?, ?, ?, ?, ?)",
        [
            (number, place, change.paper, change.mark.value, change.before, change.after)
            for place, change in enumerate(changes)
        ],
    )
    connection.execute("DELETE FROM action WHERE number <= ? - ?", (number, KEPT))


def undo(connection: sqlite3.Connection) -> str | None:
    """Take the last action back and say which; None where there is none."""
    last = connection.execute(
        "SELECT number, words FROM action WHERE NOT is_undone ORDER BY number DESC LIMIT 1"
    ).fetchone()
    if last is None:
        return None
    number, words = last
    for change in _changes(connection, number):  # no two are of one mark: in any order
        _turn(connection, change.paper, change.mark, change.after, change.before)
    connection.execute("UPDATE action SET is_undone = 1 WHERE number = ?", (number,))
    return str(words)


def redo(connection: sqlite3.Connection) -> str | None:
    """Do the action that was undone last again and say which; None where there is none."""
    first = connection.execute(
        "SELECT number, words FROM action WHERE is_undone ORDER BY number LIMIT 1"
    ).fetchone()
    if first is None:
        return None
    number, words = first
    for change in _changes(connection, number):
        _turn(connection, change.paper, change.mark, change.before, change.after)
    connection.execute("UPDATE action SET is_undone = 0 WHERE number = ?", (number,))
    return str(words)


def _changes(connection: sqlite3.Connection, number: int) -> list[Change]:
    found: Iterable[tuple[str, str, str | None, str | None]] = connection.execute(
        "SELECT paper, mark, before, after FROM action_change WHERE action = ? ORDER BY place",
        (number,),
    )
    known = set(Mark)
    return [
        Change(paper, Mark(mark), before, after)
        for paper, mark, before, after in found
        if mark in known  # in a damaged journal one may not be
    ]


def _turn(
    connection: sqlite3.Connection, paper: str, mark: Mark, old: str | None, new: str | None
) -> None:
    """Let the mark be `new` on the paper, where it was `old`."""
    if old is not None:
        connection.execute(_TAKE_OFF[mark], (paper, old) if mark is Mark.TAG else (paper,))
    if new is not None:
        connection.execute(_PUT_ON[mark], (paper, new))
