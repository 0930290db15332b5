"""An app that leaves its terminal in order: on a signal, with the terminal gone, after a fault."""

from __future__ import annotations

import contextlib
import signal
from functools import partial
from typing import TYPE_CHECKING, Any

from textual.css.query import NoMatches

from reader.terminal.turns import TurnsApp

if TYPE_CHECKING:
    from rich.console import RenderableType
    from textual.driver import Driver
    from textual.screen import Screen

    from reader.terminal.driver import Terminal
    from reader.terminal.endings import Endings

KEYS_WITHIN = 1.0
"""Seconds for the keys that came before the end: the last words of a note, say."""

FAULT = 70
"""The exit code after a fault of the program's own, as BSD's sysexits have it."""


class TerminalApp(TurnsApp):
    """The terminal, `endings` and a fault of ours end this app in one way: what is shown is kept.

    `fault` is what ended it, where that was a fault.
    """

    def __init__(self, endings: Endings | None = None) -> None:
        self.terminal: Terminal | None = None  # none in tests without one
        super().__init__()
        self._endings = endings
        self.fault: Exception | None = None

    def get_driver_class(self) -> type[Driver]:
        driver = super().get_driver_class()
        if driver.__name__ != "LinuxDriver":  # Windows, or another that was asked for
            return driver
        from reader.terminal.driver import Terminal

        return Terminal

    # ---------------------------------------------------------------- leaving

    def on_load(self) -> None:
        """Not even begin where a signal came before there was a loop to hear it."""
        if number := self.is_told_to_end():
            self.exit(return_code=128 + number)

    def is_told_to_end(self, within: float = 0.0) -> int:
        """The signal that told the app to end, which may take so many seconds; 0 where none did."""
        return self._endings.told(within) if self._endings is not None else 0

    def leave_for(self, number: int) -> None:
        """Leave as this signal asks; for any thread."""
        loop = self._loop
        if loop is not None:
            with contextlib.suppress(RuntimeError):  # it has ended just now
                loop.call_soon_threadsafe(self.leave_after_keys, 128 + number)

    def leave_after_keys(self, code: int) -> None:
        """Leave with this exit code, once the keys that were typed before have done their work."""
        leave = partial(self.leave_in_order, code)
        self.call_later(self.after_keys, leave, KEYS_WITHIN)  # behind the keys that were read

    def leave_in_order(self, code: int) -> None:
        """Leave with this exit code, once what is being written is kept."""
        self.exit(return_code=code)

    def give_back(self) -> None:
        """Put the terminal back as it was, at once; for any thread."""
        if self.terminal is not None:
            self.terminal.give_back()

    def terminal_is_gone(self) -> None:
        """Leave, as the signal asks that comes when a terminal is closed: this one did not come."""
        self.leave_after_keys(128 + getattr(signal, "SIGHUP", 1))

    def _handle_exception(self, error: Exception) -> None:
        """Leave after a fault of ours; the traceback belongs in the log, not on the screen.

        None is that a panel misses its parts which was opened as the app began to leave: Textual
        mounts nothing from then on, though it tells the panel that all is mounted.
        """
        if self._exit and isinstance(error, NoMatches):
            self._close_messages_no_wait()
            return
        self._return_code = FAULT
        if self._exception is None:  # tests without a terminal look for it there
            self.fault = self._exception = error
            self._exception_event.set()
        self._close_messages_no_wait()

    def panic(self, *renderables: RenderableType) -> None:
        self._handle_exception(RuntimeError("the app was told to panic"))

    # --------------------------------------------------------------- painting

    def _display(self, screen: Screen[Any], renderable: RenderableType | None) -> None:
        """Paint; nothing where the terminal is behind, as what it shows by then is out of date."""
        if self.terminal is None or not self.terminal.is_behind():
            super()._display(screen, renderable)

    def paint_again(self) -> None:
        """Paint all of the screen, since frames were left out."""
        if self.is_running:
            self.screen.refresh(layout=True)

    # -------------------------------------------------------------- suspending

    def action_suspend_process(self) -> None:
        if self.terminal is None:
            return
        self._suspend_signal()
        if not self.terminal.suspend():
            self.cannot_suspend()

    def cannot_suspend(self) -> None:
        """There is no shell behind this app that could bring it back."""
