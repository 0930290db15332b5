"""Each paper's number, and what orders and filters ask of it: kept in step with its pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable


def enter(connection: sqlite3.Connection, papers: Iterable[str], added: str) -> None:
    """Give new papers their numbers, in this order."""
    connection.executemany(
        "INSERT INTO standing (paper, added) VALUES (?, ?)", [(paper, added) for paper in papers]
    )


def renew(connection: sqlite3.Connection, page: int) -> None:
    """Work out anew what a page that was just written changes for the papers on it."""
    connection.execute(
        "UPDATE standing SET"
        " has_code = EXISTS (SELECT 1 FROM link WHERE link.paper = standing.paper"
        "  AND repo IS NOT NULL),"
        " has_link = EXISTS (SELECT 1 FROM link WHERE link.paper = standing.paper),"
        " (pages, best) = (SELECT count(DISTINCT seen.page), min(seen.rank)"
        "  FROM appearance AS seen WHERE seen.paper = standing.paper),"
        " (day, page, rank) = (SELECT page.sort_day, seen.page, seen.rank"
        "  FROM appearance AS seen JOIN page ON page.number = seen.page"
        "  WHERE seen.paper = standing.paper"
        "  ORDER BY page.sort_day DESC, seen.page DESC, seen.rank LIMIT 1),"
        " fingerprint = (SELECT fingerprint_of(title, abstract)"
        "  FROM paper WHERE id = standing.paper)"
        " WHERE paper IN (SELECT paper FROM appearance WHERE appearance.page = ?)",
        (page,),
    )
