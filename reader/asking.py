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
        tell_problem: Callable[[LibraryError], None],
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

    def stop(self) -> None:
        """End after what is under way, which is waited for, but not for long."""
        with self._changed:
            self._is_over = True
            self._changed.notify()
        if self.is_alive():
            self.join(SECONDS_TO_END)

    def run(self) -> None:
        while True:
            with self._changed:
                self._changed.wait_for(lambda: self._waiting or self._errands or self._is_over)
                if self._is_over:
                    return
                question, self._waiting = self._waiting, None
                errands, self._errands = self._errands, []
            for errand in errands:
                errand()
            if question is not None:
                self._answer(question)

    def _answer(self, question: Question) -> None:
        try:
            answer = self._library.answer(question)
        except LibraryError as error:
            self._tell_problem(error)
        else:
            self._tell(answer)
