"""A terminal of our own with nothing between: its bytes, its settings, and how fast it reads."""

from __future__ import annotations

import contextlib
import fcntl
import os
import pty
import re
import select
import signal
import struct
import subprocess
import termios
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from tests.launching import PROGRAM
from tests.network import CHILDREN
from tests.terminal import clean_environment, wait_until

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

_MODE = re.compile(rb"\x1b\[\?([\d;]+)([hl])")
_KITTY = re.compile(rb"\x1b\[([<>])\d*u")
_ESCAPES = re.compile(rb"\x1b\[[0-9;?<>=]*[ -/]*[@-~]|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)")

ON_AT_REST = {7, 25}
"""The modes that a shell's terminal is in: lines wrap, the cursor is shown."""

BORROWED = (1049, 1000, 1003, 1015, 1006, 1016, 2004, 1004, 2026, 2048, 7, 25)
"""Every mode that the reader may touch."""

ANSWERS = {b"\x1b[?2026$p": b"\x1b[?2026;2$y", b"\x1b[?2048$p": b"\x1b[?2048;0$y"}
_UNDER_ITS_OWN_TERMINAL = 'exec 0<>"$0" 1>&0 2>&0; exec "$@"'


def _hear_signals() -> None:
    """Ignore none, though whoever runs the tests may: nohup, or a shell of what it runs aside."""
    for name in (signal.SIGHUP, signal.SIGINT, signal.SIGQUIT, signal.SIGTERM):
        signal.signal(name, signal.SIG_DFL)


