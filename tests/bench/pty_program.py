"""A program on a terminal of our own, which times what it paints.

The terminal says that it knows synchronized output (mode 2026), so that the program brackets
every frame it paints, and the end of a frame is a fact and not a guess.
"""

from __future__ import annotations

import contextlib
import fcntl
import os
import pty
import re
import select
import signal
import struct
import termios
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Self

from tests.terminal import clean_environment

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

ASKED = b"\x1b[?2026$p"
ANSWER = b"\x1b[?2026;2$y"
REMEMBERED = 1 << 18  # bytes of what was written last
RESTING = 3  # clock ticks of work in a moment that is called quiet, at most
LOOKS = 3  # in a row that find it at rest: one may fall between two of its threads
FRAME_END = b"\x1b[?2026l"
ESCAPES = re.compile(rb"\x1b\[[0-9;?<>=]*[ -/]*[@-~]|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)")


@dataclass(frozen=True, slots=True)
class Frame:
    """One painted frame."""

    ended: float  # seconds after the key press
    text: str  # what it wrote, without its escape sequences


@dataclass(frozen=True, slots=True)
class Painted:
    """What one key press made the program paint."""

    frames: tuple[Frame, ...]
    size: int  # bytes written

    @property
    def first(self) -> float | None:
        """Seconds to the end of the first frame; None where nothing was painted."""
        return self.frames[0].ended if self.frames else None

    @property
    def last(self) -> float | None:
        """Seconds to the end of the last frame; None where nothing was painted."""
        return self.frames[-1].ended if self.frames else None

    def settled(self, pattern: str) -> float | None:
        """Seconds until what matches `pattern` showed what it came to show in the end.

        Where nothing matches, until the last frame.
        """
        found = [(frame.ended, re.search(pattern, frame.text)) for frame in self.frames]
        shown = [(ended, match.group()) for ended, match in found if match]
        return next((ended for ended, text in shown if text == shown[-1][1]), self.last)


