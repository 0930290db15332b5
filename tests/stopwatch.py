"""Time taken, without the time in which the machine let nothing run."""

from __future__ import annotations

import subprocess
import sys
import time
from typing import Self

_SLEEPER = """
import select, sys, time
step, late = 0.01, 0.0
before = time.monotonic()
print("ready", flush=True)
while True:
    is_over = bool(select.select([sys.stdin], [], [], step)[0])
    now = time.monotonic()
    late += max(0.0, now - before - 2 * step)
    before = now  # so that no moment is left out, wherever it was held up
    if is_over:
        print(late)
        break
"""


class Stopwatch:
    """Runs within its `with`.

    A promise of seconds is one of a machine that runs the program. What wakes a process too late
    that does nothing but sleep holds up any program, so by as much less was taken. That process is
    of its own: what the program itself holds up, it does not.
    """

    seconds = 0.0
    """What was taken, by the end."""

    def __enter__(self) -> Self:
        self._sleeper = subprocess.Popen(
            [sys.executable, "-I", "-c", _SLEEPER],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        assert self._sleeper.stdout
        self._sleeper.stdout.readline()
        self._began = time.monotonic()
        return self

    @property
    def sleeper(self) -> int:
        """The process that does nothing but sleep."""
        return self._sleeper.pid

    def __exit__(self, *raised: object) -> None:
        took = time.monotonic() - self._began
        standstill = self._sleeper.communicate()[0]
        self.seconds = took - float(standstill)
