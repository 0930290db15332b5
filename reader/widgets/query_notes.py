"""The line under the search box: how the query was read, or what it could go on with."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import cell_len
from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

if TYPE_CHECKING:
    from reader.completions import Candidate, Offer

GAP = 3
LEAD = "Tab "
KEY = "bold $accent"


class QueryNotes(Widget):
    """Says one thing at a time; what is offered comes before what was noted."""

    DEFAULT_CSS = "QueryNotes { width: 1fr; height: 1; }"

    notes: reactive[str] = reactive("")
    offer: reactive[Offer | None] = reactive(None)

    def render(self) -> Content:
        if self.offer is None or not self.offer.is_listed:
            return Content(self.notes)
        parts: list[tuple[str, str]] = [(LEAD, KEY)]
        for place in self._shown(self.offer):
            candidate, is_next = self.offer.candidates[place], place == self.offer.next
            parts += [
                ("▸" if is_next else " ", KEY),
                (candidate.words, "bold $foreground" if is_next else "$quiet"),
                (f" {candidate.papers}".rstrip() + " " * (GAP - 1), "$quiet"),
            ]
        gloss = self.offer.candidates[self.offer.next].gloss
        return Content.assemble(*parts, (f" {gloss}", "$faint"))

    def _shown(self, offer: Offer) -> range:
        """As many candidates as fit, the next one among them."""
        room = self.content_size.width - len(LEAD) + GAP - 1  # the last needs no gap
        widths = [_width(candidate) for candidate in offer.candidates]
        first, last = 0, 0
        while last < len(widths) and (last <= offer.next or sum(widths[first : last + 1]) <= room):
            last += 1
            while first < offer.next and sum(widths[first:last]) > room:
                first += 1
        return range(first, last)


def _width(candidate: Candidate) -> int:
    return cell_len(f" {candidate.words} {candidate.papers}".rstrip()) + GAP - 1
