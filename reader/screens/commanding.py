"""From keys to commands: one at a time, in order, each on what the one before it showed."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple, cast

from textual.actions import SkipAction
from textual.reactive import reactive

from index.errors import LibraryError
from reader.actions import run_command
from reader.commands import chords
from reader.keymap import bindings
from reader.screens.answering import Answering

if TYPE_CHECKING:
    from textual import events
    from textual.binding import BindingType

    from index.library import Library
    from reader.app import ReaderApp
    from reader.session import Session

AT_ONCE = {"search", "clear", "back", "next-pane", "previous-pane", "add", "help", "palette"}
AT_ONCE |= {"suspend", "quit", "theme"}
"""Commands that act on no paper, and so wait for no answer."""

MARKING = {"bookmark", "tags", "note", "read", "undo", "redo", "open"}
"""Commands that write in the library, and so wait for a long change to end."""


class Given(NamedTuple):
    """A key as the table of commands names it, or a command chosen by name."""

    key: str
    command_id: str = ""  # none for a letter that may begin a chord


class Commanding(Answering):
    """A screen that runs the commands of `reader.commands`, chords among them."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings()]

    chord: reactive[str] = reactive("", repaint=False)

    def __init__(self, library: Library, session: Session) -> None:
        super().__init__(library, session)
        self._waiting: deque[Given] = deque()  # given before the answer they are about
        self.is_finding_out = False
        self.key_given = ""
        """The key that the command under way was given with; none where it was chosen by name."""

    def action_run(self, command_id: str, key: str = "") -> None:
        """Do what a key says; while one types in the search box, keys are for the box."""
        if key and self.is_typing:
            raise SkipAction
        is_at_work = self.progress is not None  # which Esc stops, whatever waits for its end
        if command_id == "back" and not self.chord and (is_at_work or not self._waiting):
            self._run(command_id)
        else:
            self._take(Given(key, command_id))

    def action_chord(self, prefix: str) -> None:
        """Show what may follow this letter, until the next key."""
        if self.is_typing:
            raise SkipAction
        self._take(Given(prefix))

    def on_key(self, event: events.Key) -> None:
        """A key that no command has ends a chord; it does no harm."""
        if self.chord:
            event.stop()
            self.chord = ""

    @property
    def reader(self) -> ReaderApp:
        return cast("ReaderApp", self.app)

    @property
    def is_waiting(self) -> bool:
        """Whether a command waits, and with it every key behind it."""
        return bool(self._waiting) or self.is_finding_out

    def run_waiting(self) -> None:
        """Go on with what waited for the answer that is shown now."""
        self.call_later(self._go_on)

    def on_screen_suspend(self) -> None:
        self.reader.go_on()  # keys are for what lies over this

    def on_screen_resume(self) -> None:
        self.run_waiting()

    def forget_waiting(self) -> None:
        self._waiting.clear()
        self.reader.go_on()

    def _take(self, given: Given) -> None:
        if self._waiting or not self._is_done(given):
            self._waiting.append(given)

    def _go_on(self) -> None:
        while self._waiting and self.is_current:
            given = self._waiting.popleft()
            if not self._is_done(given):
                self._waiting.appendleft(given)  # until the next answer
                break
        self.reader.go_on()

    def _is_done(self, given: Given) -> bool:
        """Do it, unless it is about an answer that is still to come."""
        if self.chord:
            self._follow(given.key)
        elif not given.command_id:
            self.chord = given.key if chords(given.key) else ""
        elif given.command_id in MARKING and self.is_changing:
            return False
        elif given.command_id in AT_ONCE or self.has_caught_up():
            self.key_given = given.key
            self._run(given.command_id)
        else:
            return False
        return True

    def _follow(self, key: str) -> None:
        typed, self.chord = self.chord + key, ""
        for command in chords(typed[0]):
            if typed in command.keys:
                self._take(Given(key, command.id))

    def _run(self, command_id: str) -> None:
        self.go_past_notice()
        browser: Any = self  # actions are written for the one screen that has commands
        try:
            run_command(command_id, browser)
        except LibraryError as error:
            self.say(str(error), is_problem=True)

    def go_past_notice(self) -> None:
        """Show no longer what was said of an earlier command."""
        raise NotImplementedError

    @property
    def is_typing(self) -> bool:
        """Whether keys are for a line that is being typed."""
        raise NotImplementedError

    def has_caught_up(self) -> bool:
        """Whether what is shown is what was asked for, so that a verb acts on what is meant."""
        raise NotImplementedError
