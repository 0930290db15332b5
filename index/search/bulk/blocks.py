"""Whoosh's block of postings, a whole list in each.

Whoosh pickles three things a block: the gaps between the places of its papers, their weights
and their values, of which our fields have none. It writes tuples, and reads whatever gives numbers
when gone through: pickled `bytes` and arrays make the index half as large, and numpy reads them in
place.
"""

from __future__ import annotations

import pickle
from array import array
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from index.search.edge import quietly

with quietly():
    from whoosh.codec.whoosh3 import WHOOSH3_HEADER_MAGIC
    from whoosh.system import pack_int

if TYPE_CHECKING:
    from typing import TypeAlias

    from numpy.typing import NDArray

Gaps: TypeAlias = "bytes | array[int] | tuple[int, ...]"
Weights: TypeAlias = "bytes | float | tuple[float, ...] | None"

_STATISTICS = 2  # the pickle's protocol
_POSTINGS = 3  # the first that knows bytes; later ones are longer
_A_BYTE = 0xFF
_FEW = 32  # as a tuple so many gaps are shorter than as an array
_UNCOMPRESSED = 0


class Statistics(NamedTuple):
    """What Whoosh keeps of a posting list beside the postings."""

    times: int  # of all papers together
    least: int  # of one paper
    most: int
    shortest: int  # byte that stands for the length of a paper's text
    longest: int
    first: int  # place of a paper
    last: int


def block(gaps: NDArray[np.int32], times: NDArray[np.int32], known: Statistics) -> bytes:
    """A whole posting list as one block, header and all; the first gap is from 0."""
    lengths = known.shortest, known.longest
    about = (len(gaps), known.last, float(known.most), _UNCOMPRESSED, *lengths)
    entry = pickle.dumps(about, _STATISTICS)
    held = pickle.dumps((_gaps(gaps), _weights(times, known), None), _POSTINGS)
    # A negative length marks the last block.
    whole: bytes = WHOOSH3_HEADER_MAGIC + pack_int(-len(entry) - len(held)) + entry + held
    return whole


def _gaps(gaps: NDArray[np.int32]) -> Gaps:
    if gaps.max() <= _A_BYTE:
        return gaps.astype(np.uint8).tobytes()
    if len(gaps) <= _FEW:
        return tuple(gaps.tolist())
    return array("H", gaps.astype(np.uint16).tobytes())  # no segment has more papers


def _weights(times: NDArray[np.int32], known: Statistics) -> Weights:
    if known.most == known.least:
        return None if known.most == 1 else float(known.most)
    if known.most <= _A_BYTE:
        return times.astype(np.uint8).tobytes()
    return tuple(times.astype(float).tolist())
