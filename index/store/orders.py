"""Every paper in one of the orders that need no words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from index.query.question import Sort
from index.search.source import as_numbers

if TYPE_CHECKING:
    import sqlite3

    from index.search.source import Numbers

_NEW = "SELECT number FROM standing ORDER BY day DESC, page DESC, rank"
_ORDERS = {
    Sort.RELEVANCE: _NEW,
    Sort.NEW: _NEW,
    Sort.TITLE: "SELECT number FROM paper CROSS JOIN standing ON standing.paper = id"
    " ORDER BY sort_title, id",
    Sort.RANK: "SELECT number FROM standing ORDER BY best, day DESC, page DESC, rank",
    Sort.SEEN: "SELECT number FROM standing ORDER BY pages DESC, day DESC, page DESC, rank",
}


def ordered(connection: sqlite3.Connection, sort: Sort) -> Numbers:
    """Every paper in this order; ties stand as in NEW, and RELEVANCE is as NEW."""
    return as_numbers(number for (number,) in connection.execute(_ORDERS[sort]))
