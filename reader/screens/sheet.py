"""What all panels over the browser share."""

from __future__ import annotations

from typing import TypeVar

from textual import events
from textual.screen import ModalScreen
from textual.widgets import Input

Result = TypeVar("Result")


class Sheet(ModalScreen[Result]):
    """A panel over the browser that gives a result once, however fast keys are typed."""

    CSS_PATH = "sheet.tcss"
    VERTICAL_BREAKPOINTS = [(0, "-short"), (20, "-high")]  # noqa: RUF012 - Textual declares it so

    def leave(self, result: Result | None = None) -> None:
        """Close with this result; a key that was already on its way here does nothing more."""
        if self.is_current:
            self.dismiss(result)

    async def on_key(self, event: events.Key) -> None:
        """A key typed before the panel stood is for its line, if it has one."""
        for line in self.query(Input):
            if self.focused is None and event.is_printable:
                event.stop()
                self.set_focus(line)
                line.post_message(events.Key(event.key, event.character))

    def action_leave(self) -> None:
        self.leave()
