"""Copies asked for faster than clipboards take them: the newest is there in the end."""

from __future__ import annotations

import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING

from reader.clipboard.program import Failed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reader.clipboard.program import Budget

OVERTAKEN = "a newer copy took its place"


class Turns:
    """One copy at a time; one that still waits makes way for a newer one."""

    def __init__(self) -> None:
        self._turn = threading.Lock()
        self._guard = threading.Lock()
        self._newest = 0

    def number(self) -> int:
        """The place in the row of a copy that is asked for now."""
        with self._guard:
            self._newest += 1
            return self._newest

    def is_newest(self, number: int) -> bool:
        """Whether no other copy was asked for since."""
        return number == self._newest

    @contextmanager
    def take(self, number: int, budget: Budget) -> Iterator[None]:
        """Hold the clipboards for the copy of this number. Errors: Failed where it is not to be."""
        if not self._turn.acquire(timeout=budget.at_most(float("inf"))):
            raise Failed("the copy before it has not ended")
        try:
            if not self.is_newest(number):
                raise Failed(OVERTAKEN)
            yield
        finally:
            self._turn.release()
