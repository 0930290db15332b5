"""How a result can be narrowed: by tags, pages, code and phrases, each with its count."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding
from textual.widgets import Static

from reader.screens.menu import Choice, Menu
from reader.words import counted, shortened

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.binding import BindingType

    from index.search.answer import Facet, Facets

KEYS = "123456789abcdegimnoprstuvwxyz"
"""Digits first; letters that no menu moves with."""
MINUS = "-"
WORDS_ROOM = 34
SHOWN = 16
"""Facets: with their headings, they fit a screen of a common height."""
READ_FOR_PHRASES = 100
"""Papers, the best of those found."""


class FacetMenu(Menu):
    """Gives the part to join to the query, with a minus before it where it is to be left out."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("minus", "turn", "Leave out", id="facets-leave-out", show=False),
    ]

    def __init__(self, facets: Facets, found: int) -> None:
        super().__init__(f"Narrow {counted(found, 'paper')}", _choices(facets, found))

    @property
    def foot(self) -> str:
        if self.sign:
            return "Its key or Enter leaves it out · - narrows to it · Esc leaves"
        return "Its key or Enter narrows to it · - leaves out · Esc leaves"

    def action_turn(self) -> None:
        """Leave out what is chosen, or narrow to it again."""
        self.sign = "" if self.sign else MINUS
        highlighted = self.options.highlighted
        self.options.clear_options()
        self.options.add_options(self._options())
        self.options.highlighted = highlighted
        self.query_one("#sheet-foot", Static).update(self.foot)

    def leave(self, result: str | None = None) -> None:
        super().leave(f"{self.sign}{result}" if result else None)


def _choices(facets: Facets, found: int) -> list[Choice]:
    """The commonest facets under the heading of their kind, with keys in their order."""
    of_best = f" of the best {READ_FOR_PHRASES}" if found > READ_FOR_PHRASES else ""
    headings = ("Tags", "Pages", "Links", f"Phrases{of_best}")
    kinds = _at_a_glance([facets.tags, facets.pages, facets.things, facets.phrases])
    every = [facet for kind in kinds for facet in kind]
    widest = max((len(f"{facet.papers:,}") for facet in every), default=0)
    keys = iter(KEYS)
    choices = []
    for heading, kind in zip(headings, kinds, strict=True):
        if kind:
            choices.append(Choice("", heading))
        choices += [_choice(facet, next(keys), widest) for facet in kind]
    return choices


def _at_a_glance(kinds: Sequence[tuple[Facet, ...]]) -> list[tuple[Facet, ...]]:
    """As many of each kind as can be taken in together: the longest give way."""
    shown = list(kinds)
    while sum(map(len, shown)) > SHOWN:
        longest = max(range(len(shown)), key=lambda place: len(shown[place]))
        shown[longest] = shown[longest][:-1]
    return shown


def _choice(facet: Facet, key: str, widest: int) -> Choice:
    words = shortened(facet.words, WORDS_ROOM)
    return Choice(facet.query, words, f"{facet.papers:>{widest},}", key)
