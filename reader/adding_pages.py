"""An app that adds saved pages while one reads on, and tells what became of them."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from textual import on, work
from textual.message import Message

from reader.screens.working import Job
from reader.terminal.app import TerminalApp

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from index.library import Library
    from reader.adding import Added
    from reader.screens.browser import Browser
    from reader.terminal.endings import Endings

BRIEFLY = 1.0
"""Seconds that keys wait for pages to be added: what is typed ahead is for what is shown then."""


class AddingApp(TerminalApp):
    """Turns from the starter page to the library with the first papers of one's own."""

    library: Library

    class PagesRead(Message):
        """The pages that were given are in the library, as far as they could be read."""

        def __init__(self, added: Added, job: Job) -> None:
            super().__init__()
            self.added, self.job = added, job

    def __init__(self, endings: Endings | None = None) -> None:
        super().__init__(endings)
        self.additions = 0  # under way
        self.is_adding_briefly = False
        self._free_since = 0.0  # keys are, though pages are added

    def add_pages(self, paths: list[Path]) -> None:
        """Add these in a thread, then show what became of them."""
        self.additions += 1
        self.is_adding_briefly = True
        self.set_timer(BRIEFLY, self._end_brief_time)
        words = "Adding stopped: the pages that were read are in the library."
        self._add(paths, Job(self.browser, "Adding", words))

    def _end_brief_time(self) -> None:
        if self.is_adding_briefly:
            self._free_keys()

    def _free_keys(self) -> None:
        self.is_adding_briefly, self._free_since = False, time.monotonic()
        self.go_on()

    @work(thread=True, group="add", exit_on_error=False)
    def _add(self, paths: list[Path], job: Job) -> None:
        from reader.adding import Added, add_paths

        added = Added()
        try:
            added = add_paths(self.library, paths, job.tell)
        finally:
            self.post_message(self.PagesRead(added, job))

    @on(PagesRead)
    def show_added(self, message: PagesRead) -> None:
        """In a panel, or in a sentence where one has gone on: a panel would take one's keys."""
        self.additions -= 1
        is_awaited = self.is_adding_briefly or self.last_turn < self._free_since
        self._show_papers(message.job)
        if is_awaited:
            from reader.screens.add_pages import PagesAdded

            self.push_screen(PagesAdded(message.added))
        else:
            added = message.added
            self.browser.say(added.words, is_problem=bool(added.problems), comes_late=True)
        self._free_keys()

    def _show_papers(self, job: Job) -> None:
        browser = self.browser
        browser.end_work(job)
        is_empty = browser.attempt(self.library.is_empty, otherwise=False)
        if browser.is_starter and not is_empty:
            self.turn_to(self.over_library)
        elif is_empty and not browser.is_starter:
            self.turn_to(self.over_starter)
        else:
            browser.library_changed()
            browser.keep_index()

    @property
    def browser(self) -> Browser:
        """The browser, which may have panels over it."""
        raise NotImplementedError

    def turn_to(self, make: Callable[[], Browser]) -> None:
        """Show another browser."""
        raise NotImplementedError

    def over_library(self) -> Browser:
        """A browser over the library."""
        raise NotImplementedError

    def over_starter(self) -> Browser:
        """A browser over the starter page."""
        raise NotImplementedError
