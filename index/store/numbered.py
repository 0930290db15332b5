"""Papers by their numbers: ids, texts and titles, a few at a time or all in turn."""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING

from index.query.field import Field
from index.search.source import PaperText, as_numbers
from index.store.reading import as_json
from index.store.rows import Newest
from index.text import clean, sort_title

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Collection, Iterable, Sequence

    from index.search.source import Numbers, Prints

_TEXTS_AT_ONCE = 500

LAST_CHARACTER = "\U0010ffff"
"""Nothing that begins with a text sorts behind the text and this."""


def ids(connection: sqlite3.Connection, numbers: Sequence[int]) -> list[str]:
    """The ids of these papers, in the order asked. Errors: KeyError for an unknown one."""
    asked = [int(number) for number in numbers]
    found: dict[int, str] = dict(
        connection.execute(
            "SELECT number, paper FROM standing WHERE number IN (SELECT value FROM json_each(?))",
            (str(asked),),
        ).fetchall()
    )
    return [found[number] for number in asked]


def numbers(connection: sqlite3.Connection, papers: Iterable[str]) -> dict[str, int]:
    """The numbers of these papers, by id; unknown ids are left out."""
    found = connection.execute(
        "SELECT paper, number FROM standing WHERE paper IN (SELECT value FROM json_each(?))",
        (as_json(papers),),
    )
    return dict(found.fetchall())


def prints(connection: sqlite3.Connection) -> Prints:
    """Each paper's number, and below it the 31 bits of its text's fingerprint."""
    found = connection.execute("SELECT number << 31 | fingerprint FROM standing ORDER BY number")
    return array("q", [each for (each,) in found.fetchall()])


def texts(connection: sqlite3.Connection, asked: Sequence[int]) -> list[PaperText]:
    """The texts of these papers, by number; unknown ones are left out."""
    found = connection.execute(
        "SELECT number, id, title, abstract FROM standing CROSS JOIN paper ON id = paper"
        " WHERE number IN (SELECT value FROM json_each(?)) ORDER BY number",
        (str(list(asked)),),
    )
    return [PaperText(*columns) for columns in found]


def numbers_after(connection: sqlite3.Connection, last: int) -> list[int]:
    """The next papers by number, a few hundred."""
    found = connection.execute(
        "SELECT number FROM standing WHERE number > ? ORDER BY number LIMIT ?",
        (last, _TEXTS_AT_ONCE),
    )
    return [number for (number,) in found]


def containing(connection: sqlite3.Connection, text: str, fields: Collection[Field]) -> Numbers:
    """The papers in whose texts these ASCII characters stand, in either case.

    SQLite looks through all of them, while other threads go on.
    """
    part = "".join(f"\\{mark}" if mark in "%_\\" else mark for mark in text)
    wanted = (
        f"%{part}%" if Field.TITLE in fields else None,
        f"%{part}%" if Field.ABSTRACT in fields else None,
    )
    return as_numbers(
        number
        for (number,) in connection.execute(
            "SELECT number FROM paper NOT INDEXED CROSS JOIN standing ON standing.paper = paper.id"
            " WHERE title LIKE ? ESCAPE '\\' OR abstract LIKE ? ESCAPE '\\'",
            wanted,
        ).fetchall()
    )


def titled(connection: sqlite3.Connection, beginning: str, limit: int) -> list[int]:
    """Papers whose title begins so, whatever its case, accents and signs; in order of titles."""
    begun = sort_title(clean(beginning))
    if not begun:
        return []
    found = connection.execute(
        "SELECT number FROM paper CROSS JOIN standing ON standing.paper = id"
        " WHERE sort_title >= ? AND sort_title < ? ORDER BY sort_title, id LIMIT ?",
        (begun, begun + LAST_CHARACTER, limit),
    )
    return [number for (number,) in found]


def newest(connection: sqlite3.Connection, limit: int) -> Newest:
    """The first papers of the order NEW, and how many follow them."""
    total, last = connection.execute(  # each on its own: SQLite then counts without reading rows
        "SELECT (SELECT count(*) FROM standing), (SELECT max(number) FROM standing)"
    ).fetchone()
    first = connection.execute(
        "SELECT number, paper FROM standing ORDER BY day DESC, page DESC, rank LIMIT ?", (limit,)
    )
    return Newest(total, last or 0, tuple(first))
