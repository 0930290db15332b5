"""Lists of papers put together: the arithmetic of arrays of paper numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from index.search.terms import Postings

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from index.search.source import Numbers

_SPARSE = 32
"""Fewer than one paper in so many: sorting the few beats looking through all."""


def read(numbers: Numbers) -> NDArray[np.int32]:
    """The store's numbers as an array, in place."""
    array = np.frombuffer(numbers, np.int32) if numbers else np.empty(0, np.int32)
    array.flags.writeable = False  # they are the store's
    return array


def nothing() -> Postings:
    """No papers."""
    return Postings(np.empty(0, np.int32), np.empty(0, np.float32))


def added_up(parts: Sequence[Postings], size: int) -> Postings:
    """The papers in any of the parts, what they have in each added up; numbers are below `size`."""
    parts = [part for part in parts if len(part.numbers)]
    if len(parts) < 2:
        return parts[0] if parts else nothing()
    together = np.concatenate([part.numbers for part in parts])
    if len(together) < size // _SPARSE:
        values = np.concatenate([part.times for part in parts])
        numbers, places = np.unique(together, return_inverse=True)
        return Postings(numbers, np.bincount(places, values).astype(np.float32))
    sums = np.zeros(size, np.float32)
    held = np.zeros(size, bool)
    for part in parts:
        sums[part.numbers] += part.times
        held[part.numbers] = True
    numbers = np.flatnonzero(held).astype(np.int32)
    return Postings(numbers, sums[numbers])


def in_all(lists: Sequence[NDArray[np.int32]], size: int) -> NDArray[np.int32]:
    """The papers that are in every list, ascending; each list holds a paper once."""
    first, *others = sorted(lists, key=len)
    if not len(first):
        return first
    held = np.zeros(size, bool)
    for other in others:
        held[other] = True
        first = first[held[first]]
        held[other] = False
    return first


def value_of(number: int, numbers: NDArray[np.int32], values: NDArray[np.float32]) -> float:
    """What a paper has in a list of papers and values; 0 where it is not in it."""
    place = int(np.searchsorted(numbers, number))
    if place == len(numbers) or numbers[place] != number:
        return 0.0
    return float(values[place])
