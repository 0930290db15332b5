"""Sentences above the keys: about what was done last, and what came too late to be read by now."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, NamedTuple

from textual.content import Content
from textual.widgets import Static

if TYPE_CHECKING:
    from collections.abc import Iterable

    from textual.timer import Timer

SECONDS = 8.0
LEAST_SECONDS = 2.0
"""For what must be read: problems, and what comes late while the next keys are pressed already."""

_SLACK = 0.05
"""Textual's timers run out a little early, and one of next to no time never does."""


class _Said(NamedTuple):
    """A sentence, and until when it must stand."""

    words: str
    is_problem: bool
    until: float  # on the monotonic clock; long ago where nothing keeps it
    comes_late: bool


class Notice(Static):
    """Takes its lines from the panes, so that it covers no paper, least the one it speaks of."""

    def __init__(self, *, id: str) -> None:
        super().__init__("", id=id, markup=False)
        self._last: list[_Said] = []  # one, or none
        self._passing: list[_Said] = []  # other keys came after, but it must stand
        self._shown: list[_Said] = []
        self._end: Timer | None = None
        self._end_of_passing: Timer | None = None
        self.words = ""
        """What was said last."""

    def say(self, words: str, *, is_problem: bool = False, comes_late: bool = False) -> None:
        """Show this until the next command, or for some seconds.

        What comes late, amid other commands, can be read first, and so can a problem, whatever was
        typed before it. What is said of the last command stands below it, and is there for longer.
        """
        self.words = words
        must_stand = comes_late or is_problem
        until = time.monotonic() + LEAST_SECONDS if must_stand else 0.0
        said = _Said(words, is_problem, until, comes_late)
        self._forget(words)
        last = [other for other in self._last if comes_late and not other.comes_late]
        passing = [other for other in self._that_must_stand() if other not in last]
        self._show([*passing, said] if last else passing, last or [said])
        if self._end is not None:
            self._end.stop()
        self._end = self.set_timer(SECONDS, self.clear_notice)

    def unsay(self, words: str) -> None:
        """Take this sentence away: it is so no more."""
        self._forget(words)
        self._show(self._passing, self._last)

    def go_past(self) -> None:
        """Something else is done: what was said is of the past."""
        self._show(self._that_must_stand(), [])

    def clear_notice(self) -> None:
        """Take it away now."""
        self._show([], [])

    @property
    def is_passing(self) -> bool:
        """Whether something still stands here that other keys came after."""
        return bool(self._passing)

    def _forget(self, words: str) -> None:
        self._passing = [said for said in self._passing if said.words != words]
        self._last = [said for said in self._last if said.words != words]

    def _that_must_stand(self) -> list[_Said]:
        return _unread([*self._passing, *self._last])

    def _let_pass(self) -> None:
        self._show(_unread(self._passing), self._last)

    def _show(self, passing: list[_Said], last: list[_Said]) -> None:
        self._passing, self._last = passing, last
        shown = [*passing, *last]
        if shown != self._shown:
            self._shown = shown
            self.update(Content("\n").join(map(_drawn, shown)))
            self.display = bool(shown)
        if self._end_of_passing is not None:
            self._end_of_passing.stop()
        if passing:
            rest = min(said.until for said in passing) - time.monotonic()
            self._end_of_passing = self.set_timer(max(rest, 0) + _SLACK, self._let_pass)


def _unread(sentences: Iterable[_Said]) -> list[_Said]:
    return [said for said in sentences if time.monotonic() < said.until]


def _drawn(said: _Said) -> Content:
    return Content.styled(said.words, "$error" if said.is_problem else "")
