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
    """A sentence."""

    words: str
    is_problem: bool
    until: float  # on the monotonic clock: it cannot have been read before


class Notice(Static):
    """Takes its lines from the panes, so that it covers no paper, least the one it speaks of."""

    def __init__(self, *, id: str) -> None:
        super().__init__("", id=id, markup=False)
        self._last: _Said | None = None
        self._unread: list[_Said] = []  # gone past, but come so lately that it still stands here
        self._ends: Timer | None = None
        self._is_read: Timer | None = None
        self.words = ""
        """What was said last."""

    def say(self, words: str, *, is_problem: bool = False, comes_late: bool = False) -> None:
        """Show this until the next command, or for some seconds.

        What comes late, amid other commands, can be read first: what is said meanwhile stands
        below it.
        """
        unread = [said for said in self._not_read() if said.words != words]
        until = time.monotonic() + LEAST_SECONDS if comes_late else 0.0
        self.words = words
        self._show(unread[-1:], _Said(words, is_problem, until))
        if self._ends is not None:
            self._ends.stop()
        self._ends = self.set_timer(SECONDS, self.clear_notice)

    def go_past(self) -> None:
        """Something else is done: what was said is of the past."""
        self._show(self._not_read(), None)

    def clear_notice(self) -> None:
        """Take it away now."""
        self._show([], None)

    @property
    def is_passing(self) -> bool:
        """Whether something stands here for the last moments."""
        return bool(self._unread)

    @property
    def _shown(self) -> list[_Said]:
        return [*self._unread, *filter(None, [self._last])]

    def _not_read(self) -> list[_Said]:
        return [said for said in self._shown if time.monotonic() < said.until]

    def _forget_read(self) -> None:
        self._show([said for said in self._unread if said in self._not_read()], self._last)

    def _show(self, unread: list[_Said], last: _Said | None) -> None:
        before = self._shown
        self._unread, self._last = unread, last
        if self._shown != before:
            self.update(Content("\n").join(map(_drawn, self._shown)))
            self.display = bool(self._shown)
        if self._is_read is not None:
            self._is_read.stop()
        if unread:
            first = min(said.until for said in unread)
            self._is_read = self.set_timer(max(first - time.monotonic(), 0), self._forget_read)


def _drawn(said: _Said) -> Content:
    return Content.styled(said.words, "$error" if said.is_problem else "")
