"""The library's papers as arrays: filters and orders, kept while the store says the same."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from index.query.question import Sort
from index.query.tree import Is, State
from index.search.arrays import read
from index.search.cache import Cache

if TYPE_CHECKING:
    from collections.abc import Hashable

    from numpy.typing import NDArray

    from index.query.tree import Condition
    from index.search.source import Numbers, Source

_READ, _UNREAD = Is(State.READ), Is(State.UNREAD)

_MOST_KEPT = 32_000_000  # bytes; at a hundred thousand papers some hundred filters


class Holdings:
    """What the store knows of every paper, as arrays by number. For one thread."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._kept: Cache[tuple[Numbers, NDArray[np.generic]]] = Cache(_MOST_KEPT)

    @property
    def newest(self) -> Numbers:
        """Every paper, the newest first: the same object until the papers change."""
        return self._source.ordered(Sort.NEW)

    def every(self) -> NDArray[np.bool_]:
        """Which numbers are papers of the library."""
        return self.places(Sort.NEW) >= 0

    def order(self, sort: Sort) -> NDArray[np.int32]:
        """Every paper's number, in this order."""
        return read(self._source.ordered(sort))

    def places(self, sort: Sort) -> NDArray[np.int32]:
        """Each paper's place in this order, by number; -1 for a number that is no paper's."""
        numbers = self._source.ordered(sort)
        kept = self._kept.get(sort)
        if kept is None or kept[0] is not numbers:
            order = read(numbers)
            places = np.full(int(order.max(initial=0)) + 1, -1, np.int32)
            places[order] = np.arange(len(order), dtype=np.int32)
            kept = self._keep(sort, numbers, places)
        return kept[1].view(np.int32)

    def holding(self, condition: Condition, size: int) -> NDArray[np.bool_]:
        """For which numbers the condition holds; `size` of them."""
        if condition == _UNREAD:  # nearly all papers: those that were read are fewer to ask for
            every = self.every()
            return np.pad(every, (0, size - len(every))) & ~self.holding(_READ, size)
        numbers = self._source.matching(condition)
        kept = self._kept.get(condition)
        if kept is None or kept[0] is not numbers or len(kept[1]) != size:
            held = np.zeros(size, bool)
            found = read(numbers)
            held[found[found < size]] = True
            kept = self._keep(condition, numbers, held)
        return kept[1].view(np.bool_)

    def _keep(
        self, key: Hashable, numbers: Numbers, made: NDArray[np.generic]
    ) -> tuple[Numbers, NDArray[np.generic]]:
        made.flags.writeable = False
        return self._kept.keep(key, (numbers, made), made.nbytes + 4 * len(numbers))
