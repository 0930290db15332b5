"""Screens of every size."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.faults.raw_terminal import reader
from tests.faults.sheets import SHEETS, a_home_with_sheets
from tests.faults.sizes import IS_LARGE
from tests.faults.tally import TALLY
from tests.pressing import open_reader

if TYPE_CHECKING:
    from pathlib import Path

WIDTHS = [1, 2, 3, 5, 8, 13, 20, 34, 40, 55, 69, 70, 80, 89, 109, 110, 120, 200, 400]
HEIGHTS = [1, 2, 3, 4, 5, 8, 12, 15, 19, 20, 23, 24, 40, 60, 100]
GRID = [(width, height) for width in WIDTHS for height in HEIGHTS]
CHOSEN = GRID[::7] if IS_LARGE else [(70, 4)]  # each width and each height, at some 5 s a screen
SOME = list(SHEETS) if IS_LARGE else list(SHEETS)[1::4]
CORNERS = [(1, 1), (2, 3), (1, 100), (400, 1), (400, 100)]
ON_TERMINALS = CORNERS + GRID[3::7] if IS_LARGE else [(1, 1)]
ESCAPE = "\x1b[27u"
"""Esc as a terminal writes it that knows Kitty's keys: what follows makes no other key of it."""


@pytest.mark.parametrize("size", CHOSEN, ids=str)
async def test_on_a_screen_of_any_size_every_sheet_opens(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    """A fault in any of them would be raised here."""
    home = a_home_with_sheets(tmp_path)
    async with open_reader(home, pages=(), size=size) as reading:
        for name in SOME:
            keys, _ = SHEETS[name]
            await reading.press(*({"\r": "enter"}.get(key, key) for key in keys))
            await reading.press("down", "tab", "pagedown", "left", "x", "backspace")
            await reading.press("escape", "escape", "escape", "backslash")
            assert reading.app.is_running, name
        await reading.press("slash", "g", "r", "tab", "enter", "backslash", "G", "b")
        assert not reading.app.places.log.exists(), reading.app.places.log.read_text()
    TALLY.made("a screen of an odd size")


@pytest.mark.parametrize("name", SHEETS if IS_LARGE else ["the themes"])
async def test_a_sheet_that_is_open_stands_on_a_screen_of_any_width(
    tmp_path: Path, name: str
) -> None:
    """Where a fault in it would be raised: at every width that is less than its lines need."""
    home = a_home_with_sheets(tmp_path)
    async with open_reader(home, pages=(), size=(80, 24)) as reading:
        await reading.press(*({"\r": "enter"}.get(key, key) for key in SHEETS[name][0]))
        for width in range(16, 0, -1):
            await reading.pilot.resize_terminal(width, 10)
        assert not reading.app.places.log.exists(), reading.app.places.log.read_text()
    TALLY.made("a sheet on a screen that becomes narrow")


@pytest.mark.parametrize("size", ON_TERMINALS, ids=str)
def test_on_a_terminal_of_any_size_it_starts_opens_every_sheet_and_ends(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    """Not even on one where nothing can be read is a key lost, however fast they come."""
    home = a_home_with_sheets(tmp_path)
    with reader(home, columns=size[0], rows=size[1]) as t:
        t.wait_for(lambda seen: seen.count(b"\x1b[?2026l") > 2)
        for keys, _ in SHEETS.values():
            t.press(f"{keys}\x1b[B\t{ESCAPE}{ESCAPE}{ESCAPE}\\")
        t.press("?jk" + ESCAPE + "jjq")
        assert t.exit_code(60) == 0  # fifteen sheets are opened before, on 40,000 cells at most
        t.assert_given_back()
    assert not (home / "state" / "paperdeck.log").exists()
    TALLY.made("a terminal of an odd size")
