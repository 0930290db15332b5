"""The line one types into, and what it found: "12 of 349 · best match first"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.containers import Horizontal
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widgets import Input, Static

from reader.completions import Known
from reader.widgets.search_input import SearchInput
from reader.words import SORT_WORDS

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from textual.app import ComposeResult

    from index.search.answer import Answer
    from reader.completions import Offer

ROOM_FOR_SORT = 70
"""Columns from which on the order stands beside the count."""


class SearchBox(Horizontal):
    """Says what is typed, and shows how much was found."""

    answer: reactive[Answer | None] = reactive(None, repaint=False)
    is_late: reactive[bool] = reactive(False, init=False, repaint=False)
    scope_words: reactive[str] = reactive("", repaint=False)
    known: reactive[Known] = reactive(Known, repaint=False)

    class Typed(Message):
        """The query is another one."""

        def __init__(self, text: str) -> None:
            super().__init__()
            self.text = text

    class Left(Message):
        """On to the results, by this key."""

        def __init__(self, key: str) -> None:
            super().__init__()
            self.key = key

    class Offered(Message):
        """What the query could go on with is something else now, or nothing."""

        def __init__(self, offer: Offer | None) -> None:
            super().__init__()
            self.offer = offer

    def __init__(self, recall: Callable[[], Sequence[str]], *, id: str) -> None:
        """`recall` gives the earlier queries, newest first."""
        super().__init__(id=id)
        self._recall = recall

    def compose(self) -> ComposeResult:
        yield Static("/", id="slash", markup=False)
        yield SearchInput(
            self._recall,
            self._complete,
            placeholder="Search titles and abstracts",
            id="query",
            compact=True,
            select_on_focus=False,
        )
        yield Static("", id="scope", markup=False)
        yield Static("", id="found", markup=False)

    def _complete(self, query: str, cursor: int) -> Offer | None:
        from reader.completing import offer_at  # with the query language: the start needs neither

        return offer_at(query, cursor, self.known)

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
            found, total = 0 if answer.failure else len(answer.ids), answer.total
            words = f"{found:,} of {total:,}"
            if found and self.app.size.width >= ROOM_FOR_SORT:
                words += f" · {SORT_WORDS[answer.sort]}"
            # Never a new layout: the count changes with every key that is typed.
            self.query_one("#found", Static).update(Content(words), layout=False)

    def watch_is_late(self, is_late: bool) -> None:
        """What is shown answers an earlier query; the count of it would be taken for this one's."""
        if is_late:
            self.query_one("#found", Static).update(Content("searching …"), layout=False)
        else:
            self.watch_answer(self.answer)

    def show_unanswered(self) -> None:
        """What is shown answers another query, and none of this one's papers are known."""
        self.query_one("#found", Static).update(Content("not answered"), layout=False)

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
        self.post_message(self.Left(event.key))

    def on_search_input_offered(self, event: SearchInput.Offered) -> None:
        event.stop()
        self.post_message(self.Offered(event.offer))
