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
    _turn(connection, changes)
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


_LAST = "SELECT number, words FROM action WHERE NOT is_undone ORDER BY number DESC LIMIT 1"
_FIRST_UNDONE = "SELECT number, words FROM action WHERE is_undone ORDER BY number LIMIT 1"


def undo(connection: sqlite3.Connection) -> str | None:
    """Take the last action back and say which; None where there is none."""
    last = connection.execute(_LAST).fetchone()
    if last is None:
        return None
    number, words = last
    changes = _changes(connection, number)  # no two are of one mark: in any order
    _turn(connection, [Change(c.paper, c.mark, c.after, c.before) for c in changes])
    connection.execute("UPDATE action SET is_undone = 1 WHERE number = ?", (number,))
    return str(words)


def redo(connection: sqlite3.Connection) -> str | None:
    """Do the action that was undone last again and say which; None where there is none."""
    first = connection.execute(_FIRST_UNDONE).fetchone()
    if first is None:
        return None
    number, words = first
    _turn(connection, _changes(connection, number))
    connection.execute("UPDATE action SET is_undone = 0 WHERE number = ?", (number,))
    return str(words)


def size_of_next(connection: sqlite3.Connection, *, undone: bool) -> int:
    """How many marks undo() would change now; redo() where `undone`."""
    action = connection.execute(_FIRST_UNDONE if undone else _LAST).fetchone()
    if action is None:
        return 0
    (size,) = connection.execute(
        "SELECT count(*) FROM action_change WHERE action = ?", action[:1]
    ).fetchone()
    return int(size)


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


def _turn(connection: sqlite3.Connection, changes: list[Change]) -> None:
    """Let each mark be as it is after its change: what was is taken off, then the new put on.

    In the order of the tables, in which thirty thousand take a third of the time.
    """
    for mark in Mark:
        of_mark = [change for change in changes if change.mark is mark]
        off = sorted((c.before, c.paper) for c in of_mark if c.before is not None)
        on = sorted((c.after, c.paper) for c in of_mark if c.after is not None)
        has_value = mark is Mark.TAG  # a paper has several tags, and one of each other mark
        connection.executemany(
            _TAKE_OFF[mark], [(p, value) if has_value else (p,) for value, p in off]
        )
        connection.executemany(_PUT_ON[mark], [(p, value) for value, p in on])
