"""A list of choices in a panel."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

from textual.widgets import OptionList


class Options(OptionList):
    """Textual's list, which may also be paged through on a screen without room for it."""

    def _move_page(self, direction: Any) -> None:
        with suppress(KeyError, IndexError):  # it has no lines there
            super()._move_page(direction)
