"""Plays keys, clicks and sizes to the real reader, and sees after each that nothing is wrong."""

from __future__ import annotations

import shutil
import threading
import unicodedata
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from textual import events

import reader
from index.paths import places
from reader.app import ReaderApp
from reader.widgets.key_strip import KeyStrip
from tests.builders import a_library
from tests.faults.foresight import Click, Foresight, Key, Paste, Size, Step, Wheel
from tests.pressing import Reading

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

NARROWEST = 22
"""Columns that the line of keys takes at least; in fewer it is cut."""


class FencedReader(ReaderApp):
    """Adds pages of one folder alone: whoever presses keys at random would add the whole disk."""

    CSS_PATH = Path(reader.__file__).with_name(str(ReaderApp.CSS_PATH))

    def __init__(self, home: Path, pages: Path) -> None:
        super().__init__(places(home))
        self._pages = pages

    def add_pages(self, paths: list[Path]) -> None:
        super().add_pages([path if self._pages in path.parents else self._pages for path in paths])


class Play:
    """One reader being played with."""

    def __init__(self, reading: Reading, home: Path, foresight: Foresight) -> None:
        self.reading = reading
        self.app = reading.app
        self.home = home
        self.foresight = foresight

    async def step(self, step: Step) -> None:
        """Do it, let all that it sets off come to rest, and see that nothing is wrong."""
        if self.has_left:
            return
        self.foresight.foresee(step)
        await self.do(step)
        await self.rest()
        if self.has_left:
            return
        self.foresight.check_marks(step)
        self.check_screen()

    async def do(self, step: Step) -> None:
        pilot, size = self.reading.pilot, self.app.size
        match step:
            case Key(key):
                await pilot.press(*(key if key == "gg" else (key,)))
            case Paste(text):
                self.app.post_message(events.Paste(text))
            case Size(width, height):
                await pilot.resize_terminal(width, height)
            case Click(x, y, times):
                await pilot.click(offset=(x % size.width, y % size.height), times=times)
            case Wheel(x, y, is_down):
                kind = events.MouseScrollDown if is_down else events.MouseScrollUp
                at = (x % size.width, y % size.height)
                await pilot._post_mouse_events([kind], offset=at)

    async def rest(self) -> None:
        """Wait until no thread is at work for the reader, and all that it told is shown."""
        is_quiet = False
        await self.reading.pilot.pause()
        while not is_quiet and not self.has_left:
            is_quiet = self.is_at_rest()
            await self.reading.until(lambda: self.has_left or self.is_at_rest(), "at rest")
            await self.past_errands()
            await self.reading.pilot.pause()
            is_quiet = is_quiet and self.is_at_rest()

    def is_at_rest(self) -> bool:
        browser = self.reading.browser
        is_answered = browser.answer is not None and browser.answer.question == browser.question
        is_working = any(worker.is_running for worker in self.app.workers)
        is_waiting = browser.is_waiting or self.app.has_keys_due or browser._indexing is not None
        return is_answered and not is_waiting and not is_working

    async def past_errands(self) -> None:
        """Wait until the search thread has done all it was given before."""
        done = threading.Event()
        asker = self.reading.browser.asker
        asker.errand(done.set)
        await self.reading.until(lambda: done.is_set() or not asker.is_alive(), "errands done")

    @property
    def has_left(self) -> bool:
        return self.app._exit

    def check_screen(self) -> None:
        """The cursor is in the list, its paper is shown, and nothing is drawn past the edges."""
        browser, size = self.reading.browser, self.app.size
        ids = browser.list.ids
        assert 0 <= browser.list.cursor < max(1, len(ids))
        assert browser.list.paper == (browser.paper and browser.paper.id)
        assert browser.detail.paper is browser.paper
        assert len(set(ids)) == len(ids)
        strip = browser.query_one(KeyStrip)
        assert strip.render().cell_length <= max(strip.size.width, NARROWEST)
        for line in self.app.screen._compositor.render_strips(size):
            assert line.cell_length == size.width
            kinds = {unicodedata.category(character) for character in line.text}
            assert not kinds & {"Cc", "Cs", "Zl", "Zp"}, line.text
        assert not self.app.places.log.exists(), self.app.places.log.read_text()

    async def come_home(self) -> None:
        """Esc, three times, leads back to the list, and it moves."""
        for _ in range(3):
            await self.step(Key("escape"))
        browser = self.reading.browser
        assert self.app.screen is browser, self.app.screen
        assert browser.focused is browser.list
        assert not browser.chord
        for key in ("backslash", "end"):
            await self.step(Key(key))
        assert len(browser.list.ids) == len(self.foresight.papers())
        assert browser.list.cursor == len(browser.list.ids) - 1

    async def leave(self) -> None:
        """Ctrl+q, from wherever one is: out of what is open, and out."""
        for _ in range(4):
            await self.step(Key("ctrl+q"))
        assert self.has_left, self.app.screen
        assert not self.app.return_code


@asynccontextmanager
async def played(home: Path, like: Path, size: tuple[int, int]) -> AsyncIterator[Play]:
    """The reader in a copy of the home `like`, at rest."""
    shutil.copytree(like, home)
    app = FencedReader(home, home / "pages")
    try:
        with a_library(home) as witness:
            async with app.run_test(size=size) as pilot:
                reading = Reading(app, pilot)
                play = Play(reading, home, Foresight(reading, home, witness))
                await play.rest()
                yield play
            assert play.foresight.held() == play.foresight.marks.held
    finally:
        app.close()
