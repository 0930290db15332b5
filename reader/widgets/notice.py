"""A sentence above the keys, about what was just done; it goes with what is done next."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, NamedTuple

from textual.content import Content
from textual.widgets import Static

if TYPE_CHECKING:
    from textual.timer import Timer

SECONDS = 8.0
LEAST_SECONDS = 2.0
"""For what comes late, such as how a copy went, while the next keys are pressed already."""


class _Said(NamedTuple):
    """A sentence that is shown."""

    words: str
    is_problem: bool
    until: float  # before which no other takes its place, on the monotonic clock


class Notice(Static):
    """Takes its lines from the panes, so that it covers no paper, least the one it speaks of."""

    def __init__(self, *, id: str) -> None:
        super().__init__("", id=id, markup=False)
        self._timer: Timer | None = None
        self._shown: list[_Said] = []
        self.words = ""
        """What was said last."""

    def say(self, words: str, *, is_problem: bool = False, comes_late: bool = False) -> None:
        """Show this until the next command, or for some seconds.

        What comes late, amid other commands, can be read first: what is said meanwhile stands
        below it.
        """
        until = time.monotonic() + LEAST_SECONDS if comes_late else 0.0
        unread = [said for said in self._unread() if said.words != words]
        self.words = words
        self._show([*unread[-1:], _Said(words, is_problem, until)])
        if self._timer is not None:
            self._timer.stop()
        self._timer = self.set_timer(SECONDS, self.clear_notice)

    def go_past(self) -> None:
        """Something else is done: what was said is of the past."""
        if self.display:
            self._show(self._unread())

    def clear_notice(self) -> None:
        """Take it away now."""
        self._show([])

    def _unread(self) -> list[_Said]:
        """What came so lately that it cannot be read by now."""
        return [said for said in self._shown if time.monotonic() < said.until]

    def _show(self, sentences: list[_Said]) -> None:
        if sentences != self._shown:
            self._shown = sentences
            self.update(Content("\n").join(map(_drawn, sentences)))
            self.display = bool(sentences)


def _drawn(said: _Said) -> Content:
    return Content.styled(said.words, "$error" if said.is_problem else "")
