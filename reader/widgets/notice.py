"""One sentence above the keys, about what was just done; it goes by itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content
from textual.widgets import Static

if TYPE_CHECKING:
    from textual.timer import Timer

SECONDS = 8.0


class Notice(Static):
    """Takes its lines from the panes, so that it covers no paper, least the one it speaks of."""

    def __init__(self, *, id: str) -> None:
        super().__init__("", id=id, markup=False)
        self._timer: Timer | None = None
        self.words = ""

    def say(self, words: str, *, is_problem: bool = False) -> None:
        """Show this until the next one, or for some seconds."""
        self.words = words
        if self._timer is not None:
            self._timer.stop()
        self.set_class(is_problem, "-problem")
        self.update(Content(words))
        self.display = True
        self._timer = self.set_timer(SECONDS, self.clear_notice)

    def clear_notice(self) -> None:
        """Take it away now."""
        self.display = False
