"""One library file, and one SQLite connection to it for each thread."""

from __future__ import annotations

import sqlite3
import threading
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from index.errors import LibraryBusy, LibraryDamaged, LibraryError, LibraryGone, LibraryTooNew
from index.store.damage import note_damage
from index.store.faults import told, told_of_values
from index.store.opening import age_of, connect_or_read, connect_to_read, place_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from index.store.opening import Place


@dataclass(frozen=True, slots=True)
class _Line:
    """One thread's connection. The lock keeps close() from taking it away in mid-sentence."""

    connection: sqlite3.Connection
    thread: threading.Thread
    place: Place | None  # the file it is open on, whatever stands under the name by now
    refused: sqlite3.OperationalError | None = None  # why it can only read
    age: tuple[tuple[int, int], ...] = ()  # of the file that it can only read
    lock: threading.RLock = field(default_factory=threading.RLock)


class Connections:
    """The connections of one process to one library file.

    A file that is found damaged is only read from then on. One that another takes the place of is
    let go of, and the other opened; one that is gone is read as long as it is open, not written.
    """

    def __init__(
        self, file: Path, damage: str = "", when_replaced: Callable[[], str] = lambda: ""
    ) -> None:
        """`damage` says that the file is not to be written, and why.

        `when_replaced` is called once another file stands in its place, and says the same of that.
        """
        self.file = file
        self.damage = damage
        self.has_written = False
        self._when_replaced = when_replaced
        self._place = place_of(file)
        self._own = threading.local()
        self._lines: list[_Line] = []
        self._guard = threading.Lock()
        self._is_closed = False

    @contextmanager
    def mine(self, *, to_write: bool = False) -> Iterator[sqlite3.Connection]:
        """This thread's connection, outside any transaction of ours.

        Errors: LibraryBusy, LibraryDamaged, LibraryGone, LibraryError.
        """
        with self._noticing_damage(), told(self.file):
            line = self._fitting_line(to_write)
            with line.lock:
                self._check_open()
                yield line.connection

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """A connection that sees one moment of the library; inside another one, the same moment."""
        with self._noticing_damage(), told_of_values(self.file), self.mine() as connection:
            if connection.in_transaction:
                yield connection
                return
            connection.execute("BEGIN")
            try:
                yield connection
            finally:
                connection.rollback()

    @contextmanager
    def writing(self, part: str, patience: float | None = None) -> Iterator[sqlite3.Connection]:
        """One transaction: all of it is on disk when this ends, or none of it.

        Another program that is writing is waited for: so many seconds or, without `patience`,
        BUSY_SECONDS. What is written counts as a change of this part of the library: "papers",
        "marks", "searches"; of any other part no changes are counted.
        """
        with self.mine(to_write=True) as connection:
            _begin(connection, patience)
            try:
                written = connection.total_changes
                yield connection
                if connection.total_changes > written:
                    connection.execute(
                        "UPDATE change SET number = number + 1 WHERE part = ?", (part,)
                    )
                    connection.commit()
                    self.has_written = self.has_written or part != "queue"
                    self._check_still_there()
            finally:
                connection.rollback()  # of nothing, after a commit

    def settle(self) -> None:
        """Take what stands in the log into the file itself, unless someone is reading it.

        Errors: LibraryDamaged, LibraryGone, LibraryError.
        """
        with self.mine(to_write=True) as connection, _waiting(connection, 0):
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()

    def give_back(self) -> None:
        """Let go of the pages that the connections at rest keep; they are read again in no time."""
        with self._guard:
            lines = list(self._lines)
        for line in lines:
            if line.lock.acquire(blocking=False):
                try:
                    with suppress(sqlite3.Error):  # then it keeps them
                        line.connection.execute("PRAGMA shrink_memory")
                finally:
                    line.lock.release()

    def check_there(self) -> None:
        """Errors: LibraryGone."""
        if place_of(self.file) is None:
            raise self._gone()

    def close(self) -> None:
        """Close every thread's connection, once what it is doing is done. Twice is as once."""
        with self._guard:
            self._is_closed = True
            lines, self._lines = self._lines, []
        for line in lines:
            with line.lock:
                line.connection.close()

    def _fitting_line(self, to_write: bool) -> _Line:
        """This thread's line to the file that stands there now."""
        line: _Line | None = getattr(self._own, "line", None)
        if line is not None and self._is_amid(line):
            return line
        there = place_of(self.file)
        if there is None:
            return self._left_open(line, to_write)
        if there != self._place:
            self._take_up(there)
        if to_write and self.damage:
            raise LibraryDamaged(self.damage)
        if line is None or there != line.place or self._is_past(line, to_write):
            line = self._connect(line)
        if to_write and line.refused is not None:
            raise line.refused
        return line

    def _left_open(self, own: _Line | None, to_write: bool) -> _Line:
        """A line to the file that is gone: this thread's or, where it has none, another's.

        No new one can be made. One whose thread has ended keeps nobody waiting.
        """
        with self._guard:
            open_still = sorted(self._lines, key=lambda line: line.thread.is_alive())
        line = own or next(iter(open_still), None)
        if to_write or line is None:
            raise self._gone()
        return line

    def _gone(self) -> LibraryGone:
        return LibraryGone(
            f"The library {self.file} is gone, so nothing was changed; "
            "bring its folder or its disk back."
        )

    def _is_past(self, line: _Line, to_write: bool) -> bool:
        """Whether it only reads, and is now to write, or the file has been written since."""
        return bool(line.age) and (to_write or line.age != age_of(self.file))

    def _is_amid(self, line: _Line) -> bool:
        with line.lock:
            self._check_open()
            return line.connection.in_transaction

    def _take_up(self, there: Place) -> None:
        """Go over to the file that has taken the place of the one that was open.

        The log beside it is still of that other one: SQLite would take it for the new one's.
        """
        with self._guard:
            lines = list(self._lines)
        for line in lines:
            with line.lock, suppress(sqlite3.Error, ValueError):  # a damaged one stays as it is
                line.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        self.damage = self._when_replaced()
        self._place = there

    def _connect(self, before: _Line | None) -> _Line:
        there, age = place_of(self.file), age_of(self.file)
        refused = None
        if self.damage:
            connection = connect_to_read(self.file)
        else:
            connection, refused = connect_or_read(self.file)
        only_reads = self.damage or refused is not None
        line = _Line(
            connection, threading.current_thread(), there, refused, age if only_reads else ()
        )
        with self._guard:
            if self._is_closed:
                connection.close()
            self._check_open()
            over = [other for other in self._lines if self._is_over(other, before)]
            self._lines = [*(other for other in self._lines if other not in over), line]
        for other in over:
            with other.lock:  # another thread may read by it
                other.connection.close()
        self._own.line = line
        return line

    def _is_over(self, line: _Line, before: _Line | None) -> bool:
        return line is before or not line.thread.is_alive()

    def _check_open(self) -> None:
        if self._is_closed:
            raise LibraryError(f"The library {self.file} was closed; open it again to use it.")

    def _check_still_there(self) -> None:
        """Errors: LibraryGone where what was just written stands in no file of that name."""
        if place_of(self.file) != self._place:
            raise LibraryGone(
                f"The library {self.file} was taken away while it was written; "
                "look whether the last change is in it."
            )

    @contextmanager
    def _noticing_damage(self) -> Iterator[None]:
        """Write nothing more to a file that turns out to be damaged, in this run or a later one."""
        try:
            yield
        except LibraryTooNew:
            raise
        except LibraryDamaged as error:
            line: _Line | None = getattr(self._own, "line", None)
            if line is not None and line.age and line.age != age_of(self.file):
                raise LibraryBusy(
                    f"The library {self.file} was written while it was read; try again."
                ) from error
            if not self.damage:
                self.damage = str(error)
                note_damage(self.file)
            raise


def _begin(connection: sqlite3.Connection, patience: float | None) -> None:
    """Begin to write, once no other program does."""
    if patience is None:
        connection.execute("BEGIN IMMEDIATE")
    else:
        with _waiting(connection, patience):
            connection.execute("BEGIN IMMEDIATE")


@contextmanager
def _waiting(connection: sqlite3.Connection, seconds: float) -> Iterator[None]:
    """Wait for other programs only so long."""
    (usual,) = connection.execute("PRAGMA busy_timeout").fetchone()
    connection.execute(f"PRAGMA busy_timeout = {round(seconds * 1000)}")
    try:
        yield
    finally:
        connection.execute(f"PRAGMA busy_timeout = {usual}")
