"""A cache bounded by what it holds."""

from __future__ import annotations

from collections import OrderedDict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Hashable, Mapping

Postings = dict[str, float]


class PostingCache:
    """Postings by what they answer; the longest unused go first. Not for several threads."""

    def __init__(self, most: int) -> None:
        self.most = most  # postings, at some 100 bytes each
        self.held = 0
        self._kept: OrderedDict[Hashable, Mapping[str, float]] = OrderedDict()

    def get(self, key: Hashable) -> Mapping[str, float] | None:
        """What was kept under `key`, if it still is."""
        kept = self._kept.get(key)
        if kept is not None:
            self._kept.move_to_end(key)
        return kept

    def keep(self, key: Hashable, postings: Mapping[str, float]) -> None:
        """Keep a new key's postings, dropping others to make room."""
        self._kept[key] = postings
        self.held += len(postings) + 1
        while self.held > self.most and len(self._kept) > 1:
            _, dropped = self._kept.popitem(last=False)
            self.held -= len(dropped) + 1
