"""What all panels over the browser share."""

from __future__ import annotations

from typing import TypeVar

from textual.screen import ModalScreen

Result = TypeVar("Result")


class Sheet(ModalScreen[Result]):
    """A panel over the browser that gives a result once, however fast keys are typed."""

    def leave(self, result: Result | None = None) -> None:
        """Close with this result; a key that was already on its way here does nothing more."""
        if self.is_current:
            self.dismiss(result)

    def action_leave(self) -> None:
        self.leave()
