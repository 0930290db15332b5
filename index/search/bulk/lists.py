"""Posting lists made of words in the order of their papers, by sorting."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, Protocol

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from typing import TypeAlias

    from numpy.typing import NDArray

MOST_PAPERS = 1 << 16
"""Of a segment: a word's number, or the rest of it, and a paper's place are one 32-bit key."""

Run: TypeAlias = "tuple[NDArray[np.int32], NDArray[np.uint16]]"
"""Numbers, and for each the place of the paper where it stands: side by side, in any order."""

Part: TypeAlias = "tuple[NDArray[np.int32], NDArray[np.uint16], NDArray[np.int32]]"


class Names(Protocol):
    """What each number is called, from 0 on: held, or made when it is asked for."""

    @property
    def ranks(self) -> NDArray[np.int32]:
        """For each number, how many names come before its own, as bytes."""
        ...

    def __len__(self) -> int: ...
    def __getitem__(self, number: int, /) -> str: ...


class HeldNames:
    """Names that stand in a list."""

    def __init__(self, names: Sequence[str]) -> None:
        self._names = names
        self.ranks = ranks(names)

    def __len__(self) -> int:
        return len(self._names)

    def __getitem__(self, number: int, /) -> str:
        return self._names[number]


def ranks(names: Sequence[str]) -> NDArray[np.int32]:
    """For each name, how many come before it. UTF-8 has the order of the characters."""
    # Python's own sorting is quicker, but would have a number made for each name.
    order = np.argsort(np.array(names, object), kind="stable")
    found = np.empty(len(names), np.int32)
    found[order] = np.arange(len(names), dtype=np.int32)
    return found


class PostingLists(NamedTuple):
    """The lists of one field: list `n` is `starts[n]:ends[n]` of places and times."""

    names: Names
    numbers: NDArray[np.int32]  # by their names ascending, as Whoosh wants its terms
    starts: NDArray[np.int64]
    ends: NDArray[np.int64]
    places: NDArray[np.uint16]  # of the papers in the segment; ascending within a list
    times: NDArray[np.int32]

    def terms(self, chosen: slice) -> list[bytes]:
        """What these lists are called in the index."""
        return [self.names[number].encode() for number in self.numbers[chosen].tolist()]


def counted(runs: Iterable[Run], names: Names) -> PostingLists:
    """Where each number stands and how often. No number may be in two runs."""
    parts = [part for run in runs for part in _parts(run, len(names))]
    found, places, times = (np.concatenate(kind) for kind in zip(*parts, strict=True))
    starts = np.flatnonzero(_is_first(found))
    ends = np.append(starts[1:], len(found))
    numbers = found[starts]
    order = np.argsort(names.ranks[numbers])
    return PostingLists(names, numbers[order], starts[order], ends[order], places, times)


def once(runs: Iterable[Run], names: Names) -> PostingLists:
    """Where each number stands, however often it does. No number may be in two runs."""
    lists = counted(runs, names)
    return lists._replace(times=np.ones_like(lists.times))


def _parts(run: Run, size: int) -> Iterator[Part]:
    """The run in parts, within which the upper half of the numbers is the same."""
    numbers, places = run
    if size <= MOST_PAPERS:
        yield _sorted(numbers, places, 0)
        return
    for high in range((size >> 16) + 1):
        chosen = numbers >> 16 == high
        yield _sorted(numbers[chosen], places[chosen], high)


def _sorted(numbers: NDArray[np.int32], places: NDArray[np.uint16], high: int) -> Part:
    """Each number and place once, in order, and how often they were there."""
    keys = numbers.astype(np.uint32) << np.uint32(16)
    keys |= places
    keys.sort()
    firsts = np.flatnonzero(_is_first(keys)).astype(np.int32)
    times = np.diff(firsts, append=np.int32(len(keys)))
    keys = keys[firsts]
    return (keys >> 16).astype(np.int32) + (high << 16), keys.astype(np.uint16), times


def _is_first(values: NDArray[np.generic]) -> NDArray[np.bool_]:
    """Whether another value stands before."""
    is_first = np.ones(len(values), bool)
    np.not_equal(values[1:], values[:-1], out=is_first[1:])
    return is_first
