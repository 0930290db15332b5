"""Drives the reader as a person does: keys in, what stands on the screen out."""

from __future__ import annotations

import asyncio
import time
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.widgets import Static

from index.paths import places
from reader.app import ReaderApp
from reader.widgets.notice import Notice
from tests.builders import a_library, a_page

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Sequence
    from pathlib import Path

    from textual.pilot import Pilot

    from index.pages.page import Page
    from reader.screens.browser import Browser

PATIENCE = 15.0

SHELF = a_page(
    (
        "Graph Readers for Small Terminals",
        "We read graphs in small terminals. Graphs are cut into strips that fit eighty columns. "
        "Our code is at https://github.com/owner/graph-readers.",
    ),
    (
        "Sparse Panels Make Calm Screens",
        "A panel that holds little is read sooner. The project page is https://panels.example.org.",
    ),
    (
        "Learning to Route Keys",
        "Keys find their way through nested panes by attention. Built on "
        "https://github.com/other/base. Our code: https://github.com/owner/routes.",
    ),
    ("Wide and Narrow Layouts", "Layouts for wide and narrow screens are the same layout."),
    ("Attention to Attention", "Attention is given to attention, and the graph of it is drawn."),
)


@dataclass(slots=True)
class Reading:
    """One run of the reader."""

    app: ReaderApp
    pilot: Pilot[int]

    async def press(self, *keys: str) -> None:
        """Press these keys, and let what they set off come to rest."""
        for key in keys:
            await self.pilot.press(key)
        await self.pilot.pause()
        await self.until(lambda: self.browser.is_counted, "the library is counted")

    async def type(self, text: str) -> None:
        """Type this text."""
        await self.press(*({" ": "space"}.get(letter, letter) for letter in text))

    async def until(self, holds: Callable[[], object], what: str = "") -> None:
        """Wait until this holds; fail, showing the screen, where it never does."""
        end = time.monotonic() + PATIENCE
        while not holds():
            assert time.monotonic() < end, f"never: {what}\n{self.screen()}"
            await asyncio.sleep(0.01)

    @property
    def browser(self) -> Browser:
        return self.app.browser

    @property
    def title(self) -> str:
        """The title of the paper under the cursor."""
        return self.browser.paper.title if self.browser.paper else ""

    @property
    def notice(self) -> str:
        """What the reader was told last."""
        return self.browser.query_one(Notice).words

    def sentences(self) -> list[str]:
        """What stands above the keys, sentence by sentence."""
        notice = self.browser.query_one(Notice)
        return str(notice.render()).splitlines() if notice.display else []

    @property
    def found(self) -> str:
        """The count beside the search box."""
        return str(self.browser.query_one("#found", Static).render())

    def titles(self) -> list[str]:
        """The titles in the list, from the first."""
        return [row.title for row in self.browser.library.rows(self.browser.list.ids)]

    def screen(self) -> str:
        """The whole screen as text."""
        app, size = self.app, self.app.size
        strips = app.screen._compositor.render_strips(size)
        return "\n".join(strip.text.rstrip() for strip in strips)

    def abstract_shown(self) -> str:
        """The words that stand in the detail pane, as one line."""
        detail = self.browser.detail
        lines = [detail.render_line(y).text for y in range(detail.size.height)]
        return " ".join(" ".join(lines).split())

    def copied(self) -> str:
        """What was copied last."""
        file = self.app.places.last_copy
        return file.read_text(encoding="utf-8") if file.exists() else ""


@asynccontextmanager
async def open_reader(
    home: Path,
    pages: Sequence[Page] = (SHELF,),
    size: tuple[int, int] = (120, 36),
    files: Sequence[Path] = (),
) -> AsyncIterator[Reading]:
    """The reader over a library with these pages, ready for keys."""
    if pages:
        a_library(home, *pages).close()
    app = ReaderApp(places(home), files)
    try:
        async with app.run_test(size=size) as pilot:
            reading = Reading(app, pilot)
            await reading.until(lambda: reading.browser.answer, "a first answer")
            await reading.until(reading.browser.library.index_is_ready, "the index is made")
            await reading.until(lambda: reading.browser.progress is None, "and its work is done")
            await reading.until(lambda: reading.browser.is_counted, "and it is counted")
            yield reading
    finally:
        app.close()
