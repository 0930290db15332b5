"""Reading papers back: as rows of the list, or whole.

Their texts are cleaned once more: a library may have come from elsewhere. What a thing is told by,
such as a tag, is left as it is there; whoever shows it sees to that.
"""

from __future__ import annotations

import datetime as dt
import json
from collections import defaultdict
from typing import TYPE_CHECKING

from index.paper import Appearance, Link, Paper, kept_link
from index.store.rows import Row
from index.text import clean, one_line

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable


LONGEST_LABEL = 64
"""Characters of a day as a page writes it."""


def as_json(ids: Iterable[str]) -> str:
    """Ids as one parameter: however many, it is one statement."""
    return json.dumps(list(ids))


def rows(connection: sqlite3.Connection, ids: Iterable[str]) -> list[Row]:
    """The rows of these papers, in the order asked; unknown ids are left out."""
    asked = list(ids)
    among = (as_json(asked),)
    tags = _tags(connection, among)
    found: dict[str, Row] = {}
    for (
        paper,
        title,
        page,
        label,
        rank,
        seen,
        is_bookmarked,
        is_read,
        has_code,
    ) in connection.execute(
        "SELECT id, title, page.name, page.label, rank, pages,"
        " EXISTS (SELECT 1 FROM bookmark WHERE bookmark.paper = id),"
        " EXISTS (SELECT 1 FROM reading WHERE reading.paper = id), has_code"
        " FROM paper CROSS JOIN standing ON standing.paper = id"
        " CROSS JOIN page ON page.number = standing.page"
        " WHERE id IN (SELECT value FROM json_each(?))",
        among,
    ):
        found[paper] = Row(
            id=paper,
            title=one_line(title),
            page=page,
            label=label and one_line(label)[:LONGEST_LABEL],
            rank=rank,
            seen=seen,
            tags=tags[paper],
            bookmarked=bool(is_bookmarked),
            read=bool(is_read),
            has_code=bool(has_code),
        )
    return [found[paper] for paper in asked if paper in found]


def papers(connection: sqlite3.Connection, ids: Iterable[str]) -> list[Paper]:
    """These papers whole, in the order asked; unknown ids are left out."""
    asked = list(ids)
    among = (as_json(asked),)
    tags = _tags(connection, among)
    links: dict[str, list[Link]] = defaultdict(list)
    for paper, url, repo in connection.execute(
        "SELECT paper, url, repo FROM link WHERE paper IN (SELECT value FROM json_each(?))"
        " ORDER BY paper, place",
        among,
    ):
        links[paper].append(kept_link(url, repo))
    seen = _appearances(connection, among)
    found = {
        paper: Paper(
            id=paper,
            title=one_line(title),
            abstract=clean(abstract),
            links=tuple(links[paper]),
            appearances=tuple(seen[paper]),
            tags=tags[paper],
            bookmarked=bool(is_bookmarked),
            read=bool(is_read),
            note=clean(note or ""),
            added=dt.datetime.fromisoformat(added),
        )
        for paper, title, abstract, added, is_bookmarked, is_read, note in connection.execute(
            "SELECT id, title, abstract, added,"
            " EXISTS (SELECT 1 FROM bookmark WHERE paper = id),"
            " EXISTS (SELECT 1 FROM reading WHERE paper = id),"
            " (SELECT text FROM note WHERE paper = id)"
            " FROM paper WHERE id IN (SELECT value FROM json_each(?))",
            among,
        )
    }
    return [found[paper] for paper in asked if paper in found]


def _appearances(connection: sqlite3.Connection, among: tuple[str]) -> dict[str, list[Appearance]]:
    """Where each paper was seen: the newest day first, of its pages the one added last.

    On one page, by rank. What standing.py keeps as the newest is the first of these.
    """
    seen: dict[str, list[Appearance]] = defaultdict(list)
    for paper, name, label, day, is_assumed, rank, line in connection.execute(
        "SELECT paper, page.name, page.label, page.day, page.day_assumed, rank, line"
        " FROM appearance JOIN page ON page.number = appearance.page"
        " WHERE paper IN (SELECT value FROM json_each(?))"
        " ORDER BY page.sort_day DESC, page.number DESC, rank",
        among,
    ):
        seen[paper].append(
            Appearance(
                name,
                label and one_line(label)[:LONGEST_LABEL],
                as_day(day),
                bool(is_assumed),
                rank,
                line,
            )
        )
    return seen


def _tags(connection: sqlite3.Connection, among: tuple[str]) -> dict[str, tuple[str, ...]]:
    tags: dict[str, tuple[str, ...]] = defaultdict(tuple)
    for paper, name in connection.execute(
        "SELECT paper, name FROM tag WHERE paper IN (SELECT value FROM json_each(?))"
        " ORDER BY paper, name",
        among,
    ):
        tags[paper] += (name,)
    return tags


def count(connection: sqlite3.Connection) -> int:
    """How many papers there are."""
    number: int = connection.execute("SELECT count(*) FROM standing").fetchone()[0]
    return number


def identity(connection: sqlite3.Connection) -> str:
    """What tells this library from every other."""
    name: str = connection.execute("SELECT value FROM library WHERE name = 'identity'").fetchone()[
        0
    ]
    return name


def ids_from(connection: sqlite3.Connection, prefix: str, limit: int) -> list[str]:
    """The first ids that start so."""
    found = connection.execute(
        "SELECT id FROM paper WHERE id >= ? AND id < ? || char(1114111) ORDER BY id LIMIT ?",
        (prefix, prefix, limit),
    )
    return [paper for (paper,) in found]


def as_day(day: str | None) -> dt.date | None:
    """A day as the file keeps it; none where it is no day."""
    try:
        return dt.date.fromisoformat(day) if day else None
    except ValueError:
        return None
