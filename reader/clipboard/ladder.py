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
from reader.clipboard.turns import OVERTAKEN, Turns

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from pathlib import Path

    from index.paths import Places
    from reader.clipboard.tools import Tool

WHOLE = 1.2
"""Seconds for all of it: a person who pressed a key has not yet looked away after 2, and telling
takes its time as well, where the machine is busy."""
ONE_TOOL = 1.0
TMUX = 0.5
LEAST = 0.1
CONFIRM = 0.8

_TURNS = Turns()


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
    kept = _Kept(attempt.number, text, places.last_copy)
    was_sent = write_osc52 is not None and attempt.send(write_osc52)
    attempt.climb()
    is_kept = attempt.heed(kept)
    return Copied(
        text=text,
        routes=tuple(attempt.routes),
        was_sent=was_sent,
        problems=tuple(attempt.problems),
        handed=tuple(attempt.handed),
        last_copy=places.last_copy if is_kept else None,
    )


class _Attempt:
    """One copy on its way: what has worked so far, and what has not."""

    def __init__(self, text: str, env: Mapping[str, str]) -> None:
        self.text = text
        self.env = env
        self.routes: list[str] = []
        self.handed: list[str] = []
        self.problems: list[str] = []
        self._budget = Budget(WHOLE)
        self.number = _TURNS.number()

    def climb(self) -> None:
        """Try every clipboard in reach, as long as no newer copy is asked for."""
        try:
            with _TURNS.take(self.number, self._budget):
                self.try_tmux()
                tools = applicable(self.env)
                for clipboard, its_tools in groupby(tools, key=lambda tool: tool.clipboard):
                    self.try_tools(clipboard, tuple(its_tools))
                self.try_pyperclip()
        except Failed as failure:
            self.problems.append(str(failure))

    def heed(self, kept: _Kept) -> bool:
        """Whether the text is in its file now."""
        problem = kept.problem(max(LEAST, self._budget.at_most(WHOLE)))
        if problem:
            self.problems.insert(0, f"{kept.file.name} not written: {problem}")
        return not problem

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
            except NoAnswer:
                raise
            except Failed:  # it is too old to know -w
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
                (self.routes if self._is_told(tool) else self.handed).append(tool.name)
                return

    def _is_told(self, tool: Tool) -> bool:
        """Whether its good end means that the clipboard holds the text."""
        return not tool.read or is_installed(tool.read[0], self.env)

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
        if tool.read and self._is_told(tool):
            self._check(tool.read, given, budget.at_most(CONFIRM))

    def _run(self, argv: tuple[str, ...], limit: float, given: bytes) -> None:
        program.run(argv, self.env, limit, given)

    def _check(self, argv: tuple[str, ...], wanted: bytes, limit: float) -> None:
        """Wait for `wanted`: xclip and xsel end a moment before the clipboard is theirs."""
        program.await_answer(argv, self.env, limit, wanted)


class _Kept:
    """The text on its way into a file, which a disk that does not answer must not hold up."""

    _writing = threading.Lock()

    def __init__(self, number: int, text: str, file: Path) -> None:
        self.file = file
        self._number = number
        self._text = text
        self._problem = ""
        self._thread = threading.Thread(target=self._write, name="last copy", daemon=True)
        self._thread.start()

    def problem(self, seconds: float) -> str:
        """Why it is not in the file after so many seconds; nothing where it is."""
        self._thread.join(seconds)
        return "the disk does not answer" if self._thread.is_alive() else self._problem

    def _write(self) -> None:
        try:
            with self._writing:
                if _TURNS.is_newest(self._number):
                    last_copy.keep(self._text, self.file)
                else:
                    self._problem = OVERTAKEN
        except OSError as error:
            self._problem = error.strerror or str(error)


def _pyperclip(text: str, done: threading.Event) -> None:
    import pyperclip

    try:
        pyperclip.copy(text)
        if pyperclip.paste() == text:
            done.set()
    except (pyperclip.PyperclipException, OSError):
        return