class RawTerminal:
    """One run of `argv`, which has this terminal as its own; it is ended with the `with`.

    Everything it writes is read at once, unless the terminal is told to `hold` or to read slowly.
    """

    def __init__(
        self,
        argv: Sequence[str],
        columns: int = 100,
        rows: int = 30,
        knows_sizes: bool = False,
        **env: str,
    ) -> None:
        self._argv = list(argv)
        self._size = (columns, rows)
        settings = {"TERM": "xterm-256color", "COLORTERM": "truecolor", "PYTHONPATH": CHILDREN}
        self._environment = clean_environment(**{**settings, **env})
        self._answers = dict(ANSWERS)
        if knows_sizes:
            self._answers[b"\x1b[?2048$p"] = b"\x1b[?2048;2$y"
        self.seen = b""
        self._per_second = 0.0  # bytes; 0 for as many as come
        self._is_held = False
        self._is_over = False

    def __enter__(self) -> Self:
        self._terminal, given = pty.openpty()
        self.resize(*self._size)
        self.name = os.ttyname(given)
        self.before = termios.tcgetattr(given)
        self.began = time.monotonic()
        self.process = subprocess.Popen(
            ["sh", "-c", _UNDER_ITS_OWN_TERMINAL, os.ttyname(given), *self._argv],
            env=self._environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
            preexec_fn=_hear_signals,
        )
        self._given: int | None = given  # keeps the terminal open until the program has it
        self._reader = threading.Thread(target=self._read_on, daemon=True)
        self._reader.start()
        return self

    def __exit__(self, *raised: object) -> None:
        self._is_over = True
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait(timeout=10)
        self._reader.join()
        self.hang_up()

    # ------------------------------------------------------- as a person sees it

    def press(self, keys: str) -> None:
        """Type this."""
        os.write(self._terminal, keys.encode())

    def wait_for(self, shown: str | Callable[[bytes], bool], seconds: float = 20) -> None:
        """Wait until this was written since `forget`; AssertionError with the last output."""
        deadline = time.monotonic() + seconds
        is_there = shown if callable(shown) else (lambda seen: shown in plain(seen))
        while not is_there(self.seen):
            assert time.monotonic() < deadline, f"never: {shown!r}: {plain(self.seen)[-600:]!r}"
            assert self.process.poll() is None, f"ended: {shown!r}: {plain(self.seen)[-600:]!r}"
            time.sleep(0.01)

    def told(self, words: str) -> None:
        """Wait until these words, the last of a program, have come through."""
        wait_until(lambda: words in plain(self.seen), f"{words}: {plain(self.seen)[-600:]!r}")

    def forget(self) -> None:
        """What was written so far counts no more for `wait_for`; modes are kept."""
        self._past = self._past_and_now
        self.seen = b""

    def resize(self, columns: int, rows: int) -> None:
        """Give the terminal another size; the program hears of it."""
        fcntl.ioctl(self._terminal, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    # ------------------------------------------------------- what goes wrong

    def hold(self) -> None:
        """Read nothing until `read_on`."""
        self._is_held = True

    def read_on(self, per_second: float = 0.0) -> None:
        """Read again, so many bytes a second, or as many as come."""
        self._per_second, self._is_held = per_second, False

    def hang_up(self) -> None:
        """Close the terminal, as a window is closed or a connection cut."""
        self._is_over = True
        if threading.current_thread() is not self._reader:
            self._reader.join()
        for side in (self._terminal, self._given):
            if side is not None:
                with contextlib.suppress(OSError):
                    os.close(side)
        self._terminal, self._given = -1, None

    def signal(self, name: signal.Signals) -> None:
        self.process.send_signal(name)

    # ------------------------------------------------------- what is left of it

    def exit_code(self, seconds: float = 10) -> int:
        """How it ended, 128 + the signal where that ended it; AssertionError where it runs on."""
        try:
            code = self.process.wait(seconds)
        except subprocess.TimeoutExpired:
            raise AssertionError(f"runs on: {plain(self.seen)[-600:]!r}") from None
        time.sleep(0.02)
        return code if code >= 0 else 128 - code

    def modes_left_on(self) -> set[int]:
        """The modes that are not as at rest, by all that was written."""
        on = set(ON_AT_REST)
        for numbers, way in _MODE.findall(self._past_and_now):
            for number in map(int, numbers.split(b";")):
                (on.add if way == b"h" else on.discard)(number)
        left = on.symmetric_difference(ON_AT_REST) & set(BORROWED)
        ways = _KITTY.findall(self._past_and_now)
        return left | ({-1} if ways.count(b">") > ways.count(b"<") else set())

    def settings(self) -> list[Any]:
        """The terminal's settings, as stty shows them."""
        return termios.tcgetattr(self._terminal)

    def assert_given_back(self) -> None:
        """The terminal is as it was found: settings, modes, and no traceback on it."""
        assert self.modes_left_on() == set(), f"modes left on: {self.modes_left_on()}"
        assert self.settings() == self.before
        assert b"Traceback" not in self._past_and_now

    def processor_seconds(self) -> float:
        """How long it has worked so far."""
        told = Path(f"/proc/{self.process.pid}/stat").read_text()
        user, system = told.rpartition(")")[2].split()[11:13]
        return (int(user) + int(system)) / os.sysconf("SC_CLK_TCK")

    def memory(self) -> int:
        """Bytes it holds."""
        pages = Path(f"/proc/{self.process.pid}/statm").read_text().split()[1]
        return int(pages) * os.sysconf("SC_PAGE_SIZE")

    _past = b""

    @property
    def _past_and_now(self) -> bytes:
        return self._past + self.seen

    def _read_on(self) -> None:
        rest = 1.0
        while not self._is_over:
            if self._is_held or not select.select([self._terminal], [], [], 0.05)[0]:
                if self._is_held:
                    time.sleep(0.01)
                continue
            most = 1 << 16
            if self._per_second:
                rest = min(0.1, 1 / self._per_second)
                time.sleep(rest)
                most = max(1, round(self._per_second * rest))
            try:
                read = os.read(self._terminal, most)
            except OSError:  # nobody has it open, or not yet
                time.sleep(0.01)
                continue
            self.seen += read
            self._answer(read)

    def _answer(self, read: bytes) -> None:
        for asked in [asked for asked in self._answers if asked in self.seen]:
            os.write(self._terminal, self._answers.pop(asked))


def reader(home: Path, *files: Path, **options: Any) -> RawTerminal:
    """The reader over this home, on a terminal of its own."""
    env = {"PAPERDECK_HOME": str(home), "BROWSER": "true"}
    return RawTerminal([*PROGRAM, *map(str, files)], **{**env, **options})


def plain(written: bytes) -> str:
    """What was written, without its escape sequences."""
    return _ESCAPES.sub(b"", written).decode(errors="replace")
