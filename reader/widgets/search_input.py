"""The line a query is typed into: with earlier queries, and what it could go on with."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from textual.message import Message
from textual.widgets.input import Selection

from index.text import one_line
from reader.history import Walk
from reader.widgets.ordered_input import OrderedInput

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from textual import events

    from reader.completions import Offer

LEAVING = {"enter", "escape", "down", "tab", "shift+tab"}


class SearchInput(OrderedInput):
    """Enter, ↓, Tab and Esc go to the results; ↑ walks earlier queries, Tab takes an offer."""

    class Leave(Message):
        """The box was left with this key."""

        def __init__(self, key: str) -> None:
            super().__init__()
            self.key = key

    class Offered(Message):
        """There is something else to go on with now, or nothing."""

        def __init__(self, offer: Offer | None) -> None:
            super().__init__()
            self.offer = offer

    def __init__(
        self,
        recall: Callable[[], Sequence[str]],
        complete: Callable[[str, int], Offer | None],
        **options: Any,
    ) -> None:
        """`recall` gives earlier queries, newest first; `complete` what may stand at a place."""
        super().__init__(**options)
        self._recall = recall
        self._complete = complete
        self._walk: Walk | None = None
        self._offer: Offer | None = None
        self._offered_at = ("", 0)

    def open(self) -> None:
        """Take the keys from now on; what is typed replaces what stands here."""
        self.screen.set_focus(self)
        self.selection = Selection(0, len(self.value))

    def on_blur(self) -> None:
        self._walk = None
        self._put_forward(None)

    @property
    def offer(self) -> Offer | None:
        """What can be taken where the cursor is."""
        return self._offer if self._offered_at == (self.value, self.cursor_position) else None

    async def _on_key(self, event: events.Key) -> None:
        if self._is_walked(event.key) or self._is_taken(event.key):
            _take_over(event)
        elif event.key in LEAVING:
            _take_over(event)
            self.screen.set_focus(None)
            self.post_message(self.Leave(event.key))
        else:
            before = self.value
            await super()._on_key(event)
            self._look_ahead(before)

    def _on_paste(self, event: events.Paste) -> None:
        """As one line: a pasted sentence may have been wrapped."""
        _take_over(event)
        before = self.value
        self.replace(one_line(event.text), *self.selection)
        self._look_ahead(before)

    # ------------------------------------------------------- earlier queries

    def _is_walked(self, key: str) -> bool:
        """Go to an earlier query, or a later one; False at the bottom, where the list is next."""
        if key == "up":
            self._walk = self._walk or self._walk_from_here()
            self._show_stop(self._walk.older())
            return True
        stop = self._walk.newer() if self._walk and key == "down" else None
        self._show_stop(stop)
        return stop is not None

    def _walk_from_here(self) -> Walk:
        """Through what begins as typed; through everything where typing would replace it all."""
        is_replaced = self.selection == Selection(0, len(self.value))
        return Walk(self.value, "" if is_replaced else self.value, self._recall())

    def _show_stop(self, text: str | None) -> None:
        if text is not None:
            self.value = text
            self.cursor_position = len(text)
            self._put_forward(None)

    # ----------------------------------------------------------- what is next

    def _look_ahead(self, before: str) -> None:
        """Offer what the query could go on with, once it is another one."""
        if self.value != before:
            self._walk = None
            self._put_forward(self._complete(self.value, self.cursor_position))
        elif self.offer is None:
            self._put_forward(None)

    def _is_taken(self, key: str) -> bool:
        offer = self.offer
        if offer is None:
            return False
        if key == "tab" or (key == "right" and offer.tail):
            self._take(offer.taken())
        elif key == "shift+tab" and offer.chosen is not None:
            self._take(offer.taken(-1))
        else:
            return False
        return True

    def _take(self, offer: Offer) -> None:
        self._walk = None
        self.value = offer.query
        self.cursor_position = offer.end
        is_settled = offer.is_quiet or len(offer.candidates) == 1
        self._put_forward(self._complete(offer.query, offer.end) if is_settled else offer)

    def _put_forward(self, offer: Offer | None) -> None:
        self._offered_at = (self.value, self.cursor_position)
        has_tail = offer is not None and offer.tail and self.cursor_at_end
        self._suggestion = self.value + offer.tail if offer and has_tail else ""
        if offer != self._offer:
            self._offer = offer
            self.post_message(self.Offered(offer))


def _take_over(event: events.Key | events.Paste) -> None:
    event.stop()
    event.prevent_default()
