"""From keys to commands: one at a time, in order, each on what the one before it showed."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple

from textual import events
from textual.actions import SkipAction
from textual.keys import _character_to_key
from textual.reactive import reactive

from index.errors import LibraryError
from reader.actions import run_command
from reader.commands import chords
from reader.keymap import bindings
from reader.screens.answering import Answering

if TYPE_CHECKING:
    from textual.binding import BindingType

    from index.library import Library
    from reader.session import Session

AT_ONCE = {"search", "clear", "back", "next-pane", "previous-pane", "add", "help", "palette"}
AT_ONCE |= {"suspend", "quit", "theme"}
"""Commands that act on no paper, and so wait for no answer."""

MARKING = {"bookmark", "tags", "note", "read", "undo", "redo", "open"}
"""Commands that write in the library, and so wait for a long change to end."""


class Given(NamedTuple):
    """A key as the table of commands names it, or a command chosen by name."""

    key: str
    command_id: str = ""  # none for a letter that may begin a chord, and for a key without use

    def pressed(self) -> events.Key:
        """The key's event, for a panel that stands over the browser by now."""
        if len(self.key) == 1:
            return events.Key(_character_to_key(self.key), self.key)
        return events.Key(self.key, None)


class Commanding(Answering):
    """A screen that runs the commands of `reader.commands`, chords among them."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings()]

    chord: reactive[str] = reactive("", repaint=False)

    def __init__(self, library: Library, session: Session) -> None:
        super().__init__(library, session)
        self._waiting: deque[Given] = deque()  # given before the answer they are about
        self._is_going_on = False
        self._walk = 0
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
        """A key that no command has waits its turn, or ends a chord; it does no harm."""
        if self._waiting:
            event.stop()
            self._waiting.append(Given(event.character or event.key))
        elif self.chord:
            event.stop()
            self.chord = ""

    def run_waiting(self) -> None:
        """Go on with what waited for the answer that is shown now."""
        if self._waiting and not self._is_going_on:
            self._is_going_on = True
            self._go_on(self._walk)

    def on_screen_resume(self) -> None:
        """Go on: a panel that closes before it was painted takes the breath of `_go_on` along."""
        self._walk += 1  # should it come after all, it is of a walk that is over
        self._is_going_on = False
        self.run_waiting()

    def forget_waiting(self) -> None:
        self._waiting.clear()

    def _take(self, given: Given) -> None:
        if self._waiting or not self._is_done(given):
            self._waiting.append(given)

    def _go_on(self, walk: int) -> None:
        """One of those that waited, then a breath: it may open a panel that the next is for."""
        if walk != self._walk:
            return
        given = self._waiting.popleft() if self._waiting else None
        if given is not None and self.app.screen is not self:
            self.app.post_message(given.pressed())
        elif given is not None and not self._is_done(given):
            self._waiting.appendleft(given)  # until the next answer
            given = None
        self._is_going_on = given is not None
        if self._is_going_on:
            self.app.call_after_refresh(self._go_on, walk)

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
