"""A small menu over the screen: a key for each choice, arrows and Enter for the rest."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, ClassVar

from rich.cells import cell_len
from textual import on
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.style import Style
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from index.text import fold
from reader.screens.sheet import Sheet
from reader.widgets.options import Options
from reader.widgets.ordered_input import OrderedInput
from reader.words import shortened

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual import events
    from textual.app import ComposeResult
    from textual.binding import BindingType

WORDS_ROOM = 46
LONGEST = 2_100
"""Characters of a choice that are drawn: an address, which is to be seen whole, has 2,000."""
LISTED = 200
"""Choices listed at once: to make a line for each of twenty thousand takes seconds, and nobody
steps through so many; what is typed narrows them."""


@dataclass(frozen=True, slots=True)
class Choice:
    id: str  # what the menu gives back; none for a heading
    words: str
    detail: str = ""
    key: str = ""  # chooses it at once


class Menu(Sheet[str]):
    """Gives the id of what was chosen; None where it was left with Esc."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,h,left", "leave", "Leave", id="menu-leave", show=False),
        Binding("j,down", "step(1)", "Down", id="menu-down", show=False),
        Binding("k,up", "step(-1)", "Up", id="menu-up", show=False),
        Binding("enter,l,right", "choose", "Choose", id="menu-choose", show=False),
    ]
    AUTO_FOCUS = "Input, OptionList"

    sign = ""
    """One character before the words of every choice, behind its key."""

    def __init__(
        self,
        title: str,
        choices: Sequence[Choice],
        *,
        can_filter: bool = False,
        is_for_reading: bool = False,
    ) -> None:
        super().__init__()
        self._title = title
        self._choices = list(choices)
        self._shown = self._choices[:LISTED]
        self._can_filter = can_filter
        self._is_for_reading = is_for_reading

    def compose(self) -> ComposeResult:
        with Vertical(id="sheet"):
            yield Static(Content(self._title), id="sheet-title")
            if self._can_filter:
                yield OrderedInput(placeholder="type to narrow", compact=True, id="sheet-filter")
            yield Options(*self._options(), id="sheet-list", markup=False, compact=True)
            yield Static(self.foot, id="sheet-foot", markup=False)

    def on_mount(self) -> None:
        self._highlight_first()

    @property
    def foot(self) -> str:
        """Which keys do what, at the bottom."""
        return "Esc leaves" if self._is_for_reading else "Enter chooses · Esc leaves"

    @property
    def options(self) -> OptionList:
        return self.query_one(OptionList)

    def fitting(self, wanted: str) -> list[Choice]:
        """The first choices whose words hold this, which is folded."""
        return list(islice((each for each in self._choices if wanted in fold(each.words)), LISTED))

    def _options(self) -> list[Option]:
        widest = max((cell_len(each.words) for each in self._shown if each.detail), default=0)
        room = min(widest, WORDS_ROOM)
        return [Option(self._line(choice, room), disabled=not choice.id) for choice in self._shown]

    def _highlight_first(self) -> None:
        choices = (place for place, choice in enumerate(self._shown) if choice.id)
        self.options.highlighted = next(choices, None)

    def _line(self, choice: Choice, room: int) -> Content:
        if not choice.id:
            return Content.styled(choice.words, "bold $quiet")
        has_keys = any(each.key for each in self._shown)
        parts: list[str | tuple[str, Style]] = []
        if has_keys:
            parts.append((f"{choice.key or ' '}{self.sign:>2}", Style.parse("bold $accent")))
        parts.append(shortened(choice.words, LONGEST))
        if choice.detail:
            parts.append(" " * (room - cell_len(choice.words) + 3))
            parts.append((shortened(choice.detail, LONGEST), Style.parse("$quiet")))
        return Content.assemble(*parts)

    async def on_key(self, event: events.Key) -> None:
        if self._can_filter:
            return
        for choice in self._choices:
            if choice.key and choice.key == event.character:
                event.stop()
                event.prevent_default()
                self.leave(choice.id)
                return

    @on(Input.Changed)
    def narrow(self, event: Input.Changed) -> None:
        self._shown = self.fitting(fold(event.value))
        self.options.clear_options()
        self.options.add_options(self._options())
        self._highlight_first()

    @on(Input.Submitted)
    def action_choose(self) -> None:
        if not self.is_mounted:  # the key was quicker than the menu
            self.call_later(self.action_choose)
            return
        place = self.options.highlighted
        if place is not None and not self._is_for_reading:
            self.leave(self._shown[place].id)
        elif self._is_for_reading:
            self.leave(None)

    @on(OptionList.OptionSelected)
    def choose_clicked(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self.action_choose()

    def action_step(self, by: int) -> None:
        if not self.is_mounted:
            self.call_later(self.action_step, by)
        elif by > 0:
            self.options.action_cursor_down()
        else:
            self.options.action_cursor_up()
