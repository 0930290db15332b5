"""Where a fault of ours is written down: the terminal belongs to the screen."""

from __future__ import annotations

import datetime as dt
import os
import traceback
from typing import TYPE_CHECKING

from index.paths import make_private
from index.text import clean

if TYPE_CHECKING:
    from pathlib import Path

LARGEST = 1_000_000
"""Bytes after which the log begins anew."""


def write_fault(log: Path, error: BaseException | None) -> str:
    """Add the error with its traceback to the log; why that could not be, or nothing."""
    now = dt.datetime.now(dt.UTC).isoformat(timespec="seconds")
    told = "".join(traceback.format_exception(error)) if error else "a fault without an error"
    try:
        make_private(log.parent)
        is_full = log.exists() and log.stat().st_size > LARGEST
        with log.open("w" if is_full else "a", encoding="utf-8", errors="replace") as file:
            file.write(f"{now}\n{clean(told)}\n")  # it is read on a terminal as well
            file.flush()
            os.fsync(file.fileno())  # what follows a fault may be the machine's end
    except OSError as failed:
        return failed.strerror or type(failed).__name__
    return ""


def fault_words(log: Path, error: BaseException) -> str:
    """Write the error down, and say so; or say what it was, where that cannot be."""
    if problem := write_fault(log, error):
        what = traceback.format_exception_only(error)[-1].strip()
        return f"That went wrong ({what}); it could not be written down in {log} ({problem})."
    return f"That went wrong; what happened is written down in {log}."
