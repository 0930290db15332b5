"""The papers that were found, in order: their ids are looked up as they come into view."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING, overload

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from numpy.typing import NDArray

    from index.search.source import Source

LOOKED_UP = 64  # ids at once
KEPT = 4_096
_AT_ONCE = 1_000  # where all are wanted


class Found(Sequence[str]):
    """Ids of papers in order; for one thread at a time.

    Of a long list by relevance only the head is in order at first; the rest is put in order once
    someone comes that far.
    """

    def __init__(
        self,
        source: Source,
        head: NDArray[np.int32],
        count: int | None = None,
        order_all: Callable[[], NDArray[np.int32]] | None = None,
    ) -> None:
        self._source = source
        self._head = head
        self._count = len(head) if count is None else count
        self._order_all = order_all
        self._ids: dict[int, str] = {}

    @cached_property
    def numbers(self) -> NDArray[np.int32]:
        """Every paper's number, in order."""
        return self._head if self._order_all is None else self._order_all()[: self._count]

    def first(self, count: int) -> Found:
        """The first so many, or all."""
        numbers = self._head if count <= len(self._head) else self.numbers
        return Found(self._source, numbers[:count])

    def __len__(self) -> int:
        return self._count

    @overload
    def __getitem__(self, place: int) -> str: ...
    @overload
    def __getitem__(self, place: slice) -> tuple[str, ...]: ...
    def __getitem__(self, place: int | slice) -> str | tuple[str, ...]:
        if isinstance(place, slice):
            places = range(*place.indices(self._count))
            return tuple(self._look_up(places))
        if place < 0:
            place += self._count
        if not 0 <= place < self._count:
            raise IndexError(place)
        if place not in self._ids:
            start = place - place % LOOKED_UP
            near = range(start, min(start + LOOKED_UP, self._count))
            if len(self._ids) > KEPT:
                self._ids.clear()  # else a walk through a long list keeps them all
            self._ids.update(zip(near, self._look_up(near), strict=True))
        return self._ids[place]

    def __iter__(self) -> Iterator[str]:
        for start in range(0, self._count, _AT_ONCE):
            yield from self[start : start + _AT_ONCE]

    def __contains__(self, paper: object) -> bool:
        return self._place(paper) is not None

    def index(self, paper: str, start: int = 0, stop: int | None = None) -> int:
        """The paper's place. Errors: ValueError where it was not found."""
        place = self._place(paper)
        if place is None or not start <= place < (self._count if stop is None else stop):
            raise ValueError(f"{paper} was not found")
        return place

    def _place(self, paper: object) -> int | None:
        if not isinstance(paper, str):
            return None
        number = self._source.numbers([paper]).get(paper)
        places = np.flatnonzero(self._head == number)
        if not len(places) and number is not None and len(self._head) < self._count:
            places = np.flatnonzero(self.numbers == number)
        return int(places[0]) if len(places) else None

    def _look_up(self, places: range) -> list[str]:
        last = max(places, default=-1)
        numbers = self._head if last < len(self._head) else self.numbers
        return self._source.ids([int(numbers[place]) for place in places])
