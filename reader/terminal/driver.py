"""The way to the terminal: keys in, pictures out, and everything put back at the end."""

from __future__ import annotations

import contextlib
import os
import select
import signal
import sys
import termios
import threading
import tty
from codecs import getincrementaldecoder
from queue import Empty, SimpleQueue
from typing import TYPE_CHECKING, Any, cast

from textual import constants, events
from textual._xterm_parser import XTermParser
from textual.drivers.linux_driver import LinuxDriver
from textual.geometry import Size

from reader.terminal.output import Output

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.app import App

    from reader.terminal.app import TerminalApp

FINISHES_WITHIN = 0.8
"""Seconds that a terminal has to take the last few bytes, where it does not keep up."""

CONTINUES_WITHIN = 0.1
"""Seconds after which a program that told itself to stop has been stopped, if at all."""
SLICES = 10
"""In how many pieces that is waited for."""

KEYS = 0b11001
"""Kitty's keyboard protocol: unambiguous keys, all of them as escape codes, with their text."""

ENTER = "\x1b[?1049h\x1b[?25l\x1b[?1004h\x1b[?2004h\x1b[?7l"
MOUSE = "\x1b[?1000h\x1b[?1003h\x1b[?1015h\x1b[?1006h"
NO_MOUSE = "\x1b[?1000l\x1b[?1003l\x1b[?1015l\x1b[?1006l\x1b[?1016l"
ASK = "\x1b[?2026$p\x1b[?2048$p"
LEAVE = "\x1b[?2026l\x1b[?2004l\x1b[?7h\x1b[0m"
LEAVE_LAST = "\x1b[?1049l\x1b[?25h\x1b[?1004l"


