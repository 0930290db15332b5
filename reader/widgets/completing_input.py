"""A line to type into that Tab completes, from what a suggester knows."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding

from reader.widgets.ordered_input import OrderedInput

if TYPE_CHECKING:
    from textual.binding import BindingType


class CompletingInput(OrderedInput):
    """Tab takes the completion that is shown."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("tab", "complete", "Complete", id="complete", show=False),
    ]

    def action_complete(self) -> None:
        self.cursor_position = len(self.value)
        self.action_cursor_right()
