"""Long work shown as a bar on standard error, where a person can see it."""

from __future__ import annotations

import sys
import time
from typing import TYPE_CHECKING

from reader.cli.output import is_terminal

if TYPE_CHECKING:
    from types import TracebackType
    from typing import Self

WIDTH = 24
APART = 0.05  # seconds between two paintings


class Bar:
    """A bar that is painted as work goes on and wiped when it ends; silent without a terminal."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.is_shown = is_terminal(sys.stderr)
        self._painted = 0.0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._painted:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()

    def __call__(self, done: int, total: int) -> bool:
        """Show that `done` of `total` is done; the work goes on."""
        now = time.monotonic()
        if self.is_shown and now - self._painted >= APART:
            self._painted = now
            filled = WIDTH * done // max(total, 1)
            bar = "━" * filled + "─" * (WIDTH - filled)
            sys.stderr.write(f"\r{self.name} {bar} {done} of {total}\x1b[K")
            sys.stderr.flush()
        return True
