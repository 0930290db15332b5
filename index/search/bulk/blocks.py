"""Whoosh's block of postings: the bytes that its own reader takes, chosen for speed.

Whoosh pickles three things a block: the gaps between the places of its papers, their weights
and their values. It writes tuples, and reads whatever gives integers when gone through: a pickled
`bytes` or `array` is half as long, and numpy reads it in place.
"""

from __future__ import annotations

import pickle
from typing import TYPE_CHECKING

import numpy as np

from index.search.edge import quietly

with quietly():
    from whoosh.codec.whoosh3 import WHOOSH3_HEADER_MAGIC
    from whoosh.system import pack_int

if TYPE_CHECKING:
    from array import array
    from typing import TypeAlias

    from numpy.typing import NDArray

Gaps: TypeAlias = "bytes | array[int] | tuple[int, ...]"
Weights: TypeAlias = "float | bytes | array[float] | tuple[float, ...] | None"

_PICKLE = 2  # the oldest that knows bytes; newer ones are longer
_UNCOMPRESSED = 0
_A_BYTE = 0xFF
_FEW = 32  # an array's pickle is longer than a tuple's up to here


def block(
    places: NDArray[np.uint16], times: NDArray[np.int32], shortest: int, longest: int
) -> bytes:
    """A whole posting list as one block, header and all.

    `shortest` and `longest` are the bytes that stand for the lengths of the papers' texts.
    """
    most = int(times.max())
    entry = (len(places), int(places[-1]), float(most), _UNCOMPRESSED, shortest, longest)
    about = pickle.dumps(entry, 2)
    held = pickle.dumps((_gaps(places), _weights(times, most), None), _PICKLE)
    # A negative length marks the last block.
    whole: bytes = WHOOSH3_HEADER_MAGIC + pack_int(-len(about) - len(held)) + about + held
    return whole


def _gaps(places: NDArray[np.uint16]) -> Gaps:
    return tuple(np.diff(places.astype(np.int32), prepend=np.int32(0)).tolist())


def _weights(times: NDArray[np.int32], most: int) -> Weights:
    if most == int(times.min()):
        return None if most == 1 else float(most)
    return tuple(times.astype(float).tolist())
