"""Keeps the search index in step with the library, in a thread, where one can see and stop it."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

from textual import on, work
from textual.message import Message
from textual.reactive import reactive
from textual.screen import Screen

from index.errors import LibraryError

if TYPE_CHECKING:
    from index.library import Library


class KeepsIndex(Screen[None]):
    """A screen over a library whose index is rebuilt or caught up while one goes on reading."""

    progress: reactive[tuple[str, int, int] | None] = reactive(None, repaint=False)
    library: Library

    class Indexing(Message):
        """So much of the index is made."""

        def __init__(self, done: int, total: int) -> None:
            super().__init__()
            self.done, self.total = done, total

    class Indexed(Message):
        """The index agrees with the library, or the attempt ended with `problem`."""

        def __init__(self, papers: int, problem: str = "") -> None:
            super().__init__()
            self.papers, self.problem = papers, problem

    def __init__(self) -> None:
        super().__init__()
        self._stop = threading.Event()
        self._is_indexing = threading.Lock()

    @work(thread=True, group="index", exit_on_error=False)
    def keep_index(self) -> None:
        """Index what is queued; all of it where there is no usable index."""
        if not self._is_indexing.acquire(blocking=False):
            return
        try:
            self._stop.clear()
            self.post_message(self._brought_up_to_date())
        finally:
            self._is_indexing.release()

    def _brought_up_to_date(self) -> Indexed:
        try:
            if self.library.index_is_ready():
                papers = self.library.index_queue(self._told)
            else:
                self.library.reindex(self._told)
                papers = self.library.counts().total
        except LibraryError as error:
            return self.Indexed(0, str(error))
        return self.Indexed(papers)

    def _told(self, done: int, total: int) -> bool:
        self.post_message(self.Indexing(done, total))
        return not self._stop.is_set() and self.is_running

    def stop_work(self) -> bool:
        """Stop long work, if there is any."""
        is_working = self.progress is not None
        self._stop.set()
        return is_working

    @on(Indexing)
    def show_progress(self, message: Indexing) -> None:
        self.progress = ("Indexing", message.done, message.total)

    @on(Indexed)
    def finish(self, message: Indexed) -> None:
        self.progress = None
        if message.problem:
            self.say(message.problem, is_problem=True)
        elif message.papers:
            self.ask_again()

    def say(self, words: str, *, is_problem: bool = False) -> None:
        """Tell the reader in one sentence."""
        raise NotImplementedError

    def ask_again(self) -> None:
        """Ask the present question anew: there is more to find now."""
        raise NotImplementedError
