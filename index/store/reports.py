"""What the library holds, in numbers: counts, tags, and the report of each page."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from index.store.reading import as_day
from index.store.rows import Counts, PageReport, TagCount

if TYPE_CHECKING:
    import sqlite3


def counts(connection: sqlite3.Connection) -> Counts:
    """How many papers each standing filter holds."""
    total, bookmarked, read, with_code = connection.execute(
        "SELECT (SELECT count(*) FROM standing), (SELECT count(*) FROM bookmark),"
        " (SELECT count(*) FROM reading), (SELECT count(*) FROM standing WHERE has_code)"
    ).fetchone()
    return Counts(total, bookmarked, total - read, with_code)


def tag_counts(connection: sqlite3.Connection) -> list[TagCount]:
    """Every tag in use, the most used first, then by name."""
    found = connection.execute(
        "SELECT name, count(*) AS papers FROM tag GROUP BY name ORDER BY papers DESC, name"
    )
    return [TagCount(name, papers) for name, papers in found]


def page_reports(
    connection: sqlite3.Connection, fingerprint: str | None = None
) -> list[PageReport]:
    """Every page as it was when it was added, the newest day first; or the one with this print."""
    found = connection.execute(
        "SELECT name, label, day, day_assumed, papers, new, links, fates, odd_lines FROM page"
        " WHERE ? IS NULL OR fingerprint = ? ORDER BY sort_day DESC, number DESC",
        (fingerprint, fingerprint),
    )
    return [_report(*columns) for columns in found]


def _report(
    name: str,
    label: str | None,
    day: str | None,
    day_assumed: int,
    papers: int,
    new: int,
    links: int,
    fates: str,
    odd_lines: str,
) -> PageReport:
    from index.pages.page import Fate, OddLine  # with all that reads pages; the list needs none

    lines = json.loads(fates)
    return PageReport(
        page=name,
        label=label,
        day=as_day(day),
        day_assumed=bool(day_assumed),
        papers=papers,
        new=new,
        known=papers - new,
        links=links,
        lines={fate: lines.get(fate.value, 0) for fate in Fate},
        odd_lines=tuple(OddLine(line, text) for line, text in json.loads(odd_lines)),
    )
