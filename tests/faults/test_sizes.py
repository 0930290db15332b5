"""Screens of every size, and sizes that change faster than one can look."""

from __future__ import annotations

import random
import shutil
from typing import TYPE_CHECKING

import pytest

from tests.faults.raw_terminal import reader
from tests.faults.sizes import IS_LARGE, times
from tests.faults.tally import TALLY
from tests.launching import a_home, escape, launch
from tests.pressing import open_reader
from tests.terminal import Tmux, needs

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
CORNERS = [(1, 1), (2, 3), (400, 1), (1, 100), (400, 100)]
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


@pytest.mark.parametrize("size", GRID[::7] if IS_LARGE else CORNERS[:1] + CORNERS[-1:], ids=str)
def test_on_a_terminal_of_any_size_it_starts_and_ends(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    home = a_home(tmp_path)
    with reader(home, columns=size[0], rows=size[1]) as t:
        t.wait_for(lambda seen: seen.count(b"\x1b[?2026l") > 2)
        t.press("?jk")
        t.press("\x1b[27u")  # Esc, as a terminal writes it that knows Kitty's keys
        t.press("jjbq")
        assert t.exit_code() == 0
        t.assert_given_back()
    assert not (home / "state" / "paperdeck.log").exists()
    TALLY.made("a terminal of an odd size")


STORMS = list(SHEETS) if IS_LARGE else ["all keys", "a note"]


@needs("tmux")
@pytest.mark.parametrize("sheet", ["", *STORMS])
def test_after_a_storm_of_sizes_the_screen_is_that_of_a_fresh_start(
    tmp_path: Path, sheet: str
) -> None:
    home = a_home(tmp_path)
    key, shows = SHEETS.get(sheet, ("", ""))
    chosen = random.Random(sheet)
    with Tmux() as tmux:
        launch(tmux, home)
        fresh = opened(tmux, key, shows)
        tmux.keys("Escape") if sheet not in ("", "a chord") else None
        tmux.keys("C-q")
        leave(tmux)
        shutil.rmtree(home / "state", ignore_errors=True)
        launch(tmux, home)
        opened(tmux, key, shows)
        for _ in range(times(60, 300)):
            tmux.resize(chosen.randint(1, 400), chosen.randint(1, 100))
            if chosen.random() < 0.2:
                tmux.keys(chosen.choice(["F5", "F6", "C-Left"]))  # without use, but read
        tmux.resize(120, 40)
        tmux.wait_for(lambda screen: screen == fresh)
        escape(tmux)
        tmux.keys("C-q")
        leave(tmux)
    assert not (home / "state" / "paperdeck.log").exists()
    TALLY.made("a storm of sizes")


def opened(tmux: Tmux, key: str, shows: str) -> str:
    """The screen once it is open and stands still."""
    if key:
        tmux.type(key)
    screen = tmux.wait_for(lambda seen: shows in seen and "of 3" in seen)
    while screen != (screen := still(tmux)):
        pass
    return screen


def still(tmux: Tmux) -> str:
    """The screen after a few more looks at it."""
    for _ in range(20):
        screen = tmux.screen()
    return screen


def leave(tmux: Tmux) -> None:
    """Leave whatever is open, and then the reader."""
    for _ in range(4):
        if not tmux.is_running():
            break
        escape(tmux)
        tmux.keys("C-q")
    assert tmux.exit_code() == 0
