"""The thread that searches: one question at a time, the newest one only."""

from __future__ import annotations

import threading
import time
from collections import deque
from functools import partial
from typing import TYPE_CHECKING

from index.errors import LibraryError, SearchStopped
from index.search.everything import is_for_everything

if TYPE_CHECKING:
    from collections.abc import Callable

    from index.library import Library
    from index.query.question import Question
    from index.search.answer import Answer


SECONDS_TO_END = 1.0
QUICK = 0.010
"""Seconds: a search this short is over before the next letter, and so need not wait for it."""
LONGEST_PAUSE = 0.150
"""Seconds: about as long as it takes to type the next letter."""
REMEMBERED = 5


class Pace:
    """How long to wait for one more letter before searching, from how long searches take."""

    def __init__(self) -> None:
        self._taken: deque[float] = deque(maxlen=REMEMBERED)

    def took(self, seconds: float) -> None:
        """Learn how long a search took."""
        self._taken.append(seconds)

    @property
    def pause(self) -> float:
        """Seconds: none where searches are quick, else what the last few usually took."""
        if not self._taken:
            return 0.0
        usual = sorted(self._taken)[(len(self._taken) - 1) // 2]
        return 0.0 if usual < QUICK else min(usual, LONGEST_PAUSE)


class Asker(threading.Thread):
    """Owns the library's search. A question that waits is replaced by a newer one, never queued.

    A search under way is told to stop when a newer question waits. A daemon, so that one that
    does not never holds up leaving.
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
        self._pace = Pace()
        self._changed = threading.Condition()
        self._waiting: Question | None = None
        self._due = 0.0  # when the question that waits is to be answered, by the monotonic clock
        self._errands: deque[Callable[[], None]] = deque()
        self._is_warming = False
        self._is_over = False

    def ask(self, question: Question, *, is_typed: bool = False) -> None:
        """Have this answered next, instead of any question that still waits.

        One that is being typed waits a little for its next letter, where searches take long.
        """
        with self._changed:
            self._waiting = question
            self._due = time.monotonic() + self._pace.pause if is_typed else 0.0
            self._changed.notify()

    def hurry(self) -> None:
        """Wait for no more letters: the question is typed."""
        with self._changed:
            self._due = 0.0
            self._changed.notify()

    def errand(self, run: Callable[[], None]) -> None:
        """Run this on the search thread, since the search is its alone."""
        with self._changed:
            self._errands.append(run)
            self._changed.notify()

    def warm_up(self) -> None:
        """Load what searches need while nobody asks, a bit at a time."""
        with self._changed:
            self._is_warming = True
            self._changed.notify()

    def is_stale(self) -> bool:
        """Whether the search under way can stop, as its answer would not be looked at."""
        return self._waiting is not None or self._is_over

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
        turn = self._next()
        if turn is None:
            return True
        try:
            turn()
        except SearchStopped:
            pass  # what it was stopped for comes next
        except LibraryError as error:
            self._tell_problem(str(error))
        return False

    def _next(self) -> Callable[[], None] | None:
        """What to do next: errands in order, the question, warming up; None to end."""
        with self._changed:
            while not self._is_over:
                if self._errands:
                    return self._errands.popleft()
                pause = None
                if self._waiting is not None:
                    pause = self._due - time.monotonic()
                    if pause <= 0:
                        question, self._waiting = self._waiting, None
                        return partial(self._answer, question)
                if self._is_warming:
                    return self._warm
                self._changed.wait(pause)
            return None

    def _answer(self, question: Question) -> None:
        if not is_for_everything(question):  # which needs no search, nor its modules
            self._library.searching.should_stop = self.is_stale
        began = time.monotonic()
        try:
            answer = self._library.answer(question)
            if answer.ids:
                answer.ids[0]  # the first of them are looked up here, not where keys are echoed
        finally:
            self._pace.took(time.monotonic() - began)
        self._tell(answer)

    def _warm(self) -> None:
        try:
            self._is_warming = self._library.warm_up()
        except LibraryError:
            self._is_warming = False  # the question that needs what is broken tells of it
