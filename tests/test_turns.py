"""Keys take turns, also in an app that never comes to rest."""

from __future__ import annotations

import asyncio
import time
from typing import ClassVar

import pytest
from textual import events
from textual.binding import Binding
from textual.widgets import Static

from reader.terminal.turns import TurnsApp

PATIENCE = 15.0


class Part(Static, can_focus=True):
    """Something of an app that is at work until it is `freed`."""

    def __init__(self) -> None:
        super().__init__()
        self.freed = asyncio.Event()

    async def work(self) -> None:
        raise NotImplementedError


class Restless(Part):
    """Gives itself something to do, again and again."""

    async def work(self) -> None:
        if not self.freed.is_set():
            self.call_later(self.work)
            await asyncio.sleep(0)  # others have their turn


class Stuck(Part):
    """Does not end what it began."""

    async def work(self) -> None:
        await self.freed.wait()


class Counting(TurnsApp):
    """Counts how often j was pressed."""

    BINDINGS: ClassVar = [Binding("j", "count", "Count", priority=True)]
    counted = 0

    def __init__(self, part: Part) -> None:
        super().__init__()
        self.part = part

    def compose(self):
        yield self.part

    def action_count(self) -> None:
        self.counted += 1


@pytest.mark.parametrize(("part", "keys"), [(Restless, 3), (Stuck, 2)])  # five seconds a key
async def test_where_something_never_rests_keys_are_not_held_up_for_good(
    part: type[Part], keys: int
) -> None:
    app = Counting(part())
    async with app.run_test():
        app.part.call_later(app.part.work)
        for _ in range(keys):
            app.post_message(events.Key("j", "j"))
        end = time.monotonic() + PATIENCE
        while app.counted < keys and time.monotonic() < end:
            await asyncio.sleep(0)
        app.part.freed.set()
    assert app.counted == keys
