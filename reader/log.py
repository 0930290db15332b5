"""Where a fault of ours is written down: the terminal belongs to the screen."""

from __future__ import annotations

import contextlib
import datetime as dt
import traceback
from typing import TYPE_CHECKING

from index.paths import make_private

if TYPE_CHECKING:
    from pathlib import Path

LARGEST = 1_000_000
"""Bytes after which the log begins anew."""


def write_fault(log: Path, error: BaseException | None) -> None:
    """Add the error with its traceback to the log; a log that cannot be written is done without."""
    now = dt.datetime.now(dt.UTC).isoformat(timespec="seconds")
    told = "".join(traceback.format_exception(error)) if error else "a fault without an error"
    with contextlib.suppress(OSError):
        make_private(log.parent)
        is_full = log.exists() and log.stat().st_size > LARGEST
        with log.open("w" if is_full else "a", encoding="utf-8", errors="replace") as file:
            file.write(f"{now}\n{told}\n")
