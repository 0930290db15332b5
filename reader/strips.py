"""Drawn lines that keep little of what was made of them."""

from __future__ import annotations

from functools import wraps
from typing import TYPE_CHECKING

import textual.strip
from textual.strip import Strip

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable

    from rich.segment import Segment

_ASKED_AGAIN = "_divide_cache", "_filter_cache"


def keep_little() -> None:
    """Let drawn lines, of every app in this process, keep only what is asked for again.

    Textual gives a line seven stores, of 4 to 16 entries each. Of 180,000 lines two stores were
    ever found to hold what was looked for, and that was what came last: the pieces into which
    panels cut the line, and the line as a filter left it. All seven are six sevenths of an empty
    line, and drawing a whole screen makes some 4,000 lines. Twice is as once; lines of a Textual
    that has other stores are left as they are.
    """
    begin = Strip.__init__
    if hasattr(begin, "__wrapped__") or not all(hasattr(Strip, each) for each in _ASKED_AGAIN):
        return
    nothing = _Nothing()

    @wraps(begin)
    def begin_small(
        strip: Strip, segments: Iterable[Segment], cell_length: int | None = None
    ) -> None:
        begin(strip, segments, cell_length)
        for store in _ASKED_AGAIN:
            setattr(strip, store, _Last())

    # Put in place by name: to a type checker, neither is there to be replaced.
    vars(textual.strip)["FIFOCache"] = lambda _: nothing
    setattr(Strip, begin.__name__, begin_small)


class _Nothing:
    """A store that keeps nothing."""

    __slots__ = ()

    def get(self, _: Hashable) -> object:
        return None

    def __setitem__(self, key: Hashable, value: object) -> None:
        pass


class _Last:
    """A store that keeps what came last."""

    __slots__ = ("_key", "_value")

    def __init__(self) -> None:
        self._key: Hashable = None
        self._value: object = None

    def get(self, key: Hashable) -> object:
        return self._value if key == self._key else None

    def __setitem__(self, key: Hashable, value: object) -> None:
        self._key, self._value = key, value
