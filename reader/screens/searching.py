"""From what is typed in the search box to the question that is asked, and to those asked before."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from textual import on

from index.errors import LibraryError
from reader.commands import Group, named
from reader.screens.panes import Panes
from reader.widgets.query_notes import QueryNotes
from reader.widgets.search_box import SearchBox

if TYPE_CHECKING:
    from collections.abc import Sequence

    from index.library import Library
    from reader.session import Session

USES = {"open", "bookmark", "tags", "note", "why"}
"""What one does with a result worth finding again, but for copying it and opening its links."""


class Searching(Panes):
    """A screen whose search box asks as one types."""

    def __init__(self, library: Library, session: Session) -> None:
        super().__init__(library, session)
        self._remembered = ""

    @property
    def is_typing(self) -> bool:
        return self.focused is self.search_box.input

    def watch_is_late(self, is_late: bool) -> None:
        self.search_box.is_late = is_late

    @on(SearchBox.Typed)
    def search_as_typed(self, message: SearchBox.Typed) -> None:
        # What was typed may have been cleared before its message came; nobody typed that, nor may
        # it take away what a key pressed since then has said.
        if message.text == self.search_box.input.value != self.question.text:
            self.go_past_notice()
            self.search_for(message.text)

    def search_for(self, text: str) -> None:
        """Ask this as it is typed, the best hit highlighted."""
        keep = None if text.strip() else self.list.paper
        before = self.question
        is_same = text.split() == before.text.split()
        sort = before.sort if is_same else None  # it was chosen for the query before
        self.ask(replace(before, text=text, sort=sort, typing=bool(text)), keep=keep)

    @on(SearchBox.Offered)
    def show_offer(self, message: SearchBox.Offered) -> None:
        self.query_one(QueryNotes).offer = message.offer

    @on(SearchBox.Left)
    def go_to_results(self, message: SearchBox.Left) -> None:
        self.asker.hurry()
        if message.key != "escape":
            self.remember(self.search_box.input.value)
        self.set_focus(self.list)

    def show_unanswered(self) -> None:
        if self.search_box.input.value.strip() != self.question.text.strip():
            self.search_box.show_unanswered()

    def earlier_queries(self) -> Sequence[str]:
        """What was searched for before, newest first."""
        return self.attempt(self.library.queries, ())

    def remember(self, text: str) -> None:
        """Keep this among the earlier queries; in the search thread, as the library may be busy."""
        text = text.strip()
        if text and text != self._remembered:
            self._remembered = text
            self.asker.errand(partial(_keep, self.library, text))

    def _run(self, command_id: str) -> None:
        super()._run(command_id)
        if command_id in USES or named(command_id).group in (Group.COPY, Group.OPEN):
            self.remember(self.question.text)


def _keep(library: Library, text: str) -> None:
    with suppress(LibraryError):  # a gap among earlier queries harms less than a word about it
        library.remember_query(text)
