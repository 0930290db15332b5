"""Searches under a name, and the queries that were asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from index.errors import WrongUse
from index.query.names import canonical, search_name
from index.store.rows import SavedSearch
from index.text import clean

if TYPE_CHECKING:
    import sqlite3

KEPT = 500
"""Queries that are remembered; older ones are forgotten."""


def saved_searches(connection: sqlite3.Connection) -> list[SavedSearch]:
    """Every saved search, by name."""
    found = connection.execute("SELECT name, text FROM saved_search ORDER BY name")
    return [SavedSearch(name, text) for name, text in found]


def saved(connection: sqlite3.Connection, name: str) -> str | None:
    """The text of the search with this name, if there is one; any text may be asked for."""
    found = connection.execute(
        "SELECT text FROM saved_search WHERE name = ?", (canonical(name),)
    ).fetchone()
    return found[0] if found else None


def save(connection: sqlite3.Connection, name: str, text: str) -> str:
    """Let the name stand for this search; the name as it is kept.

    Errors: WrongUse for no name, or no search.
    """
    known, query = search_name(name), clean(text).strip()
    if not query:
        raise WrongUse(f"The search to save as @{known} is empty; search for something first.")
    if saved(connection, known) != query:
        connection.execute("INSERT OR REPLACE INTO saved_search VALUES (?, ?)", (known, query))
    return known


def forget(connection: sqlite3.Connection, name: str) -> bool:
    """Take a saved search away; whether there was one."""
    found = connection.execute("DELETE FROM saved_search WHERE name = ?", (canonical(name),))
    return found.rowcount > 0


def remember(connection: sqlite3.Connection, text: str) -> None:
    """Let this be the query that was asked last; an empty one is none."""
    query = clean(text).strip()
    if not query or queries(connection, 1) == [query]:
        return
    connection.execute("INSERT OR REPLACE INTO query (text) VALUES (?)", (query,))
    connection.execute(
        "DELETE FROM query WHERE number NOT IN"
        " (SELECT number FROM query ORDER BY number DESC LIMIT ?)",
        (KEPT,),
    )


def queries(connection: sqlite3.Connection, limit: int) -> list[str]:
    """The queries that were asked last, the newest first, each once."""
    found = connection.execute("SELECT text FROM query ORDER BY number DESC LIMIT ?", (limit,))
    return [text for (text,) in found]
