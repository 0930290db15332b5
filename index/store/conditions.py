"""The papers for which a condition holds that needs no words."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, TypeAlias

from index.errors import WrongUse
from index.query.tree import (
    Added,
    Has,
    InRepo,
    Is,
    OfDay,
    OnPage,
    Ranked,
    SeenOn,
    State,
    Tagged,
    Thing,
    WithId,
)
from index.search.source import as_numbers
from index.store.numbered import LAST_CHARACTER
from index.store.reading import as_json
from index.tagnames import tag_name

if TYPE_CHECKING:
    import sqlite3

    from index.query.tree import Condition
    from index.search.source import Numbers

_Asked: TypeAlias = tuple[str, tuple[str | int | None, ...]]
"""A statement, and the values for its question marks."""

_STATES = {
    State.BOOKMARKED: "SELECT number FROM standing WHERE paper IN (SELECT paper FROM bookmark)",
    State.READ: "SELECT number FROM standing WHERE paper IN (SELECT paper FROM reading)",
    State.UNREAD: "SELECT number FROM standing WHERE paper NOT IN (SELECT paper FROM reading)",
    State.TAGGED: "SELECT number FROM standing WHERE paper IN (SELECT paper FROM tag)",
    State.NOTED: "SELECT number FROM standing WHERE paper IN (SELECT paper FROM note)",
}
_THINGS = {
    Thing.CODE: "SELECT number FROM standing WHERE has_code",
    Thing.LINK: "SELECT number FROM standing WHERE has_link",
    Thing.NOTE: _STATES[State.NOTED],
}
_TAGGED = (
    "SELECT number FROM standing WHERE paper IN"
    " (SELECT paper FROM tag WHERE name IN (SELECT value FROM json_each(?)))"
)
_ON_PAGES = (
    "SELECT number FROM standing WHERE paper IN"
    " (SELECT paper FROM appearance WHERE page IN (SELECT value FROM json_each(?)))"
)
_ON_MANY_PAGES = (  # a paper on one page has it in its own row: only the others are looked up
    "SELECT number FROM standing WHERE page IN (SELECT value FROM json_each(?))"
    " OR pages > 1 AND EXISTS (SELECT 1 FROM appearance AS seen"
    " WHERE seen.paper = standing.paper AND seen.page IN (SELECT value FROM json_each(?)))"
)
_MANY = 400  # pages, from which on that is faster
_BEST = "SELECT number FROM standing WHERE ? IS NULL OR best <= ?"
_RANKED = (
    "SELECT number FROM standing WHERE paper IN"
    " (SELECT paper FROM appearance WHERE rank >= ? AND (? IS NULL OR rank <= ?))"
)
_SEEN = "SELECT number FROM standing WHERE pages >= ? AND (? IS NULL OR pages <= ?)"
_IN_REPO = (
    "SELECT number FROM standing WHERE has_code AND paper IN"
    " (SELECT paper FROM link WHERE instr(lower(repo), ?))"
)
_WITH_ID = "SELECT number FROM standing WHERE paper >= ? AND paper < ?"
_ADDED = "SELECT number FROM standing WHERE added >= ? AND added < ?"

_NO_DAYS_BEFORE, _NO_DAYS_AFTER = dt.date(1971, 1, 1), dt.date(2999, 1, 1)
"""No paper was or will be added outside; every system can tell when a day within began."""


def matching(connection: sqlite3.Connection, condition: Condition) -> Numbers:
    """The numbers of all papers for which it holds."""
    return as_numbers(number for (number,) in connection.execute(*_asked(connection, condition)))


def is_on_marks(condition: Condition) -> bool:
    """Whether what a reader marks can change its answer; else only new pages can."""
    return isinstance(condition, Is | Tagged) or condition == Has(Thing.NOTE)


def _asked(connection: sqlite3.Connection, condition: Condition) -> _Asked:
    match condition:
        case OnPage(part):
            return _on_pages(_pages(connection, part))
        case OfDay(first, last):
            return _on_pages(_pages_of(connection, first, last))
        case Ranked(low, high):
            return (_RANKED, (low, high, high)) if low > 1 else (_BEST, (high, high))
        case SeenOn(low, high):
            return _SEEN, (low, high, high)
        case Added(first, last):
            return _ADDED, (_beginning(first), _end(last))
        case _:
            return _asked_of_one(condition)


def _asked_of_one(condition: Is | Has | Tagged | InRepo | WithId) -> _Asked:
    """What concerns a paper itself, whatever page it is on."""
    match condition:
        case Is(state):
            return _STATES[state], ()
        case Has(thing):
            return _THINGS[thing], ()
        case Tagged(()):
            return _STATES[State.TAGGED], ()
        case Tagged(names):
            return _TAGGED, (as_json(_canonical(names)),)
        case InRepo(part):
            return _IN_REPO, (_bound(part.casefold()),)
        case WithId(beginning):
            begun = _bound(beginning.casefold())
            return _WITH_ID, (begun, begun + LAST_CHARACTER)


def _canonical(names: tuple[str, ...]) -> set[str]:
    """The names as tags are kept; what cannot be a tag is on no paper."""
    found = set()
    for name in names:
        try:
            found.add(tag_name(name))
        except WrongUse:
            continue
    return found


def _on_pages(pages: list[int]) -> _Asked:
    among = str(pages)
    return (_ON_PAGES, (among,)) if len(pages) < _MANY else (_ON_MANY_PAGES, (among, among))


def _pages(connection: sqlite3.Connection, part: str) -> list[int]:
    """The numbers of the pages whose name or day, as written or in full, holds this.

    A page's whole name is that page alone, though another's name may hold it too.
    """
    wanted = part.casefold()
    pages = connection.execute("SELECT number, name, label, day FROM page").fetchall()
    exact = [number for number, name, *_days in pages if name == part]
    return exact or [
        number for number, *told in pages if any(wanted in (each or "").casefold() for each in told)
    ]


def _pages_of(
    connection: sqlite3.Connection, first: dt.date | None, last: dt.date | None
) -> list[int]:
    """The numbers of the pages of these days; a page without a day is of none."""
    found = connection.execute(
        "SELECT number FROM page WHERE day >= ? AND day <= ?",
        ((first or dt.date.min).isoformat(), (last or dt.date.max).isoformat()),
    )
    return [number for (number,) in found]


def _beginning(day: dt.date | None) -> str:
    """When this day began where the reader is, as the file keeps moments; None: the first."""
    within = min(max(day or _NO_DAYS_BEFORE, _NO_DAYS_BEFORE), _NO_DAYS_AFTER)
    midnight = dt.datetime.combine(within, dt.time.min)
    return midnight.astimezone(dt.UTC).isoformat()


def _end(day: dt.date | None) -> str:
    within = min(day or _NO_DAYS_AFTER, _NO_DAYS_AFTER)
    return _beginning(within + dt.timedelta(days=1))


def _bound(text: str) -> str:
    """Text that SQLite takes, unlike half a character; what is left of that is found nowhere."""
    return text.encode(errors="replace").decode()
