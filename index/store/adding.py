"""Adding a saved page: first what it would bring, then all of it written at once."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections import defaultdict
from dataclasses import dataclass
from pathlib import PurePath
from typing import TYPE_CHECKING

from index.days import day_of
from index.errors import InputError
from index.links import find_links
from index.pages.page import Fate
from index.paper import paper_id
from index.store import queue, standing
from index.store.identity import Namesake, free_id, same_paper
from index.store.reading import as_json
from index.store.reports import report_of
from index.store.rows import PageReport
from index.text import one_line, sort_title

if TYPE_CHECKING:
    import sqlite3

    from index.pages.page import Listing, Page
    from index.paper import Link


@dataclass(frozen=True, slots=True)
class _Placed:
    """One listing, and the paper that it is."""

    listing: Listing
    paper: str
    is_new: bool
    fills: bool  # it brings the abstract that the paper had not
    links: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """What adding a page means for the library as it is at this moment."""

    report: PageReport
    fingerprint: str
    placed: tuple[_Placed, ...] = ()  # none where the page is there already


def plan(connection: sqlite3.Connection, page: Page, saved: dt.date, year: int | None) -> Plan:
    """What adding this page, saved on that day, would bring.

    Errors: InputError where it lists no paper.
    """
    if not page.listings:
        raise InputError(f"{one_line(page.source)} holds no paper; nothing of it was added.")
    fingerprint = _fingerprint(page)
    if known := report_of(connection, fingerprint):
        return Plan(known._replace(new=0, known=known.papers, again=True), fingerprint)
    day, day_assumed = day_of(page.label, saved, year)
    placed = _place(connection, page)
    new = sum(one.is_new for one in placed)
    report = PageReport(
        page=_free_name(connection, one_line(page.source) or "page"),
        label=page.label,
        day=day,
        day_assumed=day_assumed,
        papers=len(placed),
        new=new,
        known=len(placed) - new,
        links=sum(len(one.links) for one in placed),
        lines={fate: page.count(fate) for fate in Fate},
        odd_lines=page.odd_lines,
    )
    return Plan(report, fingerprint, placed)


def carry_out(connection: sqlite3.Connection, planned: Plan) -> None:
    """Write what was planned in the same transaction."""
    if not planned.placed:
        return
    now = dt.datetime.now(dt.UTC)
    number = _write_page(connection, planned, now)
    for one in planned.placed:
        _write_paper(connection, one, now.isoformat())
    new = [one.paper for one in planned.placed if one.is_new]
    standing.enter(connection, new, now.isoformat())
    connection.executemany(
        "INSERT INTO appearance (page, rank, paper, line) VALUES (?, ?, ?, ?)",
        [(number, one.listing.rank, one.paper, one.listing.line) for one in planned.placed],
    )
    standing.renew(connection, number)
    queue.enqueue(connection, [one.paper for one in planned.placed if one.is_new or one.fills])


def _write_page(connection: sqlite3.Connection, planned: Plan, now: dt.datetime) -> int:
    report = planned.report
    day = report.day or now.date()
    written = connection.execute(
        "INSERT INTO page (name, fingerprint, label, day, day_assumed, sort_day, added,"
        " papers, new, links, fates, odd_lines) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            report.page,
            planned.fingerprint,
            report.label,
            report.day and report.day.isoformat(),
            report.day_assumed,
            day.isoformat(),
            now.isoformat(),
            report.papers,
            report.new,
            report.links,
            json.dumps(report.lines),
            json.dumps([(odd.line, odd.text) for odd in report.odd_lines]),
        ),
    )
    return written.lastrowid or 0


def _write_paper(connection: sqlite3.Connection, one: _Placed, now: str) -> None:
    title, abstract = one.listing.title, one.listing.abstract
    if one.is_new:
        connection.execute(
            "INSERT INTO paper (id, title_id, title, sort_title, abstract, added)"
            " VALUES (?, ?, ?, ?, ?, ?)",
            (one.paper, paper_id(title), title, sort_title(title), abstract, now),
        )
    elif one.fills:
        connection.execute("UPDATE paper SET abstract = ? WHERE id = ?", (abstract, one.paper))
    else:
        return
    connection.executemany(
        "INSERT INTO link (paper, place, url, repo) VALUES (?, ?, ?, ?)",
        [(one.paper, place, link.url, link.repo) for place, link in enumerate(one.links, 1)],
    )


def _place(connection: sqlite3.Connection, page: Page) -> tuple[_Placed, ...]:
    """Each listing's paper; a paper listed twice on the page is new the first time alone."""
    known: dict[str, list[Namesake]] = defaultdict(list)
    found = connection.execute(
        "SELECT title_id, id, abstract FROM paper"
        " WHERE title_id IN (SELECT value FROM json_each(?)) ORDER BY length(id), id",
        (as_json(paper_id(listing.title) for listing in page.listings),),
    )
    for title_id, paper, abstract in found:
        known[title_id].append(Namesake(paper, abstract))
    return tuple(_placed(listing, known[paper_id(listing.title)]) for listing in page.listings)


def _placed(listing: Listing, namesakes: list[Namesake]) -> _Placed:
    links = find_links(listing.abstract)
    paper = same_paper(listing.abstract, namesakes)
    if paper is None:
        paper = Namesake(free_id(listing.title, namesakes), listing.abstract)
        namesakes.append(paper)
        return _Placed(listing, paper.id, is_new=True, fills=False, links=links)
    fills = bool(listing.abstract and not paper.abstract)
    if fills:
        paper.abstract = listing.abstract
    return _Placed(listing, paper.id, is_new=False, fills=fills, links=links)


def _fingerprint(page: Page) -> str:
    """The same for every file that says the same of the same papers, in the same order."""
    says = [page.label, [(listing.title, listing.abstract) for listing in page.listings]]
    return hashlib.sha1(json.dumps(says).encode(), usedforsecurity=False).hexdigest()


def _free_name(connection: sqlite3.Connection, name: str) -> str:
    """The page's name, or "name (2).txt" where another page has it."""
    path, free, number = PurePath(name), name, 1
    while connection.execute("SELECT 1 FROM page WHERE name = ?", (free,)).fetchone():
        number += 1
        free = f"{path.stem} ({number}){path.suffix}"
    return free