class Terminal(LinuxDriver):
    """Textual's driver for Unix, but it never waits for the terminal, and gives it back always.

    It is for a `TerminalApp`.
    """

    def __init__(self, app: App[Any], **options: Any) -> None:
        super().__init__(app, **options)
        self._screen = sys.__stdout__.fileno() if sys.__stdout__ else self.fileno
        self._reader = cast("TerminalApp", app)
        self._reader.terminal = self
        self._output: Output | None = None
        self._is_borrowed = False
        self._is_stopping = False
        self._guard = threading.RLock()
        # Its handler may interrupt itself, and would wait for good for the lock of an Event.
        self._continued: SimpleQueue[bool] = SimpleQueue()

    # ------------------------------------------------------ taking and giving

    def start_application_mode(self) -> None:
        if not self._wait_for_foreground():
            self._later(self._reader.terminal_is_gone)
            return
        with contextlib.suppress(termios.error):
            self.attrs_before = termios.tcgetattr(self.fileno)
        self._is_borrowed = True
        self._output = Output(
            self._screen,
            lambda: self._later(self._reader.terminal_is_gone),
            lambda: self._later(self._reader.paint_again),
        )
        self._output.start()
        signal.signal(signal.SIGWINCH, self._resized)
        self._tell_size()
        self._take()
        if not constants.DISABLE_KITTY_KEY:
            self.write(f"\x1b[>{KEYS}u")
        self._key_thread = threading.Thread(
            target=self._run_input_thread, name="textual-input", daemon=True
        )
        self._key_thread.start()
        if os.environ.get("TERM_PROGRAM") != "Apple_Terminal":  # which would show a "p"
            self.write(ASK)

    def stop_application_mode(self) -> None:
        if self._is_borrowed:
            self.write(NO_MOUSE)
            self.disable_input()
            self.give_back()

    def give_back(self) -> None:
        """Put the terminal back as it was; any thread may, and only the first time does."""
        with self._guard:
            if not self._is_borrowed or self._output is None:
                return
            self._is_borrowed = False
            sizes = "\x1b[?2048l" if self._in_band_window_resize else ""
            keys = "" if constants.DISABLE_KITTY_KEY else "\x1b[<u"
            self._output.finish(NO_MOUSE + sizes + LEAVE + keys + LEAVE_LAST, FINISHES_WITHIN)
            if self.attrs_before is not None:
                with contextlib.suppress(termios.error):
                    termios.tcsetattr(self.fileno, termios.TCSANOW, self.attrs_before)

    def disable_input(self) -> None:
        if self._key_thread is None:
            return
        with contextlib.suppress(ValueError):  # not in the main thread
            signal.signal(signal.SIGWINCH, signal.SIG_DFL)
        self.exit_event.set()
        self._key_thread.join()
        self._key_thread = None
        self.exit_event.clear()
        with contextlib.suppress(termios.error):
            termios.tcflush(self.fileno, termios.TCIFLUSH)

    def close(self) -> None:
        """There is nothing left to close."""

    def write(self, data: str) -> None:
        if self._output is not None:
            self._output.write(data)

    def is_behind(self) -> bool:
        """Whether to paint no more for now; the app is told when to paint again."""
        return self._output is not None and self._output.is_behind()

    def _take(self) -> None:
        with contextlib.suppress(termios.error):
            raw = termios.tcgetattr(self.fileno)
            raw[tty.LFLAG] = self._patch_lflag(raw[tty.LFLAG])
            raw[tty.IFLAG] = self._patch_iflag(raw[tty.IFLAG])
            raw[tty.CC][termios.VMIN] = 1
            termios.tcsetattr(self.fileno, termios.TCSANOW, raw)
        self.write(ENTER + (MOUSE if self._mouse else ""))

    def _resized(self, *_: object) -> None:
        if not self._in_band_window_resize:
            self._tell_size()

    def _tell_size(self) -> None:
        size = Size(*self._get_terminal_size())
        self.send_message(events.Resize(size, size))

    def _later(self, act: Callable[[], object]) -> None:
        with contextlib.suppress(RuntimeError):  # the loop has ended
            self._loop.call_soon_threadsafe(act)

    # ----------------------------------------------------- stopping, going on

    def suspend(self) -> bool:
        """Back to the shell until it says to go on; False where no shell is there to say so."""
        self.stop_application_mode()
        was_stopped = self._stop(signal.SIGTSTP)
        if not self._reader.is_told_to_end():
            self.start_application_mode()
            self.send_message(self.SignalResume())
        return was_stopped

    def _stop(self, how: signal.Signals) -> bool:
        """Stop all of this job, as the terminal's own key would; whether that stopped us.

        The system lets it be where no shell is left that could say to go on. It is waited for in
        slices: one that the stop falls into is over once we go on, perhaps before the signal's
        handler has run, which only happens between two of our steps, as another thread took it.
        """
        self._continued = SimpleQueue()
        self._is_stopping = True
        before = signal.signal(how, signal.SIG_DFL)
        os.kill(0, how)
        try:
            for _ in range(SLICES):
                with contextlib.suppress(Empty):
                    return self._continued.get(timeout=CONTINUES_WITHIN / SLICES)
            return False
        finally:
            signal.signal(how, before)
            self._is_stopping = False

    def _wait_for_foreground(self) -> bool:
        """Be stopped while the terminal is another job's; whether it is ours in the end."""
        while self._is_in_background():
            is_to_end = self._reader.is_told_to_end(CONTINUES_WITHIN)
            if is_to_end or not self._stop(signal.SIGTTOU):
                return not is_to_end and not self._is_in_background()
        return True

    def _is_in_background(self) -> bool:
        try:
            return os.tcgetpgrp(self.fileno) != os.getpgrp()
        except OSError:  # a terminal without jobs
            return False

    def _sigtstp_application(self, *_: object) -> None:
        """Told to stop from outside: by hand, not amid what is under way."""
        self._later(self.suspend)

    def _sigcont_application(self, *_: object) -> None:
        if self._is_stopping:
            self._continued.put(True)
        else:
            self._later(self._take_again)

    def _take_again(self) -> None:
        """After a stop that nobody was asked about, the shell has had the terminal meanwhile."""
        if self._is_borrowed and not self._is_in_background():
            self._take()
            self.write(f"\x1b[={KEYS}u")
            self.send_message(self.SignalResume())

    # ------------------------------------------------------------------- keys

    def _run_input_thread(self) -> None:
        try:
            self.run_input_thread()
        except (OSError, ValueError):
            self._later(self._reader.terminal_is_gone)

    def run_input_thread(self) -> None:
        """Give every key to the app, in order, until told to end. Errors: OSError."""
        parser = XTermParser(self._debug)
        decode = getincrementaldecoder("utf-8")(errors="replace").decode
        is_over = False
        while not is_over:
            is_over = self.exit_event.is_set()
            if select.select([self.fileno], [], [], 0 if is_over else 0.1)[0]:
                read = os.read(self.fileno, 4096)
                if not read:
                    raise OSError("the terminal was closed")
                text = decode(read)
                for event in parser.feed(text) if text else ():  # none amid a character
                    self.process_message(event)
            for event in parser.tick():
                self.process_message(event)
