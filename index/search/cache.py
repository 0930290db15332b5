"""A cache bounded by the memory that it takes."""

from __future__ import annotations

from collections import OrderedDict
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Hashable

_T = TypeVar("_T")

_ENTRY = 200  # bytes that an entry takes beside its arrays, about


class Cache(Generic[_T]):
    """What was worked out, by what it answers; the longest unused goes first. For one thread."""

    def __init__(self, most: int) -> None:
        self.most = most  # bytes
        self.held = 0
        self._kept: OrderedDict[Hashable, tuple[_T, int]] = OrderedDict()

    def get(self, key: Hashable) -> _T | None:
        """What was kept under `key`, if it still is."""
        kept = self._kept.get(key)
        if kept is None:
            return None
        self._kept.move_to_end(key)
        return kept[0]

    def keep(self, key: Hashable, value: _T, size: int) -> _T:
        """Keep what takes `size` bytes under a key, dropping others to make room; the value."""
        self.held += size + _ENTRY
        if key in self._kept:
            self.held -= self._kept.pop(key)[1]
        self._kept[key] = (value, size + _ENTRY)
        while self.held > self.most and len(self._kept) > 1:
            _, (_, dropped) = self._kept.popitem(last=False)
            self.held -= dropped
        return value
