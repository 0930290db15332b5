"""A line to type into that Tab completes, from what a suggester knows."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding

from reader.widgets.ordered_input import OrderedInput

if TYPE_CHECKING:
    from textual.binding import BindingType


WAITS = 1.0
"""Seconds, at most, that keys wait for a completion."""


class CompletingInput(OrderedInput):
    """Tab takes the completion that is shown."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("tab", "complete", "Complete", id="complete", show=False),
    ]

    async def action_complete(self) -> None:
        """Ask for it here: what is typed just before may have none shown yet."""
        typed, found = self.value, None
        if self.suggester is not None:
            with suppress(TimeoutError):  # of a folder far away
                found = await asyncio.wait_for(self.suggester.get_suggestion(typed), WAITS)
        if found is not None and typed == self.value:
            self.value = found
        self.cursor_position = len(self.value)
