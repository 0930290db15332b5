"""The line one types into, and what it found: "12 of 349 · best match first"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import events
from textual.containers import Horizontal
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widgets import Input, Static
from textual.widgets.input import Selection

from reader.widgets.ordered_input import OrderedInput
from reader.words import SORT_WORDS

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from index.search.answer import Answer

ROOM_FOR_SORT = 70
"""Columns from which on the order stands beside the count."""


LEAVING = {"enter", "escape", "down", "tab", "shift+tab"}


class SearchInput(OrderedInput):
    """Enter, ↓, Tab and Esc go to the results.

    Keys typed in one burst are all on their way here before the first is dealt with. Those that
    come after the box was left are for the list, and are sent on.
    """

    is_open = False

    class Leave(Message):
        """The box was left."""

    def open(self) -> None:
        """Take the keys from now on; what is typed replaces what stands here."""
        self.is_open = True
        self.screen.set_focus(self)
        self.selection = Selection(0, len(self.value))

    def on_focus(self) -> None:
        self.is_open = True

    def on_blur(self) -> None:
        self.is_open = False

    async def _on_key(self, event: events.Key) -> None:
        if not self.is_open:
            event.stop()
            event.prevent_default()
            self.app.post_message(events.Key(event.key, event.character))
        elif event.key in LEAVING:
            event.stop()
            event.prevent_default()
            self.is_open = False
            self.screen.set_focus(None)
            self.post_message(self.Leave())
        else:
            await super()._on_key(event)


class SearchBox(Horizontal):
    """Says what is typed, and shows how much was found."""

    answer: reactive[Answer | None] = reactive(None, repaint=False)
    scope_words: reactive[str] = reactive("", repaint=False)

    class Typed(Message):
        """The query is another one."""

        def __init__(self, text: str) -> None:
            super().__init__()
            self.text = text

    class Left(Message):
        """On to the results."""

    def compose(self) -> ComposeResult:
        yield Static("/", id="slash", markup=False)
        yield SearchInput(
            placeholder="Search titles and abstracts",
            id="query",
            compact=True,
            select_on_focus=False,
        )
        yield Static("", id="scope", markup=False)
        yield Static("", id="found", markup=False)

    @property
    def input(self) -> SearchInput:
        return self.query_one(SearchInput)

    def set_text(self, text: str) -> None:
        """Put this in the box without asking anything."""
        with self.input.prevent(Input.Changed):
            self.input.value = text
            self.input.cursor_position = len(text)

    def watch_answer(self, answer: Answer | None) -> None:
        if answer is not None:
            found, total = len(answer.ids), answer.total
            words = f"{found:,} of {total:,}"
            if self.app.size.width >= ROOM_FOR_SORT:
                words += f" · {SORT_WORDS[answer.sort]}"
            # Never a new layout: the count changes with every key that is typed.
            self.query_one("#found", Static).update(Content(words), layout=False)

    def on_resize(self) -> None:
        self.watch_answer(self.answer)

    def watch_scope_words(self, words: str) -> None:
        scope = self.query_one("#scope", Static)
        scope.display = bool(words)
        scope.update(Content(words))

    def on_input_changed(self, event: Input.Changed) -> None:
        event.stop()
        self.post_message(self.Typed(event.value))

    def on_search_input_leave(self, event: SearchInput.Leave) -> None:
        event.stop()
        self.post_message(self.Left())
