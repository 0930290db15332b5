"""The papers that the search index has still to take in."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable


def enqueue(connection: sqlite3.Connection, papers: Iterable[str]) -> None:
    """Let the index take these papers in, after what it has still to take."""
    connection.executemany(
        "INSERT INTO index_queue (paper) VALUES (?)", [(paper,) for paper in papers]
    )


def queued(connection: sqlite3.Connection, limit: int) -> list[tuple[int, int]]:
    """The first entries: (entry, the paper's number)."""
    return connection.execute(
        "SELECT index_queue.number, standing.number"
        " FROM index_queue CROSS JOIN standing ON standing.paper = index_queue.paper"
        " ORDER BY index_queue.number LIMIT ?",
        (limit,),
    ).fetchall()


def length(connection: sqlite3.Connection) -> int:
    """How many entries there are."""
    number: int = connection.execute("SELECT count(*) FROM index_queue").fetchone()[0]
    return number


def unqueue(connection: sqlite3.Connection, through: int) -> None:
    """Drop the entries up to and including this number."""
    connection.execute("DELETE FROM index_queue WHERE number <= ?", (through,))
