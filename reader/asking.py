"""The thread that searches: one question at a time, the newest one only."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

from index.errors import LibraryError

if TYPE_CHECKING:
    from collections.abc import Callable

    from index.library import Library
    from index.query.question import Question
    from index.search.answer import Answer


SECONDS_TO_END = 1.0


class Asker(threading.Thread):
    """Owns the library's search. A question that waits is replaced by a newer one, never queued.

    A daemon, so that a search under way never holds up leaving.
    """

    def __init__(
        self,
        library: Library,
        tell: Callable[[Answer], None],
        tell_problem: Callable[[str], None],
    ) -> None:
        super().__init__(name="search", daemon=True)
        self._library = library
        self._tell = tell
        self._tell_problem = tell_problem
        self._waiting: Question | None = None
        self._is_over = False
        self._changed = threading.Condition()
        self._errands: list[Callable[[], None]] = []

    def ask(self, question: Question) -> None:
        """Have this answered next, instead of any question that still waits."""
        with self._changed:
            self._waiting = question
            self._changed.notify()

    def errand(self, run: Callable[[], None]) -> None:
        """Run this on the search thread, since the search is its alone."""
        with self._changed:
            self._errands.append(run)
            self._changed.notify()

    def stop(self) -> bool:
        """End after what is under way, which is waited for, but not for long; whether it ended."""
        with self._changed:
            self._is_over = True
            self._changed.notify()
        if self.is_alive():
            self.join(SECONDS_TO_END)
        return not self.is_alive()

    def run(self) -> None:
        is_ending = False
        try:
            while not is_ending:
                is_ending = self._take_turn()
        finally:
            if not is_ending:
                self._tell_problem("Searching has stopped, by a fault; start Paperdeck again.")

    def _take_turn(self) -> bool:
        """Wait for something to do, and do it; whether it was to end."""
        with self._changed:
            self._changed.wait_for(lambda: self._waiting or self._errands or self._is_over)
            if self._is_over:
                return True
            question, self._waiting = self._waiting, None
            errands, self._errands = self._errands, []
        try:
            for errand in errands:
                errand()
            if question is not None:
                self._tell(self._library.answer(question))
        except LibraryError as error:
            self._tell_problem(str(error))
        return False
