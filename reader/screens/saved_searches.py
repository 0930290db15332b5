"""The saved searches: one to ask, or to remove."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.style import Style
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from index.errors import LibraryError
from index.text import fold
from reader.screens.sheet import Sheet
from reader.widgets.options import Options
from reader.widgets.ordered_input import OrderedInput

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from index.library import Library
    from index.store.rows import SavedSearch

FOOT = "Enter asks it · Delete removes it · Esc leaves"
NAME_ROOM = 24


class SavedSearches(Sheet[str]):
    """Gives the name of the search that was chosen."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "Leave", id="saved-leave", show=False),
        Binding("down", "step(1)", "Down", id="saved-down", show=False),
        Binding("up", "step(-1)", "Up", id="saved-up", show=False),
        Binding("delete", "remove", "Remove", id="saved-remove", show=False, priority=True),
    ]
    AUTO_FOCUS = "Input"

    def __init__(self, library: Library) -> None:
        super().__init__()
        self._library = library
        self._shown: list[SavedSearch] = []

    def compose(self) -> ComposeResult:
        with Vertical(id="sheet"):
            yield Static("Saved searches", id="sheet-title", markup=False)
            yield OrderedInput(placeholder="type to narrow", compact=True, id="sheet-filter")
            yield Options(id="sheet-list", markup=False, compact=True)
            yield Static(FOOT, id="sheet-foot", markup=False)

    def on_mount(self) -> None:
        self.list_searches()

    @property
    def options(self) -> OptionList:
        return self.query_one(OptionList)

    @property
    def here(self) -> SavedSearch | None:
        """The search that is highlighted."""
        place = self.options.highlighted
        return None if place is None else self._shown[place]

    @on(Input.Changed)
    def list_searches(self) -> None:
        """Those that hold what is typed, in name or text."""
        wanted = fold(self.query_one(Input).value)
        saved = self._library.saved_searches()
        self._shown = [each for each in saved if wanted in fold(each.name + each.text)]
        widest = min(NAME_ROOM, max((len(each.name) for each in self._shown), default=0))
        self.options.clear_options()
        self.options.add_options([Option(_line(each, widest)) for each in self._shown])
        self.options.highlighted = 0 if self._shown else None

    @on(Input.Submitted)
    @on(OptionList.OptionSelected)
    def choose(self, event: Input.Submitted | OptionList.OptionSelected) -> None:
        event.stop()
        if self.here is not None:
            self.leave(self.here.name)

    def action_remove(self) -> None:
        """Remove the search; what it asked stays among the earlier queries."""
        here, place = self.here, self.options.highlighted
        if here is None or place is None:
            return
        try:
            self._library.remember_query(here.text)
            self._library.forget_search(here.name)
            self.list_searches()
        except LibraryError as error:
            self._say(str(error))
            return
        if self._shown:
            self.options.highlighted = min(place, len(self._shown) - 1)
        self._say(f"@{here.name} is removed; ↑ in the search box still has what it asked.")

    def _say(self, words: str) -> None:
        self.query_one("#sheet-foot", Static).update(Content(words))

    def action_step(self, by: int) -> None:
        if by > 0:
            self.options.action_cursor_down()
        else:
            self.options.action_cursor_up()


def _line(search: SavedSearch, widest: int) -> Content:
    return Content.assemble(
        (f"@{search.name.ljust(widest)}   ", Style.parse("$foreground")),
        (search.text, Style.parse("$quiet")),
    )
