"""The rows of a damaged file: those that SQLite still reaches, from either end and one by one."""

from __future__ import annotations

import sqlite3
from contextlib import closing, suppress
from itertools import chain
from typing import TYPE_CHECKING

from index.store.damage import TABLES
from index.store.opening import connect_to_read
from index.text import clean

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

Row = dict[str, object]
Rows = dict[str, list[Row]]

_REACHED_BY = {
    "link": ("paper", "paper", "id"),
    "appearance": ("paper", "paper", "id"),
    "bookmark": ("paper", "paper", "id"),
    "reading": ("paper", "paper", "id"),
    "note": ("paper", "paper", "id"),
    "tag": ("paper", "paper", "id"),
    "action_change": ("action", "action", "number"),
}
"""Tables without row numbers, and what their rows are looked up by: of which table's column."""

_BEYOND = 1_000
"""Row numbers that are tried behind the last that was seen."""


def readable_rows(file: Path) -> tuple[Rows, set[str]]:
    """What can be read of each table of the file, and the tables of which not all could be.

    Errors: sqlite3.Error where the file cannot be opened at all.
    """
    rows: Rows = {}
    torn: set[str] = set()
    with closing(connect_to_read(file)) as connection:
        connection.text_factory = lambda text: clean(text.decode(errors="replace"))
        for table in TABLES:
            found, is_whole = _rows_of(connection, table, rows)
            rows[table] = found
            if not is_whole:
                torn.add(table)
    return rows, torn


def _rows_of(connection: sqlite3.Connection, table: str, before: Rows) -> tuple[list[Row], bool]:
    forwards, is_whole = _read(connection, f"SELECT * FROM {table}")  # noqa: S608 - of TABLES
    if is_whole:
        return forwards, True
    key = _REACHED_BY.get(table)
    order = "rowid" if key is None and table not in _WITHOUT_NUMBER else "1"
    backwards, _ = _read(connection, f"SELECT * FROM {table} ORDER BY {order} DESC")  # noqa: S608
    one_by_one: Iterable[Row] = ()
    if key is not None:
        column, parent, named = key
        values: Iterable[object] = [row.get(named) for row in before.get(parent, [])]
        one_by_one = _each(connection, f"SELECT * FROM {table} WHERE {column} = ?", values)  # noqa: S608
    elif order == "rowid":
        values = range(1, _last_number(connection, table, len(forwards) + len(backwards)))
        one_by_one = _each(connection, f"SELECT * FROM {table} WHERE rowid = ?", values)  # noqa: S608
    once = {tuple(row.items()): row for row in chain(forwards, backwards, one_by_one)}
    return list(once.values()), False


_WITHOUT_NUMBER = frozenset({"saved_search", "change", "library"})


def _read(
    connection: sqlite3.Connection, statement: str, values: tuple[object, ...] = ()
) -> tuple[list[Row], bool]:
    """The rows until one cannot be read, and whether that did not happen."""
    found: list[Row] = []
    try:
        cursor = connection.execute(statement, values)
        names = [column[0] for column in cursor.description]
        found.extend(dict(zip(names, columns, strict=True)) for columns in cursor)
    except (sqlite3.Error, ValueError):  # also of an error whose own words are damaged
        return found, False
    return found, True


def _each(
    connection: sqlite3.Connection, statement: str, values: Iterable[object]
) -> Iterator[Row]:
    for value in values:
        yield from _read(connection, statement, (value,))[0]


def _last_number(connection: sqlite3.Connection, table: str, seen: int) -> int:
    with suppress(sqlite3.Error, ValueError):
        last = connection.execute(f"SELECT max(rowid) FROM {table}").fetchone()[0]  # noqa: S608
        if isinstance(last, int) and last < _BEYOND * _BEYOND:
            return last + 1
    return seen + _BEYOND
