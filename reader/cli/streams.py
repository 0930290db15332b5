"""Standard streams that were closed before the program began (`<&-`, `>&-`)."""

from __future__ import annotations

import os
import sys


def stand_in() -> None:
    """Open what is closed, so that no file of ours gets its number and what is meant for it.

    Reading standard input and writing standard output then fail as they should, with EBADF;
    what would be said on standard error goes nowhere.
    """
    if sys.stdin is None:
        _open(0, os.O_WRONLY)
        sys.stdin = os.fdopen(0, "r", closefd=False)
    if sys.stdout is None:
        _open(1, os.O_RDONLY)
        sys.stdout = os.fdopen(1, "w", closefd=False, encoding="utf-8")
    if sys.stderr is None:
        _open(2, os.O_WRONLY)
        sys.stderr = os.fdopen(2, "w", closefd=False, encoding="utf-8", buffering=1)


def _open(number: int, how: int) -> None:
    opened = os.open(os.devnull, how)
    if opened != number:
        os.dup2(opened, number)
        os.close(opened)
