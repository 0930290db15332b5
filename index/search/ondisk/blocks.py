"""The `.pst` file: for each term "W3Bl", then blocks of postings.

A block is its length, negative for the last one, and two pickles: one about the block (how many
postings, the last paper, the most times, whether compressed, two lengths) and the block itself, or
that compressed: the first paper with the distances from each to the next; the times (one number if
all are the same, None if all are 1); the values, of which our fields have none. Whoosh writes both
as tuples; our writer, where it can, as bytes or as an array (`index/search/bulk/blocks.py`).
"""

from __future__ import annotations

import struct
import zlib
from array import array
from itertools import accumulate
from typing import TYPE_CHECKING

import numpy as np

from index.search.admitted import loads
from index.search.ondisk import plain
from index.search.ondisk.sums import Damaged

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

_MAGIC = b"W3Bl"
_INT = struct.Struct("!i")
_FEW = 128  # postings that are quicker as lists than as arrays

# How a pickle writes a long tuple of whole numbers, and of floats
_OPENING = b"\x80\x02("
_WHOLE = {ord("K"): 1, ord("M"): 2, ord("J"): 4}  # the code before a number, the number's bytes
_SMALL = np.dtype([("code", "u1"), ("value", "u1")])
_FLOAT = np.dtype([("code", "u1"), ("value", ">f8")])
_CODE = {_SMALL: ord("K"), _FLOAT: ord("G")}

Arrays = tuple["NDArray[np.int32]", "NDArray[np.float32]"]


class Gathered:
    """Postings of many terms, as they were read: papers in no order, some more than once."""

    def __init__(self) -> None:
        self._papers: list[int] = []
        self._times: list[float] = []
        self._parts: list[Arrays] = []

    def add(self, papers: Sequence[int], times: Sequence[float]) -> None:
        if len(papers) != len(times):
            raise Damaged(f"{len(times)} times for {len(papers)} papers")
        self._papers.extend(papers)
        self._times.extend(times)

    def add_term(self, content: bytes) -> None:
        """All that the postings' file holds of a term."""
        if content[:4] != _MAGIC:
            raise Damaged("no postings")
        at, length = len(_MAGIC), 1
        while length > 0:
            (length,) = _INT.unpack_from(content, at)
            at += _INT.size
            self._add_block(content[at : at + abs(length)])
            at += abs(length)

    def _add_block(self, content: bytes) -> None:
        count, is_compressed, length = plain.about(content)
        rest = content[length:]
        if is_compressed:
            rest = zlib.decompress(rest)
        arrays = _read(rest, count) if count > _FEW else None
        if arrays:
            self._parts.append(arrays)
            return
        distances, times = plain.postings(rest) or loads(rest)[:2]
        if len(distances) != count:
            raise Damaged(f"{len(distances)} postings in a block of {count}")
        if count > _FEW and isinstance(distances, bytes | np.ndarray):
            self._parts.append((_papers(distances), _times(times, count)))
            return
        if not isinstance(times, tuple | bytes):
            times = [1.0 if times is None else times] * count
        steps = distances.tolist() if isinstance(distances, np.ndarray) else distances
        self.add(list(accumulate(steps)), times)

    def arrays(self) -> Arrays:
        if not self._papers and len(self._parts) == 1:
            return self._parts[0]
        papers = np.frombuffer(array("i", self._papers), np.int32)
        times = np.frombuffer(array("f", self._times), np.float32)
        parts = [*self._parts, (papers, times)]
        return np.concatenate([p for p, _ in parts]), np.concatenate([t for _, t in parts])


def _papers(distances: bytes | NDArray[np.uint16]) -> NDArray[np.int32]:
    each = np.frombuffer(distances, np.uint8) if isinstance(distances, bytes) else distances
    return np.cumsum(each, dtype=np.int32)


def _times(times: tuple[float, ...] | bytes | float | None, count: int) -> NDArray[np.float32]:
    if isinstance(times, bytes):
        found = np.frombuffer(times, np.uint8).astype(np.float32)
    elif isinstance(times, tuple):
        found = np.array(times, np.float32)
    else:
        found = np.full(count, 1.0 if times is None else times, np.float32)
    if len(found) != count:
        raise Damaged(f"{len(found)} times for {count} papers")
    return found


def _read(pickled: bytes, count: int) -> Arrays | None:
    """The postings of a block in which all distances are below 256, as they are in common terms.

    Unpickling makes a Python object of each number first, and takes six times as long. None where
    the pickle is any other: each of its codes is looked at.
    """
    if pickled[:3] != _OPENING or pickled[3] not in _WHOLE:
        return None
    at = 4 + _WHOLE[pickled[3]]
    first = int.from_bytes(pickled[4:at], "little")
    distances = _run(pickled, at, count - 1, _SMALL)
    at += (count - 1) * _SMALL.itemsize
    if distances is None or pickled[at : at + 3] != b"tq\x00":
        return None
    papers = np.cumsum(np.concatenate([[first], distances]), dtype=np.int32)
    at += 3
    if pickled[at : at + 1] == b"N":
        return papers, np.ones(count, np.float32)
    times = _run(pickled, at + 1, count, _FLOAT)
    if times is None or pickled[at : at + 1] != b"(":
        return None
    return papers, times.astype(np.float32)


def _run(
    pickled: bytes, at: int, count: int, kind: np.dtype[np.void]
) -> NDArray[np.generic] | None:
    """So many numbers in a row, if all are written alike."""
    if len(pickled) < at + count * kind.itemsize:
        return None
    numbers = np.frombuffer(pickled, kind, count, at)
    return numbers["value"] if (numbers["code"] == _CODE[kind]).all() else None
