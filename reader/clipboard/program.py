"""Programs run for a moment, without terminal or shell, and for no longer than they are given."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import threading
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


PAUSE = 0.01


class Failed(Exception):
    """A program did not do its work; the text says why in a few words."""


class NoAnswer(Failed):
    """A program did not end in its time, and was ended."""


class Budget:
    """Seconds that several programs share."""

    def __init__(self, seconds: float) -> None:
        self._end = time.monotonic() + seconds

    @property
    def is_spent(self) -> bool:
        """Whether nothing is left."""
        return time.monotonic() >= self._end

    def at_most(self, seconds: float) -> float:
        """`seconds`, or what is left where that is less."""
        return min(seconds, max(0.0, self._end - time.monotonic()))


def run(argv: Sequence[str], env: Mapping[str, str], limit: float, given: bytes = b"") -> None:
    """Run `argv` with `given` as its input to a good end within `limit` seconds. Errors: Failed."""
    _communicate(argv, env, limit, given, subprocess.DEVNULL)


def ask(argv: Sequence[str], env: Mapping[str, str], limit: float) -> bytes:
    """What `argv` prints, ending well within `limit` seconds. Errors: Failed."""
    return _communicate(argv, env, limit, b"", subprocess.PIPE)


def await_answer(argv: Sequence[str], env: Mapping[str, str], limit: float, wanted: bytes) -> None:
    """Run `argv` until it prints `wanted`, for `limit` seconds at most. Errors: Failed."""
    budget = Budget(limit)
    failure: Failed | None = None
    while True:
        try:
            if ask(argv, env, budget.at_most(limit)) == wanted:
                return
            failure = Failed("it holds another text")
        except NoAnswer as error:
            raise failure or error from None
        except Failed as error:
            failure = error
        time.sleep(PAUSE)
        if budget.is_spent:
            raise failure


def _communicate(
    argv: Sequence[str], env: Mapping[str, str], limit: float, given: bytes, output: int
) -> bytes:
    if limit <= 0:
        raise Failed("no time was left for it")
    try:
        # What lives on to serve the clipboard keeps the output it was given: a pipe of ours
        # would never close, and a message on the terminal would land on the reader's screen.
        process = subprocess.Popen(
            argv,
            env=dict(env),
            stdin=subprocess.PIPE,
            stdout=output,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
    except (OSError, ValueError) as error:
        raise Failed(getattr(error, "strerror", None) or str(error)) from error
    try:
        answer: bytes | None = process.communicate(given, timeout=limit)[0]
    except subprocess.TimeoutExpired as error:
        _end(process)
        raise NoAnswer(f"no answer in {limit:.1f} s") from error
    if process.returncode != 0:
        raise Failed(f"it ended with code {process.returncode}")
    return answer or b""


def _end(process: subprocess.Popen[bytes]) -> None:
    """End a program and all that it started."""
    with contextlib.suppress(ProcessLookupError, PermissionError):
        if sys.platform == "win32":
            process.kill()
        else:
            os.killpg(process.pid, signal.SIGKILL)
    for stream in (process.stdin, process.stdout):
        if stream is not None:
            with contextlib.suppress(OSError):
                stream.close()
    try:
        process.wait(timeout=0.1)
    except subprocess.TimeoutExpired:  # a busy machine; nor is it to be left behind dead
        threading.Thread(target=process.wait, name="reaping", daemon=True).start()
