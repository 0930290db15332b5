"""Keys that follow each other faster than panels close: each is for what stands by then."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING, Any

from textual import events, on
from textual.app import App
from textual.message import Message

if TYPE_CHECKING:
    from textual.await_complete import AwaitComplete
    from textual.screen import Screen
    from textual.timer import Timer
    from textual.widget import Widget

LOOKS_EVERY = 0.1
"""Seconds between looks at whether what a key was given to is still there."""


class KeysInTurn(App[int]):
    """Gives a panel one key at a time, and the next once it has done what the last one said.

    Textual hands out the whole of a burst at once: what was typed behind Esc would go to the panel
    that Esc closes, and be lost. Only panels need this; the browser takes its keys in turn itself.
    """

    class KeyDone(Message):
        """Follows a key on its way up; the key has been through all of it when this is here."""

        def __init__(self, number: int) -> None:
            super().__init__()
            self.number = number

    def __init__(self) -> None:
        super().__init__()
        self._held: deque[events.Event] = deque()
        self._number = 0  # of the last key that a panel was given
        self._at: Widget | None = None  # what it was given to, while it is at it
        self._panel: Screen[Any] | None = None
        self._looks: Timer | None = None

    async def on_event(self, event: events.Event) -> None:
        if not isinstance(event, events.Key | events.Paste) or event.is_forwarded:
            await super().on_event(event)
        elif self._held or self._is_busy():
            self._held.append(event)
            if self._looks is None:
                self._looks = self.set_interval(LOOKS_EVERY, self._go_on)
        else:
            await self._give(event)

    def pop_screen(self) -> AwaitComplete:
        closing = super().pop_screen()
        if self._held:
            self.call_later(self._go_on)
        return closing

    def panel_will_close(self) -> bool:
        """Whether the panel on top has been told to close, and did not do so yet."""
        raise NotImplementedError

    async def _give(self, event: events.Event) -> None:
        self._at = None
        if len(self.screen_stack) > 1:
            self._number += 1
            self._panel = self.screen
            self._at = self.focused or self.screen
        await super().on_event(event)
        if self._at is not None:
            self._at.post_message(self.KeyDone(self._number))

    def _is_busy(self) -> bool:
        at = self._at
        is_at_it = at is not None and at.is_attached and self.screen is self._panel
        return is_at_it or self.panel_will_close()

    @on(KeyDone)
    async def _key_is_done(self, message: KeyDone) -> None:
        if message.number == self._number:
            self._at = None
            await self._go_on()

    async def _go_on(self) -> None:
        """Give what was held; what the last key was given to may have gone without a word."""
        while self._held and not self._is_busy():
            await self._give(self._held.popleft())
        if not self._held and self._looks is not None:
            self._looks.stop()
            self._looks = None
