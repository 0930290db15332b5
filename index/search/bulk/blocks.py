"""Whoosh's block of postings, a whole list in each.

Whoosh pickles three things a block: the gaps between the places of its papers, their weights
and their values, of which our fields have none.
"""

from __future__ import annotations

import pickle
from typing import TYPE_CHECKING, NamedTuple

from index.search.edge import quietly

with quietly():
    from whoosh.codec.whoosh3 import WHOOSH3_HEADER_MAGIC
    from whoosh.system import pack_int

if TYPE_CHECKING:
    from typing import TypeAlias

    import numpy as np
    from numpy.typing import NDArray

Gaps: TypeAlias = "tuple[int, ...]"
Weights: TypeAlias = "float | tuple[float, ...] | None"

_PICKLE = 2
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
    entry = pickle.dumps(about, _PICKLE)
    held = pickle.dumps((_gaps(gaps), _weights(times, known), None), _PICKLE)
    # A negative length marks the last block.
    whole: bytes = WHOOSH3_HEADER_MAGIC + pack_int(-len(entry) - len(held)) + entry + held
    return whole


def _gaps(gaps: NDArray[np.int32]) -> Gaps:
    return tuple(gaps.tolist())


def _weights(times: NDArray[np.int32], known: Statistics) -> Weights:
    if known.most == known.least:
        return None if known.most == 1 else float(known.most)
    return tuple(times.astype(float).tolist())
