"""Where a fault of ours is written down: the terminal belongs to the screen."""

from __future__ import annotations

import datetime as dt
import os
import traceback
from typing import TYPE_CHECKING

from index.paths import make_private
from index.text import clean

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

QUOTED = 100
"""Characters of an error's own words."""

LARGEST = 1_000_000
"""Bytes after which the log begins anew."""


def write_fault(log: Path, error: BaseException | None) -> str:
    """Add the error with its traceback to the log; why that could not be, or nothing."""
    now = dt.datetime.now(dt.UTC).isoformat(timespec="seconds")
    told = "\n".join(_told(error)) if error else "a fault without an error"
    try:
        make_private(log.parent)
        is_full = log.exists() and log.stat().st_size > LARGEST
        end = os.O_TRUNC if is_full else os.O_APPEND
        descriptor = os.open(log, os.O_WRONLY | os.O_CREAT | end, 0o600)
        with os.fdopen(descriptor, "w", encoding="utf-8", errors="replace") as file:
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


def _told(error: BaseException) -> Iterator[str]:
    """Where each error came from, the first one first, and the beginning of its words.

    The beginning alone: an error may quote the text it was about, and that is nobody's business.
    """
    cause = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    if cause is not None:
        yield from _told(cause)
    yield "".join(traceback.format_tb(error.__traceback__)).rstrip()
    words = " ".join(str(error).split())
    yield f"{type(error).__qualname__}: {words[:QUOTED]}{'…' if len(words) > QUOTED else ''}"
