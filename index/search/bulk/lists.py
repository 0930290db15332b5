"""Posting lists made of words in the order of their papers, by sorting."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray


class PostingLists(NamedTuple):
    """The lists of one field: list `n` is `starts[n]:ends[n]` of places and times."""

    names: list[bytes]  # ascending, as Whoosh wants its terms
    starts: NDArray[np.int64]
    ends: NDArray[np.int64]
    places: NDArray[np.int32]  # of the papers in the segment; ascending within a list
    times: NDArray[np.int32]


def counted(
    numbers: NDArray[np.int32], places: NDArray[np.int32], names: Sequence[str]
) -> PostingLists:
    """Where each number stands and how often: numbers and places side by side, in any order."""
    keys = (numbers.astype(np.int64) << 32) | places
    keys.sort()
    firsts = _changes(keys)
    times = np.diff(firsts, append=len(keys)).astype(np.int32)
    keys = keys[firsts]
    return _in_order((keys >> 32).astype(np.int32), keys.astype(np.int32), times, names)


def once(
    numbers: NDArray[np.int32], places: NDArray[np.int32], names: Sequence[str]
) -> PostingLists:
    """Where each number stands, however often it does."""
    lists = counted(numbers, places, names)
    return lists._replace(times=np.ones_like(lists.times))


def _in_order(
    numbers: NDArray[np.int32],
    places: NDArray[np.int32],
    times: NDArray[np.int32],
    names: Sequence[str],
) -> PostingLists:
    starts = _changes(numbers)
    ends = np.append(starts[1:], len(numbers))
    named = [names[number].encode() for number in numbers[starts].tolist()]
    order = sorted(range(len(named)), key=named.__getitem__)
    return PostingLists([named[n] for n in order], starts[order], ends[order], places, times)


def _changes(values: NDArray[np.int64] | NDArray[np.int32]) -> NDArray[np.int64]:
    """Where another value begins than the one before."""
    if not len(values):
        return np.empty(0, np.int64)
    return np.flatnonzero(np.append(True, values[1:] != values[:-1]))
