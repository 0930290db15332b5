"""The last line: which keys to press next, or how far long work has come."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content
from textual.reactive import reactive
from textual.style import Style
from textual.widget import Widget

from reader.commands import COMMANDS, Command, chords, is_chord, key_name

if TYPE_CHECKING:
    from reader.headway import Headway

ORDER = ("copy-link", "open-link", "bookmark", "tags", "search", "open", "add", "help", "quit")
"""What the eye should meet first; what does not fit goes from the end, but for those below."""
LAST_TO_GO = ("help", "quit", "add")

IN_BOX = (("Enter", "to the results"), ("↑", "earlier"), ("Esc", "back"), ("Ctrl+u", "empty"))
"""The search box's own keys, as the letters of the others are typed there."""
COMPLETES = ("Tab", "complete")


class KeyStrip(Widget):
    """One line of keys and their words, as many as fit."""

    progress: reactive[Headway | None] = reactive(None)
    chord: reactive[str] = reactive("")
    is_starter: reactive[bool] = reactive(False)
    is_typing: reactive[bool] = reactive(False)  # in the search box
    has_offer: reactive[bool] = reactive(False)  # Tab has something to complete there
    is_covered: reactive[bool] = reactive(False)  # by a panel, which says what its keys do

    def render(self) -> Content:
        if self.progress is not None:
            from reader.widgets.work_line import work_line  # not needed for the first screen

            return work_line(self.progress, self.size.width)
        if self.chord:
            return self._following(self.chord)
        if self.is_covered:
            return Content()
        return self._listed(self._in_box() if self.is_typing else self._hinted())

    def _listed(self, hints: list[tuple[str, str]]) -> Content:
        key, quiet = Style.parse("bold $accent"), Style.parse("$quiet")
        words = [Content.assemble((name, key), (f" {word}", quiet)) for name, word in hints]
        return Content.assemble(" ", Content(" " * self._gap).join(words))

    def _in_box(self) -> list[tuple[str, str]]:
        shown = [IN_BOX[0], *([COMPLETES] if self.has_offer else ()), *IN_BOX[1:]]
        while len(shown) > 1 and self._width(shown) > self.size.width - 1:
            shown.pop()
        return shown

    def _following(self, prefix: str) -> Content:
        """What may follow the first letter of two."""
        key = Style.parse("bold $accent")
        parts: list[str | tuple[str, Style]] = [(f" {prefix} ", key), "…"]
        for command in chords(prefix):
            letters = [k[1] for k in command.keys if is_chord(k) and k[0] == prefix]
            parts += [("   " + " ".join(letters), key), f" {command.title.lower()}"]
        whole = Content.assemble(*parts, ("   Esc", key), " leave")
        return whole if whole.cell_length <= self.size.width else Content.assemble(*parts)

    def _hinted(self) -> list[tuple[str, str]]:
        """The commands that fit, those that are known or rare left out first."""
        order = ("add", *(i for i in ORDER if i != "add")) if self.is_starter else ORDER
        by_id = {command.id: command for command in COMMANDS}
        shown = [by_id[name] for name in order if self.is_starter or name != "add"]
        while len(shown) > 1 and self._width(list(map(_hint, shown))) > self.size.width - 1:
            spare = [c for c in shown if c.id not in LAST_TO_GO] or shown
            shown.remove(spare[-1])
        return list(map(_hint, shown))

    def _width(self, shown: list[tuple[str, str]]) -> int:
        words = sum(len(name) + 1 + len(word) for name, word in shown)
        return 1 + words + self._gap * (len(shown) - 1)

    @property
    def _gap(self) -> int:
        return 3 if self.size.width >= 70 else 2


def _hint(command: Command) -> tuple[str, str]:
    return key_name(command.keys[0]), command.hint or command.title.lower()
