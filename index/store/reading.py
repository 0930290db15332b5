"""Reading papers back: as rows of the list, whole, or as the texts that are searched."""

from __future__ import annotations

import datetime as dt
import json
from collections import defaultdict
from typing import TYPE_CHECKING

from index.paper import Appearance, Link, Paper
from index.search.source import PaperText
from index.store.rows import Row

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable

_TEXTS_AT_ONCE = 500


def as_json(ids: Iterable[str]) -> str:
    """Ids as one parameter: however many, it is one statement."""
    return json.dumps(list(ids))


def rows(connection: sqlite3.Connection, ids: Iterable[str]) -> list[Row]:
    """The rows of these papers, in the order asked; unknown ids are left out."""
    asked = list(ids)
    among = (as_json(asked),)
    tags = _tags(connection, among)
    seen = _appearances(connection, among)
    found: dict[str, Row] = {}
    for paper, title, is_bookmarked, is_read, has_code in connection.execute(
        "SELECT id, title,"
        " EXISTS (SELECT 1 FROM bookmark WHERE paper = id),"
        " EXISTS (SELECT 1 FROM reading WHERE paper = id),"
        " EXISTS (SELECT 1 FROM link WHERE paper = id AND repo IS NOT NULL)"
        " FROM paper WHERE id IN (SELECT value FROM json_each(?))",
        among,
    ):
        newest = seen[paper][0]
        found[paper] = Row(
            id=paper,
            title=title,
            page=newest.page,
            label=newest.label,
            rank=newest.rank,
            seen=len({appearance.page for appearance in seen[paper]}),
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
        links[paper].append(Link(url, repo))
    seen = _appearances(connection, among)
    found = {
        paper: Paper(
            id=paper,
            title=title,
            abstract=abstract,
            links=tuple(links[paper]),
            appearances=tuple(seen[paper]),
            tags=tags[paper],
            bookmarked=bool(is_bookmarked),
            read=bool(is_read),
            note=note or "",
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

    On one page, by rank. The order "new" of orders.py stands on the same order.
    """
    seen: dict[str, list[Appearance]] = defaultdict(list)
    for paper, name, label, day, is_assumed, rank, line in connection.execute(
        "SELECT paper, page.name, page.label, page.day, page.day_assumed, rank, line"
        " FROM appearance JOIN page ON page.number = appearance.page"
        " WHERE paper IN (SELECT value FROM json_each(?))"
        " ORDER BY page.sort_day DESC, page.number DESC, rank",
        among,
    ):
        seen[paper].append(Appearance(name, label, as_day(day), bool(is_assumed), rank, line))
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
    number: int = connection.execute("SELECT count(*) FROM paper").fetchone()[0]
    return number


def ids_from(connection: sqlite3.Connection, prefix: str, limit: int) -> list[str]:
    """The first ids that start so."""
    found = connection.execute(
        "SELECT id FROM paper WHERE id >= ? AND id < ? || char(1114111) ORDER BY id LIMIT ?",
        (prefix, prefix, limit),
    )
    return [paper for (paper,) in found]


def texts_after(connection: sqlite3.Connection, last: str) -> list[PaperText]:
    """The texts of the next papers by id, a few hundred."""
    found = connection.execute(
        "SELECT id, title, abstract FROM paper WHERE id > ? ORDER BY id LIMIT ?",
        (last, _TEXTS_AT_ONCE),
    )
    return [PaperText(*columns) for columns in found]


def texts(connection: sqlite3.Connection, ids: Iterable[str]) -> dict[str, PaperText]:
    """The texts of these papers, by id; unknown ids are left out."""
    found = connection.execute(
        "SELECT id, title, abstract FROM paper WHERE id IN (SELECT value FROM json_each(?))",
        (as_json(ids),),
    )
    return {columns[0]: PaperText(*columns) for columns in found}


def as_day(day: str | None) -> dt.date | None:
    """A day as the file keeps it."""
    return dt.date.fromisoformat(day) if day else None
