"""The signals that tell a program to end, heard whatever it is doing just then."""

from __future__ import annotations

import contextlib
import os
import signal
import sys
import threading
from queue import Empty, SimpleQueue
from typing import TYPE_CHECKING, NoReturn, Self

if TYPE_CHECKING:
    from collections.abc import Callable

NAMES = ("SIGHUP", "SIGINT", "SIGQUIT", "SIGTERM")
ENDS_WITHIN = 3.0
"""Seconds for ending in order; after that the program ends as it is, which loses nothing kept."""


def end_now(code: int) -> NoReturn:
    """End with this code while a daemon thread is still amid its work.

    Python's own way out would take the thread's ground away: amid an import, that aborts.
    """
    for thread in threading.enumerate():
        if not thread.daemon and thread is not threading.current_thread():
            thread.join()
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(OSError, ValueError):
            stream.flush()
    os._exit(code)


class Endings(threading.Thread):
    """While this is entered, each of these signals calls `leave` with its number, in a thread.

    Python would handle a signal between two steps of the main thread, which may be waiting for a
    disk or for another program. If the `with` has not ended ENDS_WITHIN seconds later, `give_back`
    is called and the process ends. A signal that was ignored before is ignored still (`nohup`).
    """

    def __init__(self, leave: Callable[[int], None], give_back: Callable[[], object]) -> None:
        super().__init__(name="endings", daemon=True)
        self._leave = leave
        self._give_back = give_back
        self._told: SimpleQueue[int] = SimpleQueue()  # an Event's lock would hang a second signal
        self._is_over = threading.Event()
        self._number = 0

    def __enter__(self) -> Self:
        self._reads, self._writes = os.pipe()
        os.set_blocking(self._writes, False)
        self._before = {}
        self._heard = signal.set_wakeup_fd(self._writes, warn_on_full_buffer=False)
        for number in (getattr(signal, name) for name in NAMES if hasattr(signal, name)):
            if signal.getsignal(number) is not signal.SIG_IGN:
                self._before[number] = signal.signal(number, self._note)
        self.start()
        return self

    def __exit__(self, *raised: object) -> None:
        self._is_over.set()
        for number, handler in self._before.items():
            signal.signal(number, handler)
        signal.set_wakeup_fd(self._heard)
        with contextlib.suppress(BlockingIOError):  # full of signals: it wakes without this
            os.write(self._writes, b"\0")  # no signal has this number: the thread ends
        self.join()
        os.close(self._writes)
        os.close(self._reads)

    def told(self, within: float = 0.0) -> int:
        """The signal that told to end, for which it waits so many seconds; 0 where none did."""
        if within and not self._number:
            with contextlib.suppress(Empty):
                self._told.get(timeout=within)
        return self._number

    def run(self) -> None:
        while not self._is_over.is_set():
            for number in os.read(self._reads, 64):
                if number in self._before:
                    self._end(number)
                    return

    def _note(self, number: int, _frame: object) -> None:
        if not self._number:
            self._number = number
            self._told.put(number)

    def _end(self, number: int) -> None:
        self._note(number, None)
        self._leave(number)
        if not self._is_over.wait(ENDS_WITHIN):
            with contextlib.suppress(Exception):
                self._give_back()
            os._exit(128 + number)
