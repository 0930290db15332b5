"""From keys to commands: one at a time, in order, each on what the one before it showed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

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


def _pressed(key: str) -> events.Key:
    """The event of a key as the table of commands names it."""
    if len(key) == 1:
        return events.Key(_character_to_key(key), key)
    return events.Key(
        _character_to_key(key) if is_character else key, key if is_character else None
    )


class Commanding(Answering):
    """A screen that runs the commands of `reader.commands`, chords among them."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings()]

    chord: reactive[str] = reactive("", repaint=False)

    def __init__(self, library: Library, session: Session) -> None:
        super().__init__(library, session)
        # Given before the answer they are about: keys, and commands chosen by name.
        self._waiting: list[events.Key | str] = []

    def action_run(self, command_id: str, key: str = "") -> None:
        """Do what a key says; while one types in the search box, keys are for the box."""
        if key and self.is_typing:
            raise SkipAction
        if self.chord:
            self._follow(key)
        elif command_id == "back" or (not self._waiting and self._can_run(command_id)):
            self._run(command_id)
        else:
            self._waiting.append(_pressed(key) if key else command_id)

    def action_chord(self, prefix: str) -> None:
        """Show what may follow this letter, until the next key."""
        if self.is_typing:
            raise SkipAction
        if self._waiting:
            self._waiting.append(_pressed(prefix))
        elif self.chord:
            self._follow(prefix)
        else:
            self.chord = prefix

    def on_key(self, event: events.Key) -> None:
        """A key that no command has waits its turn, or ends a chord; it does no harm."""
        if self._waiting:
            event.stop()
            self._waiting.append(events.Key(event.key, event.character))
        elif self.chord:
            event.stop()
            self.chord = ""

    def run_waiting(self) -> None:
        """Go on with what waited for the answer that is shown now.

        Keys are pressed anew, one by one, as one of them may open a panel that the next is for.
        """
        waiting, self._waiting = self._waiting, []
        for given in waiting:
            if isinstance(given, str):
                self.action_run(given)
            else:
                self.app.post_message(given)

    def forget_waiting(self) -> None:
        self._waiting = []

    def _can_run(self, command_id: str) -> bool:
        return command_id in AT_ONCE or self.has_caught_up()

    def _follow(self, key: str) -> None:
        typed, self.chord = self.chord + key, ""
        for command in chords(typed[0]):
            if typed in command.keys:
                self.action_run(command.id)

    def _run(self, command_id: str) -> None:
        browser: Any = self  # actions are written for the one screen that has commands
        try:
            run_command(command_id, browser)
        except LibraryError as error:
            self.say(str(error), is_problem=True)

    @property
    def is_typing(self) -> bool:
        """Whether keys are for a line that is being typed."""
        raise NotImplementedError

    def has_caught_up(self) -> bool:
        """Whether what is shown is what was asked for, so that a verb acts on what is meant."""
        raise NotImplementedError
