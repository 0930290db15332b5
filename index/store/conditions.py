"""The papers for which a condition holds that needs no words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from index.errors import WrongUse
from index.query.tree import Has, Is, OnPage, Ranked, State, Tagged, Thing
from index.store.reading import as_json
from index.tagnames import tag_name

if TYPE_CHECKING:
    import sqlite3

    from index.query.tree import Condition

_STATES = {
    State.BOOKMARKED: "SELECT paper FROM bookmark",
    State.READ: "SELECT paper FROM reading",
    State.UNREAD: "SELECT id FROM paper EXCEPT SELECT paper FROM reading",
    State.TAGGED: "SELECT DISTINCT paper FROM tag",
    State.NOTED: "SELECT paper FROM note",
}
_THINGS = {
    Thing.CODE: "SELECT DISTINCT paper FROM link WHERE repo IS NOT NULL",
    Thing.LINK: "SELECT DISTINCT paper FROM link",
    Thing.NOTE: "SELECT paper FROM note",
}


def matching(connection: sqlite3.Connection, condition: Condition) -> frozenset[str]:
    """The ids of all papers for which it holds."""
    statement, values = _statement(connection, condition)
    return frozenset(paper for (paper,) in connection.execute(statement, values))


def is_on_marks(condition: Condition) -> bool:
    """Whether what a reader marks can change its answer; else only new pages can."""
    return isinstance(condition, Is | Tagged) or condition == Has(Thing.NOTE)


def _statement(connection: sqlite3.Connection, condition: Condition) -> tuple[str, tuple[Any, ...]]:
    match condition:
        case Is(state):
            return _STATES[state], ()
        case Has(thing):
            return _THINGS[thing], ()
        case Tagged(()):
            return _STATES[State.TAGGED], ()
        case Tagged(names):
            return (
                "SELECT DISTINCT paper FROM tag WHERE name IN (SELECT value FROM json_each(?))",
                (as_json(_canonical(names)),),
            )
        case OnPage(part):
            return (
                "SELECT DISTINCT paper FROM appearance"
                " WHERE page IN (SELECT value FROM json_each(?))",
                (str(_pages(connection, part)),),
            )
        case Ranked(low, high):
            return (
                "SELECT DISTINCT paper FROM appearance"
                " WHERE rank >= ? AND (? IS NULL OR rank <= ?)",
                (low, high, high),
            )


def _canonical(names: tuple[str, ...]) -> set[str]:
    """The names as tags are kept; what cannot be a tag is on no paper."""
    found = set()
    for name in names:
        try:
            found.add(tag_name(name))
        except WrongUse:
            continue
    return found


def _pages(connection: sqlite3.Connection, part: str) -> list[int]:
    """The numbers of the pages whose name or label holds this, whatever its case.

    A page's whole name is that page alone, though another's name may hold it too.
    """
    wanted = part.casefold()
    pages = connection.execute("SELECT number, name, label FROM page").fetchall()
    exact = [number for number, name, _label in pages if name == part]
    return exact or [
        number
        for number, name, label in pages
        if wanted in name.casefold() or wanted in (label or "").casefold()
    ]
