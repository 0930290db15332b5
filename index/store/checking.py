"""The whole library looked at: what in it does not agree, in sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator

_MOST_TOLD = 5
_A = ("a", "an")

_NONE_OF = (
    ("paper", "standing", "SELECT id FROM paper EXCEPT SELECT paper FROM standing"),
    ("number", "paper", "SELECT paper FROM standing EXCEPT SELECT id FROM paper"),
)
_NO_MOMENT = "SELECT id FROM paper WHERE datetime(added) IS NULL"
_NO_PAGE = (
    "SELECT number FROM page WHERE date(sort_day) IS NULL OR datetime(added) IS NULL"
    " OR (day IS NOT NULL AND date(day) IS NULL)"
    " OR NOT json_valid(fates) OR NOT json_valid(odd_lines)"
)
_OTHER_TEXT = (
    "SELECT id FROM paper JOIN standing ON standing.paper = id"
    " WHERE fingerprint_of(title, abstract) IS NOT fingerprint"
)
_OTHER_PLACE = (
    "SELECT standing.paper FROM standing LEFT JOIN appearance ON appearance.paper = standing.paper"
    " GROUP BY standing.paper"
    " HAVING pages <> count(DISTINCT appearance.page)"
    " OR best <> coalesce(min(appearance.rank), 0)"
)
_OTHER_LINKS = (
    "SELECT paper FROM standing WHERE"
    " has_link <> EXISTS (SELECT 1 FROM link WHERE link.paper = standing.paper)"
    " OR has_code <> EXISTS"
    " (SELECT 1 FROM link WHERE link.paper = standing.paper AND repo IS NOT NULL)"
)


def disagreements(connection: sqlite3.Connection) -> tuple[str, ...]:
    """What does not agree in the library, a sentence each; none where all of it is sound.

    Its structure, what refers to what, each paper's text, and what is kept of it for the list.
    Errors: sqlite3.DatabaseError where the file cannot be read.
    """
    return tuple(_disagreements(connection))


def _disagreements(connection: sqlite3.Connection) -> Iterator[str]:
    for (found,) in connection.execute(f"PRAGMA integrity_check({_MOST_TOLD})"):
        if found != "ok":
            yield f"The file is damaged: {found}."
    lone = connection.execute("PRAGMA foreign_key_check")
    for table, parent in dict.fromkeys((table, parent) for table, _, parent, _ in lone):
        yield f"There is {_A[table[0] in 'ai']} {table} of a {parent} that is not there."
    for one, other, question in _NONE_OF:
        yield from _told(connection, question, f"There is a {one} without its {other}: {{}}.")
    yield from _told(connection, _NO_MOMENT, "When this paper was added is not known any more: {}.")
    yield from _told(connection, _NO_PAGE, "What was noted of page {} is not as it was.")
    yield from _told(connection, _OTHER_TEXT, "The text of this paper is not as it was added: {}.")
    yield from _told(connection, _OTHER_PLACE, "The places of this paper are miscounted: {}.")
    yield from _told(connection, _OTHER_LINKS, "The links of this paper are miscounted: {}.")


def _told(connection: sqlite3.Connection, question: str, words: str) -> Iterator[str]:
    for (paper,) in connection.execute(question).fetchmany(_MOST_TOLD):
        yield words.format(paper)
