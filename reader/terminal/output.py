"""What the terminal is to show, written by a thread: one that takes nothing holds up no key."""

from __future__ import annotations

import contextlib
import os
import select
import termios
import threading
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

PIECE = 4096
LATE = 0.2
"""Seconds in which a terminal that keeps up has taken what it was given."""

CANCEL = b"\x18"
"""Ends whatever sequence was cut short, in every terminal since the VT100."""


class Output(threading.Thread):
    """Writes to the terminal `fileno` in order. Any thread may use it; nothing here waits for it.

    `when_gone` is called once, by this thread, when the terminal is no more; `when_free` when it
    has taken all, after somebody was told that it is behind.
    """

    def __init__(
        self, fileno: int, when_gone: Callable[[], None], when_free: Callable[[], None]
    ) -> None:
        super().__init__(name="output", daemon=True)
        self._fileno = fileno
        self._when_gone = when_gone
        self._when_free = when_free
        self._changed = threading.Condition()
        self._waiting = bytearray()
        self._since = 0.0  # when the first of what waits was given
        self._is_awaited = False
        self._is_writing = False
        self._is_dropped = False
        self._is_over = False

    def write(self, text: str) -> None:
        """Have this written after all that waits; nothing where it is over."""
        encoded = text.encode(errors="replace")
        with self._changed:
            if self._is_over or not encoded:
                return
            if not self._waiting and not self._is_writing:
                self._since = time.monotonic()
            self._waiting += encoded
            self._changed.notify_all()

    def is_behind(self) -> bool:
        """Whether the terminal takes less than it is given; `when_free` follows where it does."""
        with self._changed:
            is_busy = self._is_writing or bool(self._waiting)
            self._is_awaited = is_busy and time.monotonic() - self._since > LATE
            return self._is_awaited

    def finish(self, last: str, seconds: float) -> bool:
        """Write `last`, and no more after it; whether the terminal took it in about this time.

        What waits before it is dropped where the terminal is behind.
        """
        self.write(last)
        with self._changed:
            self._is_over, self._is_awaited = True, False
            self._changed.notify_all()
        self.join(LATE)
        end = time.monotonic() + seconds
        while self.is_alive() and time.monotonic() < end:
            self._drop_for(CANCEL + last.encode())
            self.join(LATE / 2)
        return not self.is_alive()

    def run(self) -> None:
        while piece := self._next():
            try:
                written = os.write(self._fileno, piece)
            except BlockingIOError:  # another program on this terminal has left it so
                select.select([], [self._fileno], [], LATE)
                written = 0
            except OSError:
                self._end()
                self._when_gone()
                return
            self._is_written(piece[written:])

    def _next(self) -> bytes:
        """The next bytes to write, waiting for some; none where it is over."""
        with self._changed:
            while not self._waiting and not self._is_over:
                self._changed.wait()
            piece = bytes(self._waiting[:PIECE])
            del self._waiting[:PIECE]
            self._is_writing, self._is_dropped = True, False
            return piece

    def _is_written(self, rest: bytes) -> None:
        with self._changed:
            self._is_writing = False
            if not self._is_dropped:
                self._waiting[:0] = rest
            is_free = self._is_awaited and not self._waiting
            if is_free:
                self._is_awaited = False
        if is_free:
            self._when_free()

    def _end(self) -> None:
        with self._changed:
            self._is_over = True
            self._waiting.clear()

    def _drop_for(self, last: bytes) -> None:
        """Write nothing but this, and have the system forget what the terminal has not read."""
        with self._changed:
            self._waiting[:], self._is_dropped = last, True
        with contextlib.suppress(termios.error):
            termios.tcflush(self._fileno, termios.TCOFLUSH)
            termios.tcflow(self._fileno, termios.TCOOFF)  # both together wake who waits to write
            termios.tcflow(self._fileno, termios.TCOON)
