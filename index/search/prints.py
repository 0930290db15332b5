"""Which texts of which papers: a paper's number and its text's fingerprint as one number."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from index.search.source import Prints

_BITS = 31  # of a fingerprint; the paper's number stands above


def prints_of(numbers: NDArray[np.int32], fingerprints: NDArray[np.int32]) -> NDArray[np.int64]:
    """One number for each paper, as `Source.prints` gives them."""
    return numbers.astype(np.int64) << _BITS | fingerprints


def read_prints(prints: Prints) -> NDArray[np.int64]:
    """The store's prints as an array, in place."""
    return np.frombuffer(prints, np.int64) if prints else np.empty(0, np.int64)


def numbers_in(prints: NDArray[np.int64]) -> NDArray[np.int32]:
    """The number of each paper."""
    return (prints >> _BITS).astype(np.int32)


def differing(some: NDArray[np.int64], others: NDArray[np.int64]) -> NDArray[np.int32]:
    """The papers that are in one of the two only, or with another text, or in one twice."""
    some, others = np.sort(some, kind="stable"), np.sort(others, kind="stable")  # in runs mostly
    if np.array_equal(some, others):
        return np.empty(0, np.int32)  # as nearly always; what follows takes ten times as long
    twice = [each[1:][each[1:] == each[:-1]] for each in (some, others)]
    return np.unique(numbers_in(np.concatenate([np.setxor1d(some, others), *twice])))
