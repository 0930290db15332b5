"""The application: opens the library, and shows a browser over it."""

from __future__ import annotations

import contextlib
import gc
import time
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import events, on
from textual.await_complete import AwaitComplete
from textual.worker import Worker, WorkerState

from index.library import Library
from index.memory import give_back
from index.paths import is_there, sweep_drafts
from reader.adding_pages import AddingApp
from reader.columns import holding_columns
from reader.drawn import forget_colours, forget_lookups
from reader.guard import Guard
from reader.log import fault_words
from reader.pasting import pasting_whole
from reader.screens.browser import Browser
from reader.screens.sheet import Sheet
from reader.session import Session, load_session, save_session
from reader.strips import keep_little
from reader.theme import DARK, FALLBACKS, LIGHT

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from pathlib import Path

    from textual.app import SystemCommand
    from textual.driver import Driver
    from textual.filter import LineFilter
    from textual.screen import Screen

    from index.paths import Places
    from reader.terminal.endings import Endings

SAVES_PLACE_AFTER = 0.5
"""Seconds of rest, so that walking through the list does not write a file for each step."""

RESTS_AFTER = 0.4
"""Seconds without a key."""

LOOKS_FOR_GARBAGE = 700, 10, 1
"""Of which the last is 10 by itself: each closed panel leaves some thousand objects in circles."""

STANDS_AFTER = 1.0
"""Seconds until the first screen stands; the start lets no collection in between."""


