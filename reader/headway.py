"""How far long work has come, how fast it goes, and how long it will still take."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass

WINDOW = 6.0
"""Seconds that the rate is measured over: work comes in batches."""
FIGURED_EVERY = 1.0
"""Seconds between two rates, and before the first: faster than that they flicker."""


@dataclass(frozen=True, slots=True)
class Headway:
    """Where a piece of work stands."""

    words: str  # what it is: "Indexing"
    done: int
    total: int
    rate: float | None = None  # done a second; None: not known yet
    left: float | None = None  # seconds


class Gauge:
    """Makes headway of counts and times."""

    def __init__(self, words: str) -> None:
        self._words = words
        self._seen: deque[tuple[float, int]] = deque()
        self._rate: float | None = None
        self._left: float | None = None
        self._figured = 0.0

    def read(self, done: int, total: int, now: float) -> Headway:
        """Where the work stands with this much of it done, `now` in seconds of any clock."""
        if not self._seen or done < self._seen[-1][1]:  # another pass over the same papers
            self._seen.clear()
            self._rate = self._left = None
            self._figured = now
        self._seen.append((now, done))
        while now - self._seen[0][0] > WINDOW and len(self._seen) > 2:
            self._seen.popleft()
        if now - self._figured >= FIGURED_EVERY:
            self._figured = now
            began, before = self._seen[0]
            self._rate = (done - before) / (now - began) or None
            self._left = max(0, total - done) / self._rate if self._rate else None
        return Headway(self._words, done, total, self._rate, self._left)


def rate_words(rate: float) -> str:
    """ "1,800 a second", rounded so that the eye is not drawn to it."""
    if rate < 1:
        return f"{rate * 60:.0f} a minute"
    step = 10 ** max(0, len(str(int(rate))) - 2)
    return f"{round(rate / step) * step:,} a second"


def left_words(seconds: float) -> str:
    """ "37 s left", "4 min left", "2 h left"."""
    if round(seconds) < 60:
        return f"{max(1, round(seconds))} s left"
    if round(seconds / 60) < 60:
        return f"{round(seconds / 60)} min left"
    return f"{round(seconds / 3600)} h left"
