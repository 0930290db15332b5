"""Every paper in one of the orders that need no words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from index.query.question import Sort

if TYPE_CHECKING:
    import sqlite3


def ordered(connection: sqlite3.Connection, sort: Sort) -> tuple[str, ...]:
    """Every id in this order; ties stand as in NEW, and RELEVANCE is as NEW."""
    if sort is Sort.TITLE:
        return tuple(
            paper for (paper,) in connection.execute("SELECT id FROM paper ORDER BY sort_title, id")
        )
    newest = _newest(connection)
    if sort is Sort.RANK:
        best = dict(
            connection.execute("SELECT paper, min(rank) FROM appearance GROUP BY paper").fetchall()
        )
        return tuple(sorted(newest, key=best.__getitem__))
    if sort is Sort.SEEN:
        fewer = dict(
            connection.execute(
                "SELECT paper, -count(DISTINCT page) FROM appearance GROUP BY paper"
            ).fetchall()
        )
        return tuple(sorted(newest, key=fewer.__getitem__))
    return newest


def _newest(connection: sqlite3.Connection) -> tuple[str, ...]:
    """By the newest appearance. CROSS JOIN keeps the loops so that no sorting is needed."""
    seen = connection.execute(
        "SELECT paper FROM page CROSS JOIN appearance ON appearance.page = page.number"
        " ORDER BY page.sort_day DESC, page.number DESC, appearance.rank"
    )
    return tuple(dict.fromkeys(paper for (paper,) in seen))