class PtyProgram:
    """One run of `argv` on a terminal of `columns` by `rows`; it is ended with the `with`."""

    def __init__(
        self,
        argv: Sequence[str],
        columns: int = 120,
        rows: int = 40,
        env: Mapping[str, str] | None = None,
    ) -> None:
        self._argv = list(argv)
        self._size = struct.pack("HHHH", rows, columns, 0, 0)
        terminal = {"TERM": "xterm-256color", "COLORTERM": "truecolor"}
        self._environment = clean_environment(
            **{**(env or {}), **terminal, "TEXTUAL_ANIMATIONS": "none"}
        )

    def __enter__(self) -> Self:
        self._seen = b""
        self._is_answered = False
        self._began = time.perf_counter()
        self.pid, self._terminal = pty.fork()
        if self.pid == 0:
            fcntl.ioctl(0, termios.TIOCSWINSZ, self._size)
            os.execvpe(self._argv[0], self._argv, self._environment)
        return self

    def __exit__(self, *raised: object) -> None:
        with contextlib.suppress(ProcessLookupError):
            os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)
        os.close(self._terminal)

    def wait_for(self, shown: str, seconds: float = 30) -> float:
        """Seconds from the start until `shown` was written. TimeoutError with the last output."""
        deadline = time.perf_counter() + seconds
        while time.perf_counter() < deadline:
            if self._read(0.05) and shown.encode() in self._seen:
                return time.perf_counter() - self._began
        raise TimeoutError(f"never shown: {shown!r}; the last output: {self._seen[-400:]!r}")

    def settle(self, quiet: float = 0.5, seconds: float = 20) -> None:
        """Wait until nothing was painted for `quiet` seconds."""
        deadline = time.perf_counter() + seconds
        while self._read(quiet) and time.perf_counter() < deadline:
            pass

    def rest(self, quiet: float = 0.5, seconds: float = 60) -> None:
        """Wait until it has not worked for `quiet` seconds, where the system tells."""
        deadline = time.perf_counter() + seconds
        worked, before = self._worked(), -RESTING
        while worked - before >= RESTING and time.perf_counter() < deadline:
            self._read(quiet)
            worked, before = self._worked(), worked

    def finish(self, seconds: float = 60) -> None:
        """Wait until none of its threads has anything to do, however slow the machine is.

        A timer that has not run out is nothing to do. TimeoutError where they never rest.
        """
        deadline = time.perf_counter() + seconds
        looks = 0
        while looks < LOOKS:
            self._read(0.002)
            looks = looks + 1 if self._all_wait() else 0
            if time.perf_counter() > deadline:
                raise TimeoutError(f"still at work after {seconds} s")

    def press(self, key: str, quiet: float = 0.2, seconds: float = 5) -> Painted:
        """Press one key and watch until nothing is painted for `quiet` seconds."""
        frames: list[Frame] = []
        unfinished = b""
        size = 0
        began = time.perf_counter()
        os.write(self._terminal, key.encode())
        while (read := self._read(quiet)) and time.perf_counter() - began < seconds:
            now = time.perf_counter() - began
            *finished, unfinished = (unfinished + read).split(FRAME_END)
            frames += [Frame(now, _plain(written)) for written in finished]
            size += len(read)
        return Painted(tuple(frames), size)

    def strike(self, keys: str, seconds: float = 0.5) -> float | None:
        """Press keys as one burst; seconds to the end of the first frame, None without any.

        What was painted before is not taken for their answer.
        """
        while self._read(0):
            pass
        began = time.perf_counter()
        os.write(self._terminal, keys.encode())
        written = b""
        while (left := began + seconds - time.perf_counter()) > 0:
            written = written[-len(FRAME_END) :] + self._read(left)
            if FRAME_END in written:
                return time.perf_counter() - began
        return None

    def resize(self, columns: int, rows: int) -> None:
        """Give the terminal another size; the program hears of it."""
        fcntl.ioctl(self._terminal, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def type(self, text: str, every: float) -> list[float | None]:
        """Type a key every so many seconds into a search box; how long until a frame showed each.

        The box must be empty, and in the screen's first line: so a frame begins with what stands
        in it. None where no frame showed the key.
        """
        began = time.perf_counter()
        pressed: list[float] = []
        shown: list[tuple[float, str]] = []  # when a frame was painted, and what it begins with
        unfinished = b""
        for place, key in enumerate(text, 1):
            pressed.append(time.perf_counter() - began)
            os.write(self._terminal, key.encode())
            while (left := began + place * every - time.perf_counter()) > 0:
                *finished, unfinished = (unfinished + self._read(left)).split(FRAME_END)
                now = time.perf_counter() - began
                shown += [(now, f"{_plain(written).lstrip(' /')} ") for written in finished]
        return [
            next(
                (at - press for at, line in shown if at > press and line.startswith(text[:end])),
                None,
            )
            for end, press in enumerate(pressed, 1)
        ]

    def memory(self) -> int | None:
        """Bytes of memory it holds (resident); None where the system does not tell."""
        try:
            pages = Path(f"/proc/{self.pid}/statm").read_text().split()[1]
        except OSError:
            return None
        return int(pages) * os.sysconf("SC_PAGE_SIZE")

    def _all_wait(self) -> bool:
        """Whether each of its threads waits for something to happen; True where nobody tells."""
        for stat in Path(f"/proc/{self.pid}/task").glob("*/stat"):
            with contextlib.suppress(OSError):  # the thread has ended
                if stat.read_text().rpartition(")")[2].split()[0] != "S":
                    return False
        return True

    def _worked(self) -> int:
        """Clock ticks that its threads have worked; 0 where the system does not tell."""
        try:
            told = Path(f"/proc/{self.pid}/stat").read_text()
        except OSError:
            return 0
        user, system = told.rpartition(")")[2].split()[11:13]
        return int(user) + int(system)

    def _read(self, seconds: float) -> bytes:
        """What was written, waiting for it at most so long; empty where nothing was."""
        if not select.select([self._terminal], [], [], seconds)[0]:
            return b""
        try:
            read = os.read(self._terminal, 1 << 16)
        except OSError:  # how Linux says that the program has ended
            return b""
        self._seen = (self._seen + read)[-REMEMBERED:]
        if not self._is_answered and ASKED in self._seen:
            self._is_answered = True
            os.write(self._terminal, ANSWER)
        return read


def _plain(written: bytes) -> str:
    return ESCAPES.sub(b"", written).decode(errors="replace")
