"""Keys take turns, also in an app that never comes to rest."""

from __future__ import annotations

import asyncio
import time
from typing import ClassVar

from textual import events
from textual.widgets import Static

from reader.terminal.turns import TurnsApp

PATIENCE = 15.0


class Restless(Static):
    """Gives itself something to do for as long as it stands."""

    async def on_mount(self) -> None:
        self.call_later(self.work_on)

    async def work_on(self) -> None:
        self.call_later(self.work_on)
        await asyncio.sleep(0)  # others have their turn


class Counting(TurnsApp):
    """Counts how often j was pressed."""

    BINDINGS: ClassVar = [("j", "count", "Count")]
    counted = 0

    def compose(self):
        yield Restless()

    def action_count(self) -> None:
        self.counted += 1


async def test_where_something_never_rests_keys_are_not_held_up_for_good() -> None:
    app = Counting()
    async with app.run_test():
        for _ in range(3):
            app.post_message(events.Key("j", "j"))
        end = time.monotonic() + PATIENCE
        while app.counted < 3:
            assert time.monotonic() < end, f"{app.counted} of 3 keys were taken"
            await asyncio.sleep(0)
