"""The library's file: opened, read and written in transactions, and what search asks of it."""

from __future__ import annotations

import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from index.errors import LibraryError
from index.paths import make_private
from index.store import migrate, numbered, orders, queue, reading, searches
from index.store.connection import Connections
from index.store.fitting import made_fit
from index.store.opening import log_size, place_of
from index.store.piecemeal import readable

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Sequence
    from contextlib import AbstractContextManager
    from pathlib import Path

    from index.paper import Paper
    from index.query.field import Field
    from index.query.question import Sort
    from index.query.tree import Condition
    from index.search.source import Grouped, Grouping, Numbers, PaperText, Prints
    from index.store.rows import Newest, Row

_T = TypeVar("_T")
_K = TypeVar("_K")
_V = TypeVar("_V")

_MOST_REMEMBERED = 32
"""Answers kept; a query rarely holds more than a few conditions."""


class Store:
    """One library file. Any thread may use it; each gets a connection of its own."""

    def __init__(self, file: Path, damage: str = "") -> None:
        """For open(), which makes sure that the file is there and fits."""
        self.file = file
        self._connections = Connections(file, damage, self._start_over)
        self._identity: str | None = None
        self._remembered: dict[Hashable, tuple[int, Any]] = {}
        self._guard = threading.Lock()
        self._now = threading.local()  # `changes`, while a thread asks of one moment

    @classmethod
    def open(cls, file: Path) -> Self:
        """The store in this file, made or brought up to date where that is due.

        Errors: LibraryTooNew, LibraryDamaged, LibraryBusy; LibraryError where it cannot be made.
        """
        try:
            make_private(file.parent)
            migrate.make_file(file)
        except OSError as error:
            if place_of(file) is None:
                raise LibraryError(
                    f"The library {file} cannot be made ({error.strerror}); "
                    "make its folder yours to write, or choose another home."
                ) from error
        return cls(file, made_fit(file))

    @property
    def damage(self) -> str:
        """Why nothing may be written, as a sentence, where the file is damaged; else ""."""
        return self._connections.damage

    @property
    def has_written(self) -> bool:
        """Whether papers, marks or searches were changed from here."""
        return self._connections.has_written

    def unsettled(self) -> int:
        """Bytes of changes that stand in SQLite's log, and not in the library's own file yet."""
        return log_size(self.file)

    def settle(self) -> None:
        """Take them into the file, which then is whole by itself and may be copied.

        Errors: LibraryError where that cannot be written.
        """
        self._connections.settle()

    def give_back(self) -> None:
        """Let go of what is kept of the file's pages: the system keeps them too, once for all."""
        self._connections.give_back()

    def check_there(self) -> None:
        """Errors: LibraryGone where the file was taken away, though it can still be read."""
        self._connections.check_there()

    def close(self) -> None:
        """Close the connections of every thread."""
        self._connections.close()

    def _start_over(self) -> str:
        """Take up the file that has taken this one's place, and nothing of what was known."""
        damage = made_fit(self.file)
        with self._guard:
            self._remembered.clear()
            self._identity = None
        return damage

    def reading(self) -> AbstractContextManager[sqlite3.Connection]:
        """A connection that sees one moment of the library."""
        return self._connections.reading()

    def writing(
        self, part: str, patience: float | None = None
    ) -> AbstractContextManager[sqlite3.Connection]:
        """One transaction on a part of the library, "papers", "marks" or "searches".

        LibraryBusy where another program writes for longer than `patience`, in seconds.
        """
        return self._connections.writing(part, patience)

    def changes(self) -> int:
        """A number that grows with every change, whichever process makes it."""
        with self.reading() as connection:
            changes = _changes(connection)
        return changes["papers"] + changes["marks"] + changes["searches"]

    def version(self) -> int:
        """A number that grows with every change of the papers, whichever process makes it."""
        with self.reading() as connection:
            return (getattr(self._now, "changes", None) or _changes(connection))["papers"]

    def count(self) -> int:
        """How many papers there are."""
        with self.reading() as connection:
            return reading.count(connection)

    def identity(self) -> str:
        """Which library this is: a few characters, drawn when it was made."""
        if self._identity is None:
            with self.reading() as connection:
                self._identity = reading.identity(connection)
        return self._identity

    def newest(self, limit: int) -> Newest:
        """The first papers of the order NEW, at once, however many follow them."""
        with self.reading() as connection:
            return numbered.newest(connection, limit)

    def papers(self, ids: Iterable[str]) -> list[Paper]:
        """These papers whole, in the order asked; unknown and unreadable ones are left out."""
        return readable(self._asking(reading.papers), list(ids))

    def rows(self, ids: Iterable[str]) -> list[Row]:
        """These papers as rows of the list, likewise."""
        return readable(self._asking(reading.rows), list(ids))

    def every_text(self, after: int = 0) -> Iterator[PaperText]:
        """The texts of every paper above this number, by number, some hundred at a time.

        Nothing waits for the last; what is added meanwhile comes as well. Unreadable ones are
        left out.
        """
        while True:
            with self.reading() as connection:
                batch = numbered.numbers_after(connection, after)
            if not batch:
                return
            yield from readable(self._asking(numbered.texts), batch)
            after = batch[-1]

    def texts(self, numbers: Iterable[int]) -> dict[int, PaperText]:
        """The texts of these papers, by number; unknown and unreadable ones are left out."""
        found = readable(self._asking(numbered.texts), [int(number) for number in numbers])
        return {text.number: text for text in found}

    def _asking(
        self, ask: Callable[[sqlite3.Connection, Sequence[_K]], list[_V]]
    ) -> Callable[[Sequence[_K]], list[_V]]:
        def asked(keys: Sequence[_K]) -> list[_V]:
            with self.reading() as connection:
                return ask(connection, keys)

        return asked

    def ids(self, numbers: Sequence[int]) -> list[str]:
        """The ids of these papers, in the order asked.

        Errors: LibraryError for one that is not there: another library took this one's place.
        """
        with self.reading() as connection:
            try:
                return numbered.ids(connection, numbers)
            except KeyError as error:
                raise LibraryError(
                    f"Some papers are not in the library {self.file} any more; search again."
                ) from error

    def numbers(self, ids: Iterable[str]) -> dict[str, int]:
        """The numbers of these papers, by id; unknown ids are left out."""
        with self.reading() as connection:
            return numbered.numbers(connection, ids)

    def prints(self) -> Prints:
        """Each paper's number, and below it the 31 bits of its text's fingerprint, in order."""
        return self.remember("prints", ("papers",), numbered.prints)

    def titled(self, beginning: str, limit: int) -> list[int]:
        """Papers whose folded title begins so, in the order of their titles."""
        with self.reading() as connection:
            return numbered.titled(connection, beginning, limit)

    def matching(self, condition: Condition) -> Numbers:
        """All papers for which the condition holds; the same object until that changes."""
        from index.store import conditions  # with the whole query tree; the first screen asks none

        parts = ("papers", "marks") if conditions.is_on_marks(condition) else ("papers",)
        return self.remember(condition, parts, lambda c: conditions.matching(c, condition))

    def ordered(self, sort: Sort) -> Numbers:
        """Every paper in this order; RELEVANCE, which the store cannot know, is as NEW.

        The same object until that changes.
        """
        return self.remember(sort, ("papers",), lambda c: orders.ordered(c, sort))

    def containing(self, text: str, fields: Collection[Field]) -> Numbers:
        """The papers in whose title or abstract these ASCII characters stand, in either case."""
        with self.reading() as connection:
            return numbered.containing(connection, text, fields)

    def grouped(self, by: Grouping) -> Grouped:
        """Every tag or page, and the papers in it; the same object until that changes."""
        from index.store import tallies  # only once a result is to be narrowed

        return self.remember(by, tallies.PARTS[by], lambda c: tallies.grouped(c, by))

    def saved(self, name: str) -> str | None:
        """The text of the search that was saved under this name."""
        with self.reading() as connection:
            return searches.saved(connection, name)

    def queued(self, limit: int) -> list[tuple[int, int]]:
        """The papers whose text changed since they were indexed: (entry, number), oldest first."""
        with self.reading() as connection:
            return queue.queued(connection, limit)

    def queue_length(self) -> int:
        """How many entries the queue has."""
        with self.reading() as connection:
            return queue.length(connection)

    def unqueue(self, through: int) -> None:
        """Forget the queue up to and including this entry: it is in the index now."""
        with self._connections.writing("queue") as connection:
            queue.unqueue(connection, through)

    @contextmanager
    def moment(self) -> Iterator[None]:
        """What this thread asks within it is told of one moment of the library, and quicker."""
        with self.reading() as connection:
            before = getattr(self._now, "changes", None)
            self._now.changes = before or _changes(connection)
            try:
                yield
            finally:
                self._now.changes = before

    def remember(
        self,
        key: Hashable,
        parts: tuple[str, ...],
        ask: Callable[[sqlite3.Connection], _T],
    ) -> _T:
        """What `ask` says, asked again only once these parts have changed.

        What says the same as before is the same object; the answers used last are kept.
        """
        with self.reading() as connection:
            changes = getattr(self._now, "changes", None) or _changes(connection)
            now = sum(changes[part] for part in parts)
            with self._guard:
                kept = self._remembered.pop(key, None)
                if kept is not None:
                    self._remembered[key] = kept  # behind all others: it was used last
            if kept is not None and kept[0] == now:
                return cast("_T", kept[1])
            found = ask(connection)
        if kept is not None and kept[1] == found:
            found = cast("_T", kept[1])
        with self._guard:
            self._remembered[key] = (now, found)
            while len(self._remembered) > _MOST_REMEMBERED:
                del self._remembered[next(iter(self._remembered))]
        return found


def _changes(connection: sqlite3.Connection) -> dict[str, int]:
    return dict(connection.execute("SELECT part, number FROM change").fetchall())
