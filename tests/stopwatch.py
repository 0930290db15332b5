"""Time taken, without the time in which the machine let nothing run."""

from __future__ import annotations

import threading
import time
from typing import Self

_STEP = 0.01


class Stopwatch:
    """Runs within its `with`.

    A promise of seconds is one of a machine that runs the program. What holds up a thread that
    only sleeps holds up any program, so by as much as that wakes too late less was taken.
    """

    def __enter__(self) -> Self:
        self._standstill = 0.0
        self._is_over = threading.Event()
        self._sleeper = threading.Thread(target=self._sleep_on, daemon=True)
        self._began = time.monotonic()
        self._sleeper.start()
        return self

    def __exit__(self, *raised: object) -> None:
        self._took = time.monotonic() - self._began
        self._is_over.set()
        self._sleeper.join()

    @property
    def seconds(self) -> float:
        """What was taken, by the end."""
        return self._took - self._standstill

    def _sleep_on(self) -> None:
        while not self._is_over.is_set():
            began = time.monotonic()
            self._is_over.wait(_STEP)
            self._standstill += max(0.0, time.monotonic() - began - 2 * _STEP)
