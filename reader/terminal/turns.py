"""Keys and pastes take turns: each is looked at once the one before it has done its work."""

from __future__ import annotations

import time
from collections import deque
from typing import TYPE_CHECKING

from textual import events
from textual.app import App

if TYPE_CHECKING:
    import asyncio
    from collections.abc import Callable

    from textual.message_pump import MessagePump

ROUND_TAKES = 1.0
"""Seconds after which a round begins anew: a part that it was in may have been taken down."""

LATE_ROUND = 10
"""As how many rounds one counts that did not end in time: a part that is stuck holds none back."""

ROUNDS = 50
"""More than any key sets off; where something never rests, keys are not held up for good."""


class TurnsApp(App[int]):
    """Textual sends a key to what has the focus as it is read, though the key before it is to move
    that, or to open a panel; and it runs a binding such as Backspace after the letters behind it.

    Here a key waits until the queues of what has the focus, of all around it and of each screen are
    empty, and what was just opened stands.
    """

    def __init__(self) -> None:
        super().__init__()
        self._due: deque[events.Key | events.Paste] = deque()
        self._is_settled = True
        self._round = 0
        self._rounds_left = 0
        self._patience: asyncio.TimerHandle | None = None
        self._last: Callable[[], object] | None = None
        self.last_turn = 0.0
        """When a key last had its turn, by the monotonic clock."""

    @property
    def has_keys_due(self) -> bool:
        """Whether a key has still to do its work, or the one before to end it."""
        return bool(self._due) or not self._is_settled

    def is_held(self) -> bool:
        """Whether a key is to wait for more than the one before it."""
        return False

    def is_urgent(self, event: events.Key | events.Paste) -> bool:
        """Whether it goes before all that wait, such as the key that ends what they wait for."""
        return False

    async def on_event(self, event: events.Event) -> None:
        if not isinstance(event, events.Key | events.Paste) or event.is_forwarded:
            await super().on_event(event)
        elif self.is_urgent(event):
            await super().on_event(event)
            self.go_on()
        else:
            self._due.append(event)
            await self._take_turn()

    def go_on(self) -> None:
        """Look again whether a key can have its turn."""
        if self._is_settled:
            self._rounds_left = ROUNDS
            self._settle()

    def after_keys(self, act: Callable[[], object], within: float) -> None:
        """Do this when the keys so far have had their turns, and within so many seconds.

        One thing at a time: another is left out while the first is still to be done.
        """
        if self._last is None:
            self._last = act
            self.set_timer(within, self._do_last)
            if not self.has_keys_due:
                self._do_last()

    def _do_last(self) -> None:
        act, self._last = self._last, None
        if act is not None:
            act()

    async def _take_turn(self, *, has_waited: bool = False) -> None:
        if not self._due or not self._is_settled or self.is_held():
            return
        if not has_waited and not self._is_at_rest():  # what sent it was no key
            self.go_on()
            return
        event = self._due.popleft()
        self._is_settled, self._rounds_left = False, ROUNDS
        self.last_turn = time.monotonic()
        await super().on_event(event)
        self._settle()

    def _settle(self) -> None:
        """Go through the queues from the focus outwards: as messages bubble, so does this."""
        self._is_settled = False
        self._round += 1
        self._be_patient(self._round)
        self._pass_through(self._round, self._inside_out())

    async def _come_out(self, number: int, way: list[MessagePump], rest: list[MessagePump]) -> None:
        if number != self._round:
            return
        if rest:
            self._pass_through(number, way, len(way) - len(rest))
            return
        is_at_rest = way == self._inside_out() and self._is_at_rest()
        await self._end_round(1, is_at_rest=is_at_rest)

    async def _end_round(self, counts: int, *, is_at_rest: bool) -> None:
        self._rounds_left -= counts
        if not is_at_rest and self._rounds_left > 0:
            self._settle()
            return
        self._is_settled = True
        if self._patience is not None:
            self._patience.cancel()
        await self._take_turn(has_waited=True)
        if not self.has_keys_due:
            self._do_last()

    def _pass_through(self, number: int, way: list[MessagePump], start: int = 0) -> None:
        """On to the next queue; one that is closed takes nothing more, and is passed by."""
        for place in range(start, len(way)):
            if way[place].call_later(self._come_out, number, way, way[place + 1 :]):
                return

    def _be_patient(self, number: int) -> None:
        if self._patience is not None:
            self._patience.cancel()
        if self._loop is not None:
            self._patience = self._loop.call_later(ROUND_TAKES, self._give_up, number)

    def _give_up(self, number: int) -> None:
        if number == self._round and not self._is_settled and self.is_running and not self._exit:
            self.call_later(self._end_late, number)

    async def _end_late(self, number: int) -> None:
        if number == self._round and not self._is_settled:
            await self._end_round(LATE_ROUND, is_at_rest=False)

    def _inside_out(self) -> list[MessagePump]:
        """What has the focus, all around it, the screens from the top, and this."""
        screens: list[MessagePump] = [*reversed(self.screen_stack)]
        focused = self.screen.focused
        inner: list[MessagePump] = []
        if focused is not None:
            inner = [node for node in focused.ancestors_with_self if node not in {*screens, self}]
        return [*inner, *screens, self]

    def _is_at_rest(self) -> bool:
        nodes = (node for screen in self.screen_stack for node in screen.walk_children())
        pumps: list[MessagePump] = [*nodes, *self.screen_stack, self]
        stand = all(screen.is_mounted for screen in self.screen_stack)
        return stand and not any(pump.message_queue_size for pump in pumps)
