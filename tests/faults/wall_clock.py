"""A time of day that is wrong, and can be set while the program that reads it runs."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from datetime import timedelta

CC = shutil.which("cc")

needs_wall_clock = pytest.mark.skipif(
    CC is None or sys.platform != "linux", reason="a wrong clock needs Linux and a C compiler, cc"
)
"""A mark that skips a test, saying why, where no program can be shown a wrong clock."""


class WallClock:
    """The time of day as the programs see it that run in `environment`: right, until it is `set`.

    Only they see it, and only the time of day: how long things take is measured as ever, and
    files bear the system's own times. `folder` takes what it needs.
    """

    # faketime would do this as well, but by waiting for a lock and reading a file for every wait
    # in every thread: a reader took four times as long to start, and once ended by a bad access.

    def __init__(self, folder: Path) -> None:
        assert CC is not None
        source, library = Path(__file__).with_suffix(".c"), folder / "wall_clock.so"
        self._offset = folder / "wall-clock"
        self.set()
        subprocess.run([CC, "-O1", "-fPIC", "-shared", "-o", library, source], check=True)
        self.environment = {"LD_PRELOAD": str(library), "WALL_CLOCK": str(self._offset)}

    def set(self, off: timedelta | None = None) -> None:
        """Put the clock on or back by so much against the right time; None: it is right."""
        seconds = 0 if off is None else int(off.total_seconds())
        with self._offset.open("r+b" if self._offset.exists() else "wb") as file:
            file.write(seconds.to_bytes(8, sys.byteorder, signed=True))
