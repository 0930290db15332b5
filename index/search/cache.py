"""A cache bounded by the memory that it takes, and by how much it keeps."""

from __future__ import annotations

from collections import OrderedDict
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Hashable

_T = TypeVar("_T")

MOST_ENTRIES = 1_000
"""More than is asked for again: beyond, a small library's answers would only take room."""
_ENTRY = 1_000  # bytes that an entry takes beside its arrays: key, objects, headers


class Cache(Generic[_T]):
    """What was worked out, by what it answers; the longest unused goes first. For one thread."""

    def __init__(self, most: int, most_entries: int = MOST_ENTRIES) -> None:
        self.most = most  # bytes
        self.most_entries = most_entries
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
        while self._is_full():
            _, (_, dropped) = self._kept.popitem(last=False)
            self.held -= dropped
        return value

    def _is_full(self) -> bool:
        entries = len(self._kept)
        return entries > self.most_entries or (self.held > self.most and entries > 1)
