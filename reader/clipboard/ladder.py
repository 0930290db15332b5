"""Every way to the clipboard, tried one after another; each says itself whether it worked."""

from __future__ import annotations

import os
import sys
import threading
from itertools import groupby
from typing import TYPE_CHECKING

from reader.clipboard import last_copy, program
from reader.clipboard.copied import Copied
from reader.clipboard.program import Budget, Failed, NoAnswer
from reader.clipboard.sequence import osc52
from reader.clipboard.tools import applicable, is_installed, is_remote

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from pathlib import Path

    from index.paths import Places
    from reader.clipboard.tools import Tool

WHOLE = 1.8
"""Seconds for all of it: a person who pressed a key has not yet looked away."""
ONE_TOOL = 1.5
TMUX = 0.5
CONFIRM = 0.8


def copy(
    text: str,
    places: Places,
    write_osc52: Callable[[str], None] | None = None,
    env: Mapping[str, str] | None = None,
) -> Copied:
    """Put `text` on every clipboard in reach; never raises, and takes under 2 seconds.

    `write_osc52` is called with the finished sequence, and is to write it to the terminal as it
    is, without waiting. The text is kept in `places.last_copy` whatever else happens.
    """
    attempt = _Attempt(text, os.environ if env is None else env)
    kept = attempt.keep(places.last_copy)
    was_sent = write_osc52 is not None and attempt.send(write_osc52)
    attempt.try_tmux()
    tools = applicable(attempt.env)
    for clipboard, its_tools in groupby(tools, key=lambda tool: tool.clipboard):
        attempt.try_tools(clipboard, tuple(its_tools))
    attempt.try_pyperclip()
    return Copied(
        text=text,
        routes=tuple(attempt.routes),
        was_sent=was_sent,
        problems=tuple(attempt.problems),
        last_copy=places.last_copy if kept else None,
    )


class _Attempt:
    """One copy on its way: what has worked so far, and what has not."""

    def __init__(self, text: str, env: Mapping[str, str]) -> None:
        self.text = text
        self.env = env
        self.routes: list[str] = []
        self.problems: list[str] = []
        self._budget = Budget(WHOLE)

    def keep(self, file: Path) -> bool:
        """Whether the text is in `file` now."""
        try:
            last_copy.keep(self.text, file)
        except OSError as error:
            self.problems.append(f"{file.name} not written: {error.strerror or error}")
            return False
        return True

    def send(self, write: Callable[[str], None]) -> bool:
        """Whether the sequence went out to the terminal; it may come to nothing there."""
        try:
            write(osc52(self.text))
        except (OSError, RuntimeError, ValueError) as error:  # closed, ending, or too long
            self.problems.append(f"terminal: {error}")
            return False
        return True

    def try_tmux(self) -> None:
        """Fill tmux's buffer; a tmux since 3.2 passes it on to the terminal around it as well."""
        if not self.env.get("TMUX") or not is_installed("tmux", self.env):
            return
        given = self.text.encode(errors="replace")
        budget = Budget(self._budget.at_most(TMUX))
        try:
            try:
                self._run(("tmux", "load-buffer", "-w", "-"), budget.at_most(TMUX), given)
            except Failed:
                self._run(("tmux", "load-buffer", "-"), budget.at_most(TMUX), given)
            self._check(("tmux", "show-buffer"), given, budget.at_most(TMUX))
        except Failed as failure:
            self.problems.append(f"tmux: {failure}")
        else:
            self.routes.append("tmux")

    def try_tools(self, clipboard: str, tools: Iterable[Tool]) -> None:
        """Fill one clipboard with the first of its tools that can."""
        installed = [tool for tool in tools if is_installed(tool.name, self.env)]
        if not installed:
            names = " or ".join(tool.name for tool in tools)
            self.problems.append(f"{clipboard}: {names} is not installed")
        for tool in installed:
            try:
                self._use(tool)
            except NoAnswer as failure:  # nor would another tool get one from this clipboard
                self.problems.append(f"{tool.name}: {failure}")
                return
            except Failed as failure:
                self.problems.append(f"{tool.name}: {failure}")
            else:
                self.routes.append(tool.name)
                return

    def try_pyperclip(self, platform: str = sys.platform) -> None:
        """Where no tool is known: Windows, Cygwin, a Mac without pbcopy.

        Never on other systems: there pyperclip runs the same tools, waits for them without end
        and reports success on a display that is dead.
        """
        is_safe = platform in ("win32", "cygwin") or (
            platform == "darwin" and not is_installed("pbcopy", self.env)
        )
        if self.routes or is_remote(self.env) or not is_safe:
            return
        limit = self._budget.at_most(ONE_TOOL)
        done = threading.Event()
        thread = threading.Thread(target=_pyperclip, args=(self.text, done), daemon=True)
        thread.start()
        thread.join(limit)
        if done.is_set():
            self.routes.append("pyperclip")
        else:
            failure = f"no answer in {limit:.1f} s" if thread.is_alive() else "it found no way"
            self.problems.append(f"pyperclip: {failure}")

    def _use(self, tool: Tool) -> None:
        given = self.text.encode(tool.encoding, errors="replace")
        budget = Budget(self._budget.at_most(ONE_TOOL))
        self._run(tool.write, budget.at_most(ONE_TOOL), given)
        if tool.read and is_installed(tool.read[0], self.env):
            self._check(tool.read, given, budget.at_most(CONFIRM))

    def _run(self, argv: tuple[str, ...], limit: float, given: bytes) -> None:
        program.run(argv, self.env, limit, given)

    def _check(self, argv: tuple[str, ...], wanted: bytes, limit: float) -> None:
        """Wait for `wanted`: xclip and xsel end a moment before the clipboard is theirs."""
        program.await_answer(argv, self.env, limit, wanted)


def _pyperclip(text: str, done: threading.Event) -> None:
    import pyperclip

    try:
        pyperclip.copy(text)
        if pyperclip.paste() == text:
            done.set()
    except (pyperclip.PyperclipException, OSError):
        return
