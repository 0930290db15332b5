"""A line to type into that takes its keys in the order they were typed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.widgets import Input

if TYPE_CHECKING:
    from textual import events


class OrderedInput(Input):
    """Textual runs an input's bindings, such as Backspace, after the letters typed behind them.

    In a burst, over a slow line or from a macro, that garbles what was typed.
    """

    def on_mount(self) -> None:
        self.cursor_blink = False

    async def _on_key(self, event: events.Key) -> None:
        if not event.is_printable:
            for binding in self._bindings.key_to_bindings.get(event.key, ()):
                if await self.app.run_action(binding.action, self):
                    event.stop()
                    event.prevent_default()
                    return
        await super()._on_key(event)