class ReaderApp(AddingApp):
    """Reads the library at `places`; shows the starter page while there is nothing in it."""

    CSS_PATH = "reader.tcss"
    TITLE = "Paperdeck"
    ENABLE_COMMAND_PALETTE = True
    COMMAND_PALETTE_BINDING = "f24"  # the palette's keys stand in the table of commands
    BINDINGS: ClassVar = []

    def __init__(
        self, places: Places, files: Sequence[Path] = (), endings: Endings | None = None
    ) -> None:
        keep_little()
        super().__init__(endings)
        self.places = places
        self.library = Library.open(places)
        self._files = list(files)
        self._opened = contextlib.ExitStack()
        self._opened.callback(self.library.close)
        self._starter: Library | None = None
        self.last_words: list[str] = []  # for the shell, once the terminal is given back
        self._guard = Guard()
        self._turns = 0
        self.is_searching_still = False
        self._session = load_session(places.session)
        self._kept = self._session
        self._gave_back = 0.0
        for theme in (DARK, LIGHT):
            self.register_theme(theme)
        self.theme = (
            self._session.theme if self._session.theme in self.available_themes else DARK.name
        )

    def get_theme_variable_defaults(self) -> dict[str, str]:
        return FALLBACKS

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """None of Textual's own: the palette lists the table of commands."""
        return ()

    def get_line_filters(self) -> Sequence[LineFilter]:
        # Always the same one: drawn lines are kept by the filters they went through.
        return [*super().get_line_filters(), self._guard]

    def get_driver_class(self) -> type[Driver]:
        return pasting_whole(holding_columns(super().get_driver_class()))

    # ------------------------------------------------------------ its keys

    def is_held(self) -> bool:
        """A key waits for what the command before it does, and for panels to open and close."""
        if isinstance(self.screen, Browser):
            return self.screen.is_waiting or self.is_adding_briefly
        return self.panel_will_close()

    def is_urgent(self, event: events.Key | events.Paste) -> bool:
        """Esc ends the work that a command waits for."""
        is_escape = isinstance(event, events.Key) and event.key == "escape"
        is_at_work = self.screen is self.browser and self.browser.progress is not None
        return is_escape and is_at_work and self.is_held() and not self.is_adding_briefly

    # --------------------------------------------------------- what is shown

    def get_default_screen(self) -> Browser:
        if self.library.is_empty() and not self._files:
            return self.over_starter()
        return Browser(self.library, self._session)

    def over_starter(self) -> Browser:
        if self._starter is None:
            from index.starter import starter

            self._starter = self._opened.enter_context(starter())
        return Browser(self._starter, Session(theme=self.theme), is_starter=True)

    def over_library(self) -> Browser:
        return Browser(self.library, Session(theme=self.theme))

    def turn_to(self, make: Callable[[], Browser]) -> None:
        """Show another browser, and take down the one before with all that lies over it."""
        before = self.current_mode
        self._turns += 1
        mode = f"turn {self._turns}"
        self.add_mode(mode, make)
        self.switch_mode(mode)
        if before != self.DEFAULT_MODE:  # which Textual keeps for good
            self.remove_mode(before)

    def pop_screen(self) -> AwaitComplete:
        """Close the panel on top, if there is one: Textual's palette may close itself twice."""
        return super().pop_screen() if len(self.screen_stack) > 1 else AwaitComplete()

    def leave_starter(self) -> None:
        """Turn to the library, where another process has put the first papers into it."""
        browser = self.browser
        if not browser.is_starter or self.screen is not browser or self.additions:
            return  # it was left, though Textual keeps it; what is added from here is told of first
        if not browser.attempt(self.library.is_empty, otherwise=True):
            self.turn_to(self.over_library)

    def panel_will_close(self) -> bool:
        """Whether the panel on top has been told to close, and did not do so yet."""
        return bool(getattr(self.screen, "is_leaving", False))  # of a sheet or of the palette

    @property
    def browser(self) -> Browser:
        """The browser, which may have panels over it."""
        return next(screen for screen in self.screen_stack if isinstance(screen, Browser))

    def on_mount(self) -> None:
        self.set_interval(SAVES_PLACE_AFTER, self.write_session)
        self.theme_changed_signal.subscribe(self, forget_colours)
        self.set_timer(STANDS_AFTER, self.collect_again)
        if self._files:
            self.add_pages(self._files)

    def collect_again(self) -> None:
        """Look for garbage from now on, but never among what the start has made to stay.

        Some may lie in a folder: what a killed reader was about to write.
        """
        gc.freeze()
        gc.set_threshold(*LOOKS_FOR_GARBAGE)
        gc.enable()
        self.set_interval(RESTS_AFTER, self.rest)
        sweep_drafts(self.places.state)

    def rest(self) -> None:
        """Give back what the last keys took, once none came for a while: some 10 ms of work."""
        if self._gave_back < self.last_turn < time.monotonic() - RESTS_AFTER:
            self._gave_back = self.last_turn
            forget_lookups(self.screen_stack)
            self.library.store.give_back()
            gc.collect()
            give_back()

    @on(Worker.StateChanged)
    def tell_of_fault(self, event: Worker.StateChanged) -> None:
        """A fault in a thread ends neither the reader nor in silence."""
        if event.state is WorkerState.ERROR and event.worker.error is not None:
            words = fault_words(self.places.log, event.worker.error)
            self.browser.say(words, is_problem=True, comes_late=True)

    # ----------------------------------------------------------- the session

    def keep_session(self, session: Session) -> None:
        """Remember this place; it is written when the reader rests."""
        self._session = session

    def write_session(self) -> None:
        """Keep the place; one that could not be kept is tried again, without a word.

        Where the library was taken away, no folder is made that its own could not come back over.
        """
        session = self._session
        if session == self._kept or not is_there(self.places.library):
            return
        if save_session(self.places.session, session):
            self._kept = session

    async def action_quit(self) -> None:
        """Ctrl+q: out of the panel that is open, which keeps what was written; else out of here."""
        if isinstance(self.screen, Sheet):
            self.screen.action_leave()
        else:
            self.browser.action_run("quit")

    def action_command_palette(self) -> None:
        from reader.palette import Palette

        if not isinstance(self.screen, Palette):
            self.push_screen(Palette(id="--command-palette"))

    def search_themes(self) -> None:
        from textual.theme import ThemeProvider

        from reader.palette import Palette

        self.push_screen(Palette(providers=[ThemeProvider], placeholder="Search for themes…"))

    def action_help_quit(self) -> None:
        """Ctrl+c, where nothing is selected to copy."""
        self.browser.say("q leaves the reader; Esc stops what is under way.")

    def cannot_suspend(self) -> None:
        self.browser.say("There is no shell here to go back to; q leaves the reader.")

    def leave_in_order(self, code: int) -> None:
        """Leave with this exit code, once a note that is being written is kept."""
        if isinstance(self.screen, Sheet):
            self.screen.keep_then(partial(self.exit, return_code=code))
        else:
            self.exit(return_code=code)

    def write_to_terminal(self, sequence: str) -> None:
        """Send a control sequence of our own making, such as OSC 52, past the widgets.

        Errors: RuntimeError where the terminal takes nothing just now.
        """
        if not self.is_running or self._driver is None:
            raise RuntimeError("the reader is leaving it")
        if self.terminal is not None and self.terminal.is_behind():
            raise RuntimeError("it takes nothing just now")
        self._driver.write(sequence)

    def leave_searching(self) -> None:
        """Close no library: a search under way did not end in time, and would lose its ground."""
        self.is_searching_still = True

    def close(self) -> None:
        """Keep the place, and close what was opened."""
        self.write_session()
        if not self.is_searching_still:
            self._opened.close()
