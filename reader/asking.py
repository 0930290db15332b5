"""The thread that searches: one question at a time, the newest one only."""

from __future__ import annotations

import threading
import time
from collections import deque
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

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
BREATH = 1.4
"""So much longer than the letters are apart, none comes for now; so much longer than painting
takes, they come slowly enough to paint between them."""
REMEMBERED = 5


class Pace:
    """How long to wait for one more letter before searching.

    It follows how long searches take, how long it takes until one sees what they found, and how
    fast the letters come: painting what the next letter replaces would hold up that letter's echo.
    """

    def __init__(self) -> None:
        self._searched: deque[float] = deque(maxlen=REMEMBERED)
        self._shown: deque[float] = deque(maxlen=REMEMBERED)

    def searched(self, seconds: float) -> None:
        """Learn how long a search took."""
        self._searched.append(seconds)

    def shown(self, seconds: float) -> None:
        """Learn how long it took from the start of a search to its answer on the screen."""
        self._shown.append(seconds)

    def pause(self, since_last: float) -> float:
        """Seconds to wait after a letter that comes so many seconds after the one before."""
        search, shown = _usual(self._searched), _usual(self._shown)
        pause = 0.0 if search < QUICK else search
        if since_last < BREATH * shown:
            pause = max(pause, BREATH * since_last, shown)
        return min(pause, LONGEST_PAUSE)


def _usual(seconds: deque[float]) -> float:
    return sorted(seconds)[(len(seconds) - 1) // 2] if seconds else 0.0


class _Errand(NamedTuple):
    run: Callable[[], None]
    question: Question | None  # that was asked last when it was given


class Asker(threading.Thread):
    """Owns the library's search. A question that waits is replaced by a newer one, never queued.

    A search under way is told to stop when a newer question waits, and an errand's when another
    question does than the errand was given for. A daemon, so that one that does not stop never
    holds up leaving.
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
        self._typed = 0.0  # when the last letter was
        self._began = 0.0  # when the last search began
        self._newest: Question | None = None
        self._errands: deque[_Errand] = deque()
        self._running: _Errand | None = None
        self._is_warming = False
        self._is_over = False

    def ask(self, question: Question, *, is_typed: bool = False) -> None:
        """Have this answered next, instead of any question that still waits.

        One that is being typed waits a little for its next letter, where searches take long.
        """
        with self._changed:
            self._waiting = self._newest = question
            self._due = 0.0
            if is_typed:
                now = time.monotonic()
                self._due, self._typed = now + self._pace.pause(now - self._typed), now
            self._changed.notify()

    def hurry(self) -> None:
        """Wait for no more letters: the question is typed."""
        with self._changed:
            self._due = 0.0
            self._changed.notify()

    def painted(self) -> None:
        """The last answer is on the screen now."""
        self._pace.shown(time.monotonic() - self._began)

    def errand(self, run: Callable[[], None]) -> None:
        """Run this on the search thread, since the search is its alone; after what is asked.

        It is about the question that was asked last: only another one stops its search.
        """
        with self._changed:
            self._errands.append(_Errand(run, self._newest))
            self._changed.notify()

    def warm_up(self) -> None:
        """Load what searches need while nobody asks, a bit at a time."""
        with self._changed:
            self._is_warming = True
            self._changed.notify()

    def is_stale(self) -> bool:
        """Whether the search under way can stop, as what it finds would not be looked at."""
        waiting, errand = self._waiting, self._running
        is_awaited = errand is not None and errand.question == waiting
        return self._is_over or (waiting is not None and not is_awaited)

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
        """What to do next: the question, errands in order, warming up; None to end."""
        with self._changed:
            while not self._is_over:
                pause = None
                if self._waiting is not None:
                    pause = self._due - time.monotonic()
                    if pause <= 0:
                        question, self._waiting = self._waiting, None
                        return partial(self._answer, question)
                if self._errands:
                    return partial(self._run_errand, self._errands.popleft())
                if self._is_warming:
                    return self._warm
                self._changed.wait(pause)
            return None

    def _answer(self, question: Question) -> None:
        if not is_for_everything(question):  # which needs no search, nor its modules
            self._mind_what_waits()
        self._began = time.monotonic()
        try:
            answer = self._library.answer(question)
            if answer.ids:
                answer.ids[0]  # the first of them are looked up here, not where keys are echoed
        finally:
            self._pace.searched(time.monotonic() - self._began)
        self._tell(answer)

    def _run_errand(self, errand: _Errand) -> None:
        self._mind_what_waits()
        self._running = errand
        try:
            errand.run()
        finally:
            self._running = None

    def _mind_what_waits(self) -> None:
        """Have searches end once nobody looks at what they find; it imports what they need."""
        self._library.searching.should_stop = self.is_stale

    def _warm(self) -> None:
        self._mind_what_waits()
        try:
            self._is_warming = self._library.warm_up()
        except SearchStopped:
            pass  # it goes on after the question
        except LibraryError:
            self._is_warming = False  # the question that needs what is broken tells of it
