"""Screens of every size."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.faults.sizes import IS_LARGE
from tests.faults.tally import TALLY
from tests.pressing import open_reader

if TYPE_CHECKING:
    from pathlib import Path

SHEETS = {
    "all keys": ("?", "Esc leaves"),
    "the copy menu": ("Y", "Copy"),
    "the tags": ("t", "Esc"),
    "a note": ("e", "Esc keeps"),
    "the palette": (":", "Search"),
    "adding pages": ("a", "Add saved pages"),
    "the order": ("s", "newest"),
    "saved searches": ("@", "Saved searches"),
    "the themes": (",", ""),
    "saving a search": ("S", ""),
    "tags to filter by": ("T", ""),
    "facets": ("f", ""),
    "links to open": ("O", ""),
    "the paper alone": ("z", ""),
    "a chord": ("g", ""),
}
"""How each screen over the list is opened, and what it shows."""

WIDTHS = [1, 2, 3, 5, 8, 13, 20, 34, 40, 55, 69, 70, 80, 89, 109, 110, 120, 200, 400]
HEIGHTS = [1, 2, 3, 4, 5, 8, 12, 15, 19, 20, 23, 24, 40, 60, 100]
GRID = [(width, height) for width in WIDTHS for height in HEIGHTS]
CHOSEN = GRID if IS_LARGE else [(1, 1), (70, 4)]


@pytest.mark.parametrize("size", CHOSEN, ids=str)
async def test_on_a_screen_of_any_size_every_sheet_opens(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    """A fault in any of them would be raised here."""
    async with open_reader(tmp_path, size=size) as reading:
        for name, (key, _) in SHEETS.items():
            await reading.press(*{",": ("comma",), ":": ("colon",)}.get(key, (key,)))
            await reading.press("down", "tab", "pagedown", "left", "x", "backspace")
            await reading.press("escape", "escape", "escape")
            assert reading.app.is_running, name
        await reading.press("slash", "g", "r", "tab", "enter", "backslash", "G", "b")
        assert not reading.app.places.log.exists(), reading.app.places.log.read_text()
    TALLY.made("a screen of an odd size")
