"""What to ask next: instead of a search that fails, and within one that finds much."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import on
from textual.message import Message

from reader.screens.commanding import Given
from reader.screens.searching import Searching
from reader.widgets.key_strip import KeyStrip
from reader.widgets.search_box import SearchBox
from reader.words import shortened

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual import events

    from index.paper import Paper
    from index.query.question import Question
    from index.search.answer import Answer, Facets, Reason

TITLE_ROOM = 60


class Advising(Searching):
    """A screen that says why papers were found, how to find fewer, and what to do without any."""

    class Explained(Message):
        """The search thread knows why a paper was found."""

        def __init__(self, question: Question, paper: Paper, reasons: tuple[Reason, ...]) -> None:
            super().__init__()
            self.question, self.paper, self.reasons = question, paper, reasons

    class Sifted(Message):
        """The search thread knows how a result could be narrowed."""

        def __init__(self, question: Question, facets: Facets) -> None:
            super().__init__()
            self.question, self.facets = question, facets

    class NotFoundOut(Message):
        """The search thread could not find out what a panel was to show."""

    def find_out(self, find: Callable[[], Message]) -> None:
        """Have the search thread find out what a panel is to show; keys wait for the panel."""

        def run() -> None:
            found: Message = self.NotFoundOut()
            try:
                found = find()
            finally:
                self.post_message(found)

        self.is_finding_out = self.asker.is_alive()
        self.asker.errand(run)

    @on(Explained)
    @on(Sifted)
    @on(NotFoundOut)
    def end_finding_out(self) -> None:
        """Keys are for the panel from now on, if there is one."""
        self.is_finding_out = False
        self.run_waiting()

    def models(self, answer: Answer) -> list[str]:
        """Which paper the answer holds more like, as its id tells nobody."""
        text = answer.question.text
        if "like" not in text.casefold() and "@" not in text:  # most need no second reading
            return []
        papers = self.attempt(lambda: self.library.models(text), ())
        return [f"Papers like “{shortened(paper.title, TITLE_ROOM)}”." for paper in papers]

    @on(Explained)
    def explain(self, message: Explained) -> None:
        from reader.actions.results import show_reasons

        if message.question == self.question:
            show_reasons(self.reader.browser, message.paper, message.reasons)

    @on(Sifted)
    def offer_facets(self, message: Sifted) -> None:
        from reader.actions.results import show_facets

        if message.question == self.question:
            show_facets(self.reader.browser, message.facets)

    @on(SearchBox.Left)
    def take_first_way(self, message: SearchBox.Left) -> None:
        """Tab on a search that fails, with nothing to complete, asks the first thing advised."""
        if message.key == "tab" and self.has_caught_up():
            advice = self.list.advice
            if advice is not None and advice.ways:
                self._take(Given("1", "way-out"))

    @on(SearchBox.Offered)
    def free_tab(self, message: SearchBox.Offered) -> None:
        self._tell_keys(has_offer=message.offer is not None)

    def on_descendant_focus(self, _event: events.DescendantFocus) -> None:
        self._tell_keys(has_offer=self.search_box.input.offer is not None)

    def _tell_keys(self, *, has_offer: bool) -> None:
        """Have hints hold where the keys go now."""
        self.list.keys_go(to_box=self.is_typing, is_tab_free=not has_offer)
        strip = self.query_one(KeyStrip)
        strip.is_typing, strip.has_offer = self.is_typing, has_offer
