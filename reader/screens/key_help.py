"""Every key and what it does, made from the table of commands; typing narrows it."""

from __future__ import annotations

from textwrap import wrap
from typing import TYPE_CHECKING

from textual import on
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.style import Style
from textual.widgets import Input, Static

from reader.commands import COMMANDS, Command, Group, key_names
from reader.screens.sheet import ScrollingSheet
from reader.widgets.ordered_input import OrderedInput

if TYPE_CHECKING:
    from textual.app import ComposeResult

KEYS_ROOM, TITLE_ROOM = 14, 18
SHEET, AROUND = 96, 6  # columns of the panel, and of its borders and scroll bar
LEAST = 16
"""Columns that what a command does must have to be worth showing."""


def key_words(command: Command) -> str:
    """A command's keys as a person names them: "j ↓"."""
    return " ".join(key_names(command))


class KeyHelp(ScrollingSheet):
    """Lists the commands by group."""

    AUTO_FOCUS = "Input"

    def compose(self) -> ComposeResult:
        with Vertical(id="sheet", classes="-tall"):
            yield Static("All keys", id="sheet-title", markup=False)
            yield OrderedInput(placeholder="type to narrow", compact=True, id="sheet-filter")
            with VerticalScroll(id="sheet-words", can_focus=False):
                yield Static(id="help-words", markup=False)
            yield Static("↑ ↓ scroll · Esc leaves", id="sheet-foot", markup=False)

    def on_mount(self) -> None:
        self.list_commands("")

    @on(Input.Changed)
    def narrow(self, event: Input.Changed) -> None:
        self.list_commands(event.value.strip().casefold())

    def list_commands(self, wanted: str) -> None:
        """Show the commands whose keys or words hold `wanted`."""
        lines: list[Content] = []
        for group in Group:
            fitting = [c for c in COMMANDS if c.group is group and self._fits(c, wanted)]
            if fitting:
                lines += [
                    Content.styled(group, "bold $accent"),
                    *map(self._line, fitting),
                    Content(),
                ]
        nothing = Content("No key does that. Empty the line to see them all.")
        self.query_one("#help-words", Static).update(Content("\n").join(lines or [nothing]))

    def _fits(self, command: Command, wanted: str) -> bool:
        words = f"{command.title} {command.help} {command.group}".casefold()
        return wanted in words or wanted in command.keys or wanted in key_words(command).casefold()

    def _line(self, command: Command) -> Content:
        keys = key_words(command)
        room = min(SHEET, self.size.width) - AROUND - KEYS_ROOM - TITLE_ROOM
        help_ = wrap(command.help, room) if room >= LEAST else [""]
        indent = "\n" + " " * (KEYS_ROOM + TITLE_ROOM)
        return Content.assemble(
            (keys.ljust(KEYS_ROOM), Style.parse("bold")),
            command.title.ljust(TITLE_ROOM),
            (indent.join(help_), Style.parse("$quiet")),
        )
