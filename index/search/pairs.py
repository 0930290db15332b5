"""Words side by side, told by a number: what narrows a phrase down where no positions are kept."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zlib import crc32

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

PAIRS = 1 << 16
"""Different numbers. Many pairs share one: what they find must be looked at."""

_FIRST, _SECOND = np.uint32(0x9E3779B1), np.uint32(0x85EBCA77)  # large and odd, to mix all bits


def fingerprints(terms: list[str]) -> NDArray[np.uint32]:
    """A number for each term, the same for ever."""
    return np.array([crc32(term.encode()) for term in terms], np.uint32)


def pairs(first: NDArray[np.uint32], second: NDArray[np.uint32]) -> NDArray[np.int32]:
    """The number, below PAIRS, of each two terms in this order, given by their fingerprints."""
    mixed = (first * _FIRST) ^ (second * _SECOND)
    return ((mixed * _FIRST) >> np.uint32(16)).astype(np.int32)


def name_of(pair: int) -> str:
    """The term of the index for this pair."""
    return f"{pair:04x}"


class PairNames:
    """`name_of` for all pairs, one at a time: few of them are in a few papers."""

    def __init__(self) -> None:
        self.ranks = np.arange(PAIRS, dtype=np.int32)

    def __len__(self) -> int:
        return PAIRS

    def __getitem__(self, pair: int, /) -> str:
        return name_of(pair)
