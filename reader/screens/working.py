"""Long work in threads, where one can see how far it is and stop it; above all, the index."""

from __future__ import annotations

import threading
import time
from typing import TYPE_CHECKING

from textual import on, work
from textual.message import Message
from textual.reactive import reactive
from textual.screen import Screen

from index.errors import LibraryError

if TYPE_CHECKING:
    from collections.abc import Callable

    from index.library import Library

TOLD_EVERY = 0.05
"""Seconds between two looks at the progress: a message for each paper would drown the keys."""


class Working(Screen[None]):
    """A screen over a library whose index is made or caught up while one goes on reading."""

    progress: reactive[tuple[str, int, int] | None] = reactive(None, repaint=False)

    class Progressed(Message):
        """Long work has come so far."""

        def __init__(self, words: str, done: int, total: int) -> None:
            super().__init__()
            self.progress = (words, done, total)

    class Indexed(Message):
        """The index agrees with the library, or the attempt ended with `problem`."""

        def __init__(self, papers: int, problem: str = "") -> None:
            super().__init__()
            self.papers, self.problem = papers, problem

    def __init__(self, library: Library) -> None:
        super().__init__()
        self.library = library
        self._stop = threading.Event()
        self._is_indexing = False
        self._is_due_again = False

    def begin(self, words: str) -> Callable[[int, int], bool]:
        """What long work calls with (done, total) as it goes on; False tells it to stop."""
        self._stop.clear()
        told = 0.0

        def tell(done: int, total: int) -> bool:
            nonlocal told
            if time.monotonic() - told >= TOLD_EVERY:
                told = time.monotonic()
                self.post_message(self.Progressed(words, done, total))
            return not self._stop.is_set() and self.is_running

        return tell

    def stop_work(self) -> bool:
        """Stop long work, if there is any."""
        self._stop.set()
        return self.progress is not None

    @on(Progressed)
    def show_progress(self, message: Progressed) -> None:
        self.progress = message.progress

    # ------------------------------------------------------------- the index

    def keep_index(self) -> None:
        """Index what is queued; all of it where there is no usable index."""
        if self._is_indexing:
            self._is_due_again = True  # what came meanwhile may not be in what is being made
        else:
            self._is_indexing, self._is_due_again = True, False
            self._index(self.begin("Indexing"))

    @work(thread=True, group="index", exit_on_error=False)
    def _index(self, tell: Callable[[int, int], bool]) -> None:
        try:
            if self.library.index_is_ready():
                papers = self.library.index_queue(tell)
            else:
                self.library.reindex(tell)
                papers = self.library.counts().total
        except LibraryError as error:
            self.post_message(self.Indexed(0, str(error)))
        else:
            self.post_message(self.Indexed(papers))

    @on(Indexed)
    def finish_indexing(self, message: Indexed) -> None:
        self.progress, self._is_indexing = None, False
        if message.problem:
            self.say(message.problem, is_problem=True)
        elif message.papers:
            self.ask_again()
        if self._is_due_again:
            self.keep_index()

    def say(self, words: str, *, is_problem: bool = False) -> None:
        """Tell the reader in one sentence."""
        raise NotImplementedError

    def ask_again(self) -> None:
        """Ask the present question anew: there is more to find now."""
        raise NotImplementedError
