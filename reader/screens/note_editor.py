"""The note on one paper, in the reader's own words."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static, TextArea

from reader.screens.sheet import Sheet

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from index.paper import Paper


class NoteEditor(Sheet[str]):
    """Gives the note as it stands when Esc is pressed: nothing that was written is thrown away."""

    BINDINGS: ClassVar[list[BindingType]] = [
        # Before the text takes it, as it would.
        Binding("escape", "leave", "Keep", id="note-keep", show=False, priority=True),
    ]
    AUTO_FOCUS = "TextArea"

    def __init__(self, paper: Paper) -> None:
        super().__init__()
        self._paper = paper

    def compose(self) -> ComposeResult:
        with Vertical(id="sheet"):
            yield Static(Content(self._paper.title), id="sheet-title")
            yield TextArea(self._paper.note, id="sheet-note", compact=True, soft_wrap=True)
            yield Static("Esc keeps the note; u in the list takes it back", id="sheet-foot")

    def on_mount(self) -> None:
        line = self.query_one(TextArea)
        line.cursor_blink = False
        line.move_cursor(line.document.end)

    def action_leave(self) -> None:
        """Leave once the text has taken every key that was typed before."""
        self.query_one(TextArea).call_later(self._keep)

    def _keep(self) -> None:
        self.leave(self.query_one(TextArea).text)
