"""A name for a search, to ask it again with @name."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.style import Style
from textual.widgets import Input, Static

from index.errors import LibraryError
from index.query.names import canonical
from reader.screens.sheet import Sheet
from reader.widgets.ordered_input import OrderedInput

if TYPE_CHECKING:
    from collections.abc import Mapping

    from textual.app import ComposeResult
    from textual.binding import BindingType

    from index.library import Library

FOOT = "Enter saves · Esc leaves · @name in the search box asks it again"


class SaveSearch(Sheet[str]):
    """Gives the name under which the search is saved by now."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "Leave", id="save-leave", show=False),
    ]
    AUTO_FOCUS = "Input"

    def __init__(self, library: Library, text: str) -> None:
        super().__init__()
        self._library = library
        self._text = text
        self._saved: Mapping[str, str] = {s.name: s.text for s in library.saved_searches()}

    def compose(self) -> ComposeResult:
        with Vertical(id="sheet"):
            yield Static("Save this search", id="sheet-title", markup=False)
            yield Static(Content.styled(self._text, Style.parse("$quiet")), id="sheet-query")
            yield OrderedInput(placeholder="a short name", compact=True, id="sheet-filter")
            yield Static(FOOT, id="sheet-foot", markup=False)

    @on(Input.Changed)
    def tell_of_namesake(self, event: Input.Changed) -> None:
        """A name that is taken would lose its search."""
        name = canonical(event.value)
        there = self._saved.get(name)
        words = FOOT if there is None else f"@{name} holds “{there}”; Enter replaces it."
        style = "" if there is None else "$warning"
        self.query_one("#sheet-foot", Static).update(Content.styled(words, style))

    @on(Input.Submitted)
    def save(self, event: Input.Submitted) -> None:
        if not canonical(event.value):
            self.leave()
            return
        try:
            name = self._library.save_search(event.value, self._text)
        except LibraryError as error:
            self.query_one("#sheet-foot", Static).update(Content(str(error)))
        else:
            self.leave(name)
