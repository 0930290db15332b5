"""A change of very many papers, in a thread, while one goes on reading."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import on, work
from textual.message import Message

from index.errors import LibraryError
from reader.screens.working import Working

if TYPE_CHECKING:
    from collections.abc import Callable

    from index.library import Library


class Changing(Working):
    """A screen that lets one long change end before another begins."""

    class Changed(Message):
        """The change is made, or could not be: what to say of it."""

        def __init__(self, words: str, *, is_problem: bool) -> None:
            super().__init__()
            self.words, self.is_problem = words, is_problem

    def __init__(self, library: Library) -> None:
        super().__init__(library)
        self.is_changing = False
        self._meanwhile = ""

    def change(self, make: Callable[[], str], meanwhile: str) -> None:
        """Make a change in a thread, saying what is under way; it gives what to say once made."""
        self.is_changing, self._meanwhile = True, meanwhile
        self.say(meanwhile)
        self._change(make)

    @work(thread=True, group="change", exit_on_error=False)
    def _change(self, make: Callable[[], str]) -> None:
        words, is_problem = "The change could not be made.", True
        try:
            words, is_problem = make(), False
        except LibraryError as error:
            words = str(error)
        finally:
            self.post_message(self.Changed(words, is_problem=is_problem))

    @on(Changed)
    def show_changed(self, message: Changed) -> None:
        """Draw the papers as they are now, and go on with what waited."""
        self.is_changing = False
        self.marks_changed(None)
        self.unsay(self._meanwhile)
        self.say(message.words, is_problem=message.is_problem, comes_late=True)
        self.run_waiting()

    def unsay(self, words: str) -> None:
        """Take a sentence away that is so no more."""
        raise NotImplementedError

    def marks_changed(self, papers: None) -> None:
        """Draw every paper's marks anew."""
        raise NotImplementedError

    def run_waiting(self) -> None:
        """Go on with what was to wait."""
        raise NotImplementedError
