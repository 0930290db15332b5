"""One sentence above the keys, about what was just done; it goes with what is done next."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from textual.content import Content
from textual.widgets import Static

if TYPE_CHECKING:
    from textual.timer import Timer

SECONDS = 8.0
LEAST_SECONDS = 2.0
"""For what comes late, such as how a copy went, while the next keys are pressed already."""


class Notice(Static):
    """Takes its lines from the panes, so that it covers no paper, least the one it speaks of."""

    def __init__(self, *, id: str) -> None:
        super().__init__("", id=id, markup=False)
        self._timer: Timer | None = None
        self.words = ""
        self._stays_until = 0.0

    def say(self, words: str, *, is_problem: bool = False, comes_late: bool = False) -> None:
        """Show this until the next command, or for some seconds.

        What comes late, amid other commands, can be read first.
        """
        self.words = words
        if self._timer is not None:
            self._timer.stop()
        self.set_class(is_problem, "-problem")
        self.update(Content(words))
        self.display = True
        self._stays_until = time.monotonic() + LEAST_SECONDS if comes_late else 0.0
        self._timer = self.set_timer(SECONDS, self.clear_notice)

    def go_past(self) -> None:
        """Something else is done: what was said is of the past."""
        if self.display and time.monotonic() >= self._stays_until:
            self.clear_notice()

    def clear_notice(self) -> None:
        """Take it away now."""
        self.display = False
