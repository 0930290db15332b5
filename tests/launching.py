"""The real program in a real terminal: `python -m reader` in a private tmux, on its own home."""

from __future__ import annotations

import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

from tests.command_line import CommandLine, saved_page
from tests.network import CHILDREN

if TYPE_CHECKING:
    from tests.terminal import Tmux

ROOT = str(Path(__file__).parents[1])
PROGRAM = (sys.executable, "-m", "reader")
SIZES = [(120, 40), (80, 24), (50, 15)]
ESCAPE_IS_ALONE_AFTER = 0.2
"""Seconds: what follows Esc sooner is taken for Alt and that key, as in every terminal."""

FIRST = (
    "Graph Readers That Keep Their Place",
    "A reader of graphs that loses its place reads the same graph twice. We give it a bookmark for "
    "every graph it leaves. The code is at https://github.com/owner/place-keeper for all to read.",
)
SECOND = (
    "Quiet Panels for a Graph of Papers",
    "Panels that move distract whoever reads in them. We hold them still and count how often a "
    "graph is lost. Our code can be found at https://github.com/owner/quiet-panels and is small.",
)
THIRD = (
    "Slow Lamps in Long Corridors",
    "Corridors are lit by lamps that nobody sees. We turn them off one by one and ask the people "
    "who walk there whether anything has changed, and most of them say that nothing has.",
)
FIRST_LINK = "https://github.com/owner/place-keeper"
SECOND_LINK = "https://github.com/owner/quiet-panels"


def a_home(folder: Path) -> Path:
    """A home whose library holds FIRST, SECOND and THIRD, added by `paperdeck add`."""
    page = folder / "2026-09-01.txt"
    page.write_text(saved_page(FIRST, SECOND, THIRD), encoding="utf-8")
    added = CommandLine(folder / "home")("add", str(page))
    assert added.code == 0, added.err
    return folder / "home"


def launch(
    tmux: Tmux,
    home: Path,
    *files: Path,
    size: tuple[int, int] = (120, 40),
    shows: str = FIRST[0][:20],
    before: tuple[str, ...] = (),
    **env: str,
) -> str:
    """Start the reader over `home` and wait until it shows this; gives the screen."""
    own = {"PYTHONPATH": CHILDREN, "PAPERDECK_HOME": str(home), "BROWSER": "true"}
    tmux.start([*before, *PROGRAM, *map(str, files)], *size, env={**own, **env})
    return tmux.wait_for(lambda screen: shows in screen and " of " in screen)


def escape(tmux: Tmux) -> None:
    """Press Esc, and wait until no key that follows can be taken for a part of it."""
    tmux.keys("Escape")
    time.sleep(ESCAPE_IS_ALONE_AFTER)


def squeezed(screen: str) -> str:
    """The screen without its spaces and line ends: what was wrapped stands whole in it."""
    return "".join(screen.split())


def quit_reader(tmux: Tmux) -> None:
    """Press q, and see the program end well."""
    tmux.keys("q")
    assert tmux.exit_code() == 0
