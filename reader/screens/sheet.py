"""What all panels over the browser share."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, TypeVar

from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.screen import ModalScreen

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.binding import BindingType

Result = TypeVar("Result")


class Sheet(ModalScreen[Result]):
    """A panel over the browser that gives a result once, or none, however fast keys are typed."""

    CSS_PATH = "sheet.tcss"
    VERTICAL_BREAKPOINTS = [(0, "-short"), (20, "-high")]  # noqa: RUF012 - Textual declares it so

    is_leaving = False
    """Whether it was told to close before it stood, and will."""

    def leave(self, result: Result | None = None) -> None:
        """Close with this result; a key that was already on its way here does nothing more."""
        if self.is_on_top and self.is_mounted:
            self.dismiss(result)
        elif self.is_on_top:  # a key was quicker than the panel: it closes once it stands
            self.is_leaving = True
            self.call_later(self._close, result)

    @property
    def is_on_top(self) -> bool:
        """Whether it is this that keys are for: Textual closes what lies on top, whoever asks."""
        return self.is_current and self.app.screen is self

    def _close(self, result: Result | None) -> None:
        self.is_leaving = False
        if self.is_on_top:
            self.dismiss(result)

    def action_leave(self) -> None:
        self.leave()

    def keep_then(self, go_on: Callable[[], None]) -> None:
        """Keep what is being written here, then go on: the reader was told to end."""
        go_on()


class ScrollingSheet(Sheet[None]):
    """A panel of words, longer than the screen perhaps; arrows and pages scroll them."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "Leave", id="words-leave", show=False),
        Binding("down", "scroll(1)", "Down", id="words-down", show=False),
        Binding("up", "scroll(-1)", "Up", id="words-up", show=False),
        Binding("pagedown", "scroll(10)", "Page down", id="words-page-down", show=False),
        Binding("pageup", "scroll(-10)", "Page up", id="words-page-up", show=False),
    ]

    def action_scroll(self, lines: int) -> None:
        self.query_one(VerticalScroll).scroll_relative(y=lines, animate=False)
