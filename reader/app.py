"""The application: opens the library, shows a browser over it, and gives the terminal back."""

from __future__ import annotations

import contextlib
import signal
import sys
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.app import App
from textual.message import Message

from index.library import Library
from reader.guard import Guard
from reader.screens.browser import Browser
from reader.session import Session, load_session, save_session
from reader.theme import DARK, FALLBACKS, LIGHT

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from textual.filter import LineFilter
    from textual.screen import Screen

    from index.paths import Places
    from reader.adding import Added

SAVES_PLACE_AFTER = 0.5
"""Seconds of rest, so that walking through the list does not write a file for each step."""


class ReaderApp(App[int]):
    """Reads the library at `places`; shows the starter page while there is nothing in it."""

    CSS_PATH = "reader.tcss"
    TITLE = "Paperdeck"
    ENABLE_COMMAND_PALETTE = True
    COMMAND_PALETTE_BINDING = "f24"  # the palette's keys stand in the table of commands
    BINDINGS: ClassVar = []

    class PagesRead(Message):
        """The pages that were given are in the library, as far as they could be read."""

        def __init__(self, added: Added) -> None:
            super().__init__()
            self.added = added

    def __init__(self, places: Places, files: Sequence[Path] = ()) -> None:
        super().__init__()
        self.places = places
        self.library = Library.open(places)
        self._files = list(files)
        self._opened = contextlib.ExitStack()
        self._opened.callback(self.library.close)
        self._session = load_session(places.session)
        self._kept = self._session
        for theme in (DARK, LIGHT):
            self.register_theme(theme)
        self.theme = (
            self._session.theme if self._session.theme in self.available_themes else DARK.name
        )

    def get_theme_variable_defaults(self) -> dict[str, str]:
        return FALLBACKS

    def get_line_filters(self) -> Sequence[LineFilter]:
        return [*super().get_line_filters(), Guard()]

    def get_default_screen(self) -> Screen[None]:
        if self.library.is_empty() and not self._files:
            from index.starter import starter

            shown = self._opened.enter_context(starter())
            return Browser(shown, Session(), is_starter=True)
        return Browser(self.library, self._session)

    def on_mount(self) -> None:
        self.set_interval(SAVES_PLACE_AFTER, self.write_session)
        for name in (signal.SIGTERM, signal.SIGHUP):
            with contextlib.suppress(NotImplementedError, RuntimeError, ValueError):
                self._loop_of_signals(name)
        if self._files:
            self.add_pages(self._files)

    def _loop_of_signals(self, name: signal.Signals) -> None:
        import asyncio

        # Textual leaves the terminal in disorder when it is killed: leave in order instead.
        loop = asyncio.get_running_loop()
        loop.add_signal_handler(name, lambda: self.exit(return_code=128 + name))

    @property
    def browser(self) -> Browser:
        """The browser, which may have menus over it."""
        return next(screen for screen in self.screen_stack if isinstance(screen, Browser))

    # ----------------------------------------------------------- the session

    def keep_session(self, session: Session) -> None:
        """Remember this place; it is written when the reader rests."""
        self._session = session

    def write_session(self) -> None:
        if self._session != self._kept:
            self._kept = self._session
            save_session(self.places.session, self._session)

    # ---------------------------------------------------------- adding pages

    def add_pages(self, paths: list[Path]) -> None:
        """Add these in a thread, then show what became of them."""
        self._add(paths, self.browser.begin("Adding"))

    @work(thread=True, group="add", exit_on_error=False)
    def _add(self, paths: list[Path], tell: Callable[[int, int], bool]) -> None:
        from reader.adding import add_paths

        self.post_message(self.PagesRead(add_paths(self.library, paths, tell)))

    @on(PagesRead)
    def show_added(self, message: PagesRead) -> None:
        from reader.screens.add_pages import PagesAdded

        self.browser.progress = None
        if self.browser.is_starter and message.added.reports:
            self.switch_screen(Browser(self.library, Session(theme=self.theme)))
        else:
            self.browser.library_changed()
            self.browser.keep_index()
        self.push_screen(PagesAdded(message.added))

    def write_to_terminal(self, sequence: str) -> None:
        """Send a control sequence of our own making, such as OSC 52, past the widgets."""
        if self._driver is not None:
            self._driver.write(sequence)

    def close(self) -> None:
        """Keep the place, and close what was opened."""
        self.write_session()
        self._opened.close()


def run(places: Places, files: Sequence[Path] = ()) -> int:
    """Open the reader, and give its exit code. Errors: LibraryError, before anything is shown."""
    sys.setswitchinterval(0.0005)  # the search thread must not hold up a key's echo
    app = ReaderApp(places, files)
    try:
        app.run()
    finally:
        app.close()
    return app.return_code or 0
