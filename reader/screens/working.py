"""Long work in threads, where one can see how far it is and stop it; above all, the index."""

from __future__ import annotations

import threading
import time
from contextlib import suppress
from typing import TYPE_CHECKING, TypeVar

from textual import on, work
from textual.message import Message
from textual.reactive import reactive
from textual.screen import Screen
from textual.worker import Worker

from index.errors import LibraryError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from index.library import Library
    from reader.headway import Headway

Found = TypeVar("Found")
Other = TypeVar("Other")
TOLD_EVERY = 0.1
"""Seconds between two looks at the progress: a message for each paper would drown the keys."""
MENDS_AGAIN_AFTER = 5.0
"""Seconds until an index that could not be written is tried again; twice as long each time."""
AT_MOST_AFTER = 320.0


class Job:
    """One piece of long work: it tells how far it is, and learns that it should stop."""

    def __init__(self, screen: Working, words: str, when_stopped: str) -> None:
        from reader.headway import Gauge  # the first screen shows no work

        self.gauge = Gauge(words)
        self.when_stopped = when_stopped
        self.is_over = False
        self._screen = screen
        self._stopped = threading.Event()
        self._told = 0.0

    def tell(self, done: int, total: int) -> bool:
        """Say how far the work is; False where it should stop. For the thread that works."""
        if time.monotonic() - self._told >= TOLD_EVERY:
            self._told = time.monotonic()
            self._screen.post_message(Working.Progressed(self, done, total, self._told))
        return not self._stopped.is_set() and self._screen.is_running

    @property
    def is_stopped(self) -> bool:
        """Whether the work was told to end."""
        return self._stopped.is_set()

    def stop(self) -> None:
        """Have the work end soon."""
        self._stopped.set()


class Working(Screen[None]):
    """A screen over a library whose index is made or caught up while one goes on reading."""

    progress: reactive[Headway | None] = reactive(None, repaint=False)

    class Progressed(Message):
        """A job has come so far."""

        def __init__(self, job: Job, done: int, total: int, at: float) -> None:
            super().__init__()
            self.job, self.done, self.total, self.at = job, done, total, at

    class Told(Message):
        """Something to tell the reader, from a thread."""

        def __init__(self, words: str, *, is_problem: bool = False) -> None:
            super().__init__()
            self.words, self.is_problem = words, is_problem

    class Indexed(Message):
        """The index agrees with the library, or the attempt ended with `problem`."""

        def __init__(self, job: Job, papers: int, problem: str = "") -> None:
            super().__init__()
            self.job, self.papers, self.problem = job, papers, problem

    def __init__(self, library: Library) -> None:
        super().__init__()
        self.library = library
        self._shown: Job | None = None
        self._indexing: Job | None = None
        self._is_due_again = False
        self._may_mend = True
        self._unsettled = 0
        self._mend_at, self._mend_after = 0.0, MENDS_AGAIN_AFTER
        self._said_once: set[str] = set()

    def attempt(self, read: Callable[[], Found], otherwise: Other) -> Found | Other:
        """What a reading of the library gives; where it fails the reader is told, and goes on."""
        try:
            return read()
        except LibraryError as error:
            self.say(str(error), is_problem=True)
            return otherwise

    def stop_work(self) -> str:
        """Stop the work that is shown; what to say of it, or nothing where none is."""
        if self._shown is None:
            return ""
        job, self._shown, self.progress = self._shown, None, None
        job.stop()
        self._may_mend = self._may_mend and job is not self._indexing
        return job.when_stopped

    def end_work(self, job: Job) -> None:
        """Show no more of this job, nor what it told just before and is still under way."""
        job.is_over = True
        if self._shown is job:
            self._shown, self.progress = None, None

    @on(Progressed)
    def show_progress(self, message: Progressed) -> None:
        if not (message.job.is_stopped or message.job.is_over):
            self._shown = message.job
            self.progress = message.job.gauge.read(message.done, message.total, message.at)

    @on(Worker.StateChanged)
    def tell_of_fault(self, event: Worker.StateChanged) -> None:
        """Textual sends this to the screen alone; the app has the same to say."""
        self.app.post_message(event)

    @on(Told)
    def show_told(self, message: Told) -> None:
        self.say(message.words, is_problem=message.is_problem, comes_late=True)

    # ------------------------------------------------------------- the index

    def keep_index(self) -> None:
        """Index what is queued; all of it where there is no usable index."""
        if self._indexing is not None:
            self._is_due_again = True  # what came meanwhile may not be in what is being made
            return
        words = "Indexing stopped; the next start goes on with it. Until then searching is slower."
        self._indexing, self._is_due_again = Job(self, "Indexing", words), False
        self._index(self._indexing)

    def mend_index(self) -> None:
        """Make the index anew as it is missing, unless that was stopped, or failed just before."""
        if self._may_mend and time.monotonic() >= self._mend_at:
            self.keep_index()

    @work(thread=True, group="index", exit_on_error=False)
    def _index(self, job: Job) -> None:
        papers, problem = 0, ""
        try:
            if self.library.index_is_ready():
                papers = self.library.index_queue(job.tell)
            else:
                self.library.reindex(job.tell)
                papers = self.library.counts().total
        except LibraryError as error:
            problem = str(error)
        finally:
            self.post_message(self.Indexed(job, papers, problem))

    @on(Indexed)
    def finish_indexing(self, message: Indexed) -> None:
        self._indexing = None
        self.end_work(message.job)
        if message.problem:
            self._mend_at = time.monotonic() + self._mend_after
            self._mend_after = min(2 * self._mend_after, AT_MOST_AFTER)
            self.say_once(message.problem)
        else:
            self._mend_after = MENDS_AGAIN_AFTER
            if message.papers:
                self.ask_again()
        if self._is_due_again:
            self.keep_index()

    def settle_at_rest(self) -> None:
        """Let the library's file be whole by itself while nothing is written: it may be copied."""
        with suppress(LibraryError, OSError):
            before, self._unsettled = self._unsettled, self.library.store.unsettled()
            if before and before == self._unsettled and not self.library.damage:
                self._settle()

    @work(thread=True, exclusive=True, group="settle", exit_on_error=False)
    def _settle(self) -> None:
        with suppress(LibraryError):  # on a full disk it stays in the log, as safe
            self.library.store.settle()

    @work(thread=True, exclusive=True, group="backup", exit_on_error=False)
    def back_up(self) -> None:
        """Make a backup of the library, where one is due."""
        from index.upkeep import back_up_if_due

        try:
            back_up_if_due(self.library, lambda: self.is_running)
        except LibraryError as error:
            self.post_message(self.Told(str(error), is_problem=True))

    @work(thread=True, exclusive=True, group="notes", exit_on_error=False)
    def look_for_notes(self, state: Path) -> None:
        """Tell of notes that a reader was ended amid; their words are in this folder."""
        from reader.notes.left_behind import sort_out

        with suppress(LibraryError):  # which tells of itself wherever the library is read next
            if words := sort_out(self.library, state):
                self.post_message(self.Told(words))

    def say_once(self, words: str) -> None:
        """Tell of a problem that nobody asked about, and that would be told again and again."""
        if words not in self._said_once:
            self._said_once.add(words)
            self.say(words, is_problem=True, comes_late=True)

    def say(self, words: str, *, is_problem: bool = False, comes_late: bool = False) -> None:
        """Tell the reader in one sentence; what comes late is of no command just given."""
        raise NotImplementedError

    def ask_again(self) -> None:
        """Ask the present question anew: there is more to find now."""
        raise NotImplementedError
