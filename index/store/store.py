"""The library's file: opened, read and written in transactions, and what search asks of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self, TypeVar, cast

from index.errors import LibraryError
from index.paths import make_private
from index.store import migrate, orders, queue, reading
from index.store.connection import Connections, connect, told

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Iterable, Iterator
    from contextlib import AbstractContextManager
    from pathlib import Path
    from typing import Any

    from index.query.question import Sort
    from index.query.tree import Condition
    from index.search.source import PaperText

_T = TypeVar("_T")

_MOST_REMEMBERED = 64
"""Answers kept; a query rarely holds more than a few conditions."""


class Store:
    """One library file. Any thread may use it; each gets a connection of its own."""

    def __init__(self, file: Path) -> None:
        """For open(), which makes sure that the file is there and fits."""
        self.file = file
        self._connections = Connections(file)
        self._remembered: dict[object, tuple[int, Any]] = {}

    @classmethod
    def open(cls, file: Path) -> Self:
        """The store in this file, made or brought up to date where that is due.

        Errors: LibraryTooNew, LibraryDamaged, LibraryBusy; LibraryError where it cannot be made.
        """
        try:
            make_private(file.parent)
            migrate.make_file(file)
        except OSError as error:
            raise LibraryError(
                f"The library {file} cannot be made ({error.strerror}); "
                "make its folder yours to write, or choose another home."
            ) from error
        with told(file):
            if migrate.check(file) < migrate.VERSION:
                _bring_up_to_date(file)
        return cls(file)

    def close(self) -> None:
        """Close the connections of every thread."""
        self._connections.close()

    def reading(self) -> AbstractContextManager[sqlite3.Connection]:
        """A connection that sees one moment of the library."""
        return self._connections.reading()

    def writing(self, part: str) -> AbstractContextManager[sqlite3.Connection]:
        """One transaction on a part of the library, "papers" or "marks"."""
        return self._connections.writing(part)

    def changes(self) -> int:
        """A number that grows with every change, whichever process makes it."""
        with self.reading() as connection:
            return _changes(connection, ("papers", "marks"))

    def count(self) -> int:
        """How many papers there are."""
        with self.reading() as connection:
            return reading.count(connection)

    def every_text(self) -> Iterator[PaperText]:
        """Every paper's texts by id, some hundred at a time, so that nothing waits for the last."""
        last = ""
        while True:
            with self.reading() as connection:
                batch = reading.texts_after(connection, last)
            if not batch:
                return
            yield from batch
            last = batch[-1].id

    def texts(self, ids: Iterable[str]) -> dict[str, PaperText]:
        """The texts of these papers, by id; unknown ids are left out."""
        with self.reading() as connection:
            return reading.texts(connection, ids)

    def matching(self, condition: Condition) -> frozenset[str]:
        """The ids of all papers for which the condition holds."""
        from index.store import conditions  # with the whole query tree; the first screen asks none

        parts = ("papers", "marks") if conditions.is_on_marks(condition) else ("papers",)
        return self._remember(condition, parts, lambda c: conditions.matching(c, condition))

    def ordered(self, sort: Sort) -> tuple[str, ...]:
        """Every id in this order; RELEVANCE, which the store cannot know, is as NEW."""
        return self._remember(sort, ("papers",), lambda c: orders.ordered(c, sort))

    def queued(self, limit: int) -> list[tuple[int, str]]:
        """The papers whose text changed since they were indexed: (number, id), oldest first."""
        with self.reading() as connection:
            return queue.queued(connection, limit)

    def unqueue(self, through: int) -> None:
        """Forget the queue up to and including this number: it is in the index now."""
        with self._connections.writing("queue") as connection:
            queue.unqueue(connection, through)

    def _remember(
        self, key: object, parts: tuple[str, ...], ask: Callable[[sqlite3.Connection], _T]
    ) -> _T:
        """What `ask` says, asked again only once these parts have changed."""
        with self.reading() as connection:
            now = _changes(connection, parts)
            then, known = self._remembered.get(key, (-1, None))
            if then == now:
                return cast("_T", known)
            found = ask(connection)
        if len(self._remembered) >= _MOST_REMEMBERED:
            self._remembered = {}
        self._remembered[key] = (now, found)
        return found


def _bring_up_to_date(file: Path) -> None:
    connection = connect(file)
    try:
        migrate.migrate(connection)
    finally:
        connection.close()


def _changes(connection: sqlite3.Connection, parts: tuple[str, ...]) -> int:
    return sum(
        number
        for part, number in connection.execute("SELECT part, number FROM change")
        if part in parts
    )
