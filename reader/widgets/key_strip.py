"""The last line: which keys to press next, or how far long work has come."""

from __future__ import annotations

from textual.content import Content
from textual.reactive import reactive
from textual.style import Style
from textual.widget import Widget

from reader.commands import COMMANDS, Command

BAR_CELLS = 12
ORDER = ("copy-link", "open-link", "bookmark", "tags", "search", "open", "add", "help", "quit")
"""What the eye should meet first; what does not fit goes from the end, but for those below."""
LAST_TO_GO = ("help", "quit", "add")


class KeyStrip(Widget):
    """One line of keys and their words, as many as fit."""

    progress: reactive[tuple[str, int, int] | None] = reactive(None)
    is_starter: reactive[bool] = reactive(False)

    def render(self) -> Content:
        if self.progress is not None:
            return self._work(*self.progress)
        shown = self._hinted()
        while len(shown) > 1 and self._width(shown) > self.size.width - 1:
            spare = [c for c in shown if c.id not in LAST_TO_GO] or shown
            shown.remove(spare[-1])
        key = Style.parse("bold $accent")
        parts = [
            part
            for command in shown
            for part in (
                (command.keys[0], key),
                (f" {self._word(command)}   ", Style.parse("$quiet")),
            )
        ]
        return Content.assemble(" ", *parts)

    def _hinted(self) -> list[Command]:
        order = ("add", *(i for i in ORDER if i != "add")) if self.is_starter else ORDER
        by_id = {command.id: command for command in COMMANDS}
        return [by_id[name] for name in order if self.is_starter or name != "add"]

    def _word(self, command: Command) -> str:
        return command.hint or command.title.lower()

    def _width(self, shown: list[Command]) -> int:
        return 1 + sum(len(c.keys[0]) + len(self._word(c)) + 4 for c in shown)

    def _work(self, words: str, done: int, total: int) -> Content:
        full = round(BAR_CELLS * done / total) if total else 0
        return Content.assemble(
            f" {words} ",
            ("━" * full, Style.parse("$accent")),
            ("━" * (BAR_CELLS - full), Style.parse("$faint")),
            (f" {done:,} of {total:,}   ", Style.parse("$quiet")),
            ("Esc", Style.parse("bold $accent")),
            (" stops", Style.parse("$quiet")),
        )
