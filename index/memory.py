"""How much the system's C library keeps of what was let go of; glibc alone can be told."""

from __future__ import annotations

import ctypes
from contextlib import suppress

_TRIM_THRESHOLD, _MMAP_THRESHOLD, _ARENA_MAX = -1, -3, -8  # of mallopt, as malloc.h has them

LARGE = 1 << 18
"""Bytes from which on a piece is mapped by itself, and goes back whole. A smaller one leaves a hole
in the heap; what is smaller still settles in it, and then it cannot be given back. From 64 KB on,
search among a hundred thousand papers would take 1.4 times as long; from here, a few hundredths
longer at most."""

_LEFT_AT_THE_END = 1 << 21  # free bytes: up to so many stay with the heap


def share_one_heap() -> None:
    """Let all threads share one heap; to be called before there is another thread.

    By itself each thread would fill a heap of its own, where what one let go of is of no use to
    another, and the bytes from which on a piece is mapped grow with the largest piece so far.
    """
    with suppress(AttributeError, OSError, TypeError):
        library = ctypes.CDLL(None)
        for setting, value in (
            (_ARENA_MAX, 1),
            (_MMAP_THRESHOLD, LARGE),
            (_TRIM_THRESHOLD, _LEFT_AT_THE_END),
        ):
            library.mallopt(setting, value)


def give_back() -> None:
    """Give back what was freed, wherever it lies: glibc keeps what has something behind it."""
    with suppress(AttributeError, OSError, TypeError):
        ctypes.CDLL(None).malloc_trim(0)
