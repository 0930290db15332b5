"""What the library holds, in numbers: counts, tags, and the report of each page."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from index.store.reading import LONGEST_LABEL, as_day
from index.store.rows import Counts, PageReport, TagCount
from index.text import one_line

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
    return [TagCount._make(columns) for columns in found]


_REPORT = "SELECT name, label, day, day_assumed, papers, new, links, fates, odd_lines FROM page"


def page_reports(connection: sqlite3.Connection) -> list[PageReport]:
    """Every page as it was when it was added, the newest day first."""
    return _reports(connection.execute(f"{_REPORT} ORDER BY sort_day DESC, number DESC"))


def report_of(connection: sqlite3.Connection, fingerprint: str) -> PageReport | None:
    """The page with this print as it was when it was added, if it is there."""
    found = _reports(connection.execute(f"{_REPORT} WHERE fingerprint = ?", (fingerprint,)))
    return found[0] if found else None


def _reports(found: sqlite3.Cursor) -> list[PageReport]:
    from index.pages.page import Fate, OddLine  # with all that reads pages; the list needs none

    reports = []
    fates = [(fate, fate.value) for fate in Fate]
    for page, label, day, is_assumed, papers, new, links, lines_of, odd_lines in found:
        lines = json.loads(lines_of)
        report = PageReport(
            page=page,
            label=label and one_line(label)[:LONGEST_LABEL],
            day=as_day(day),
            day_assumed=bool(is_assumed),
            papers=papers,
            new=new,
            known=papers - new,
            links=links,
            lines={fate: lines.get(name, 0) for fate, name in fates},
            odd_lines=tuple(OddLine(line, one_line(text)) for line, text in json.loads(odd_lines)),
        )
        reports.append(report)
    return reports
