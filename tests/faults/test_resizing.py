"""Sizes that change faster than one can look."""

from __future__ import annotations

import random
import shutil
from typing import TYPE_CHECKING

import pytest

from tests.faults.sheets import SHEETS, a_home_with_sheets
from tests.faults.sizes import IS_LARGE, times
from tests.faults.tally import TALLY
from tests.launching import escape, launch
from tests.terminal import Tmux, needs

if TYPE_CHECKING:
    from pathlib import Path

KEYS = ["F5", "F6", "F7", "C-Left", "S-F5"]
"""Keys that are read, and change nothing on any screen; they end a chord, as any other key does."""


@needs("tmux")
@pytest.mark.parametrize("sheet", SHEETS if IS_LARGE else ["a note"])
def test_after_a_storm_of_sizes_the_screen_is_that_of_a_fresh_start(
    tmp_path: Path, sheet: str
) -> None:
    home = a_home_with_sheets(tmp_path)
    chosen = random.Random(sheet)
    with Tmux() as tmux:
        launch(tmux, home)
        fresh = opened(tmux, sheet)
        leave(tmux)
        shutil.rmtree(home / "state")
        launch(tmux, home)
        opened(tmux, sheet)
        for _ in range(times(60, 300)):
            tmux.resize(chosen.randint(1, 400), chosen.randint(1, 100))
            if sheet != "a chord" and chosen.random() < 0.3:
                tmux.keys(chosen.choice(KEYS))
        tmux.resize(120, 40)
        tmux.wait_for(lambda screen: screen == fresh)
        leave(tmux)
    assert not (home / "state" / "paperdeck.log").exists()
    TALLY.made("a storm of sizes")


def opened(tmux: Tmux, sheet: str) -> str:
    """The screen once this is open over the list, and stands still."""
    keys, shows = SHEETS[sheet]
    if keys:
        tmux.type(keys)
    screen = tmux.wait_for(shows)
    while screen != (screen := still(tmux)):
        pass
    return screen


def still(tmux: Tmux) -> str:
    """The screen after a few more looks at it."""
    for _ in range(20):
        screen = tmux.screen()
    return screen


def leave(tmux: Tmux) -> None:
    """Leave what is open, and then the reader."""
    for _ in range(3):
        escape(tmux)
    tmux.keys("q")
    assert tmux.exit_code() == 0
