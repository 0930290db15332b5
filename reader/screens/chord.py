"""What may follow the first letter of two: shown until the second one is typed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content
from textual.screen import ModalScreen
from textual.style import Style
from textual.widgets import Static

from reader.commands import chords

if TYPE_CHECKING:
    from textual import events
    from textual.app import ComposeResult


class Chord(ModalScreen[str | None]):
    """Gives the id of the command that the second letter chose; any other key ends it."""

    def __init__(self, prefix: str) -> None:
        super().__init__()
        self._prefix = prefix
        self._following = {
            key[1]: command
            for command in chords(prefix)
            for key in command.keys
            if key.startswith(prefix) and len(key) == 2
        }

    def compose(self) -> ComposeResult:
        key = Style.parse("bold $accent")
        parts: list[str | tuple[str, Style]] = [(f" {self._prefix} ", key), "… "]
        for letter, command in self._following.items():
            parts += [(f"  {letter}", key), f" {command.title.lower()}"]
        parts.append(("   Esc", key))
        yield Static(Content.assemble(*parts, " leave"), id="chord")

    def on_key(self, event: events.Key) -> None:
        event.stop()
        command = self._following.get(event.character or "")
        self.dismiss(command.id if command else None)
