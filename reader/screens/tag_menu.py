"""The tags in use, one to filter by: however many there are, a few are listed at once."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from reader.screens.menu import LISTED, Choice, Menu
from reader.widgets.side_pane import quoted
from reader.words import counted

if TYPE_CHECKING:
    from reader.completions import Known


class TagMenu(Menu):
    """Gives the tag that was chosen, as a value in the query language."""

    def __init__(self, known: Known) -> None:
        self._known = known
        super().__init__("Papers tagged", self.fitting(""), can_filter=True)

    @property
    def foot(self) -> str:
        more = len(self._known.tags) - LISTED
        return f"{more:,} more: type to narrow · Esc leaves" if more > 0 else super().foot

    def fitting(self, wanted: str) -> list[Choice]:
        each = zip(self._known.tags, self._known.tag_letters, strict=True)
        fits = (tag for tag, letters in each if wanted in letters)
        return [
            Choice(quoted(tag.name), f"#{tag.name}", counted(tag.papers, "paper"))
            for tag in islice(fits, LISTED)
        ]
