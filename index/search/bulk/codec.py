"""Whoosh's codec, whole posting lists at a time; what it writes, Whoosh's own reads."""

from __future__ import annotations

import struct
from array import array
from typing import TYPE_CHECKING

import numpy as np

from index.search.bulk.blocks import Statistics, block
from index.search.edge import quietly

with quietly():
    from whoosh.codec.whoosh3 import W3Codec, W3FieldWriter, W3Segment
    from whoosh.system import pack_ushort

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import Any

    from numpy.typing import NDArray
    from whoosh.fields import FieldType
    from whoosh.filedb.filestore import Storage

    from index.search.bulk.lists import PostingLists
    from index.search.sealed import SealedStorage

_TERM = struct.Struct("!BfIBBfIIqi")
"""A term's statistics and where its postings are, as whoosh.codec.whoosh3.W3TermInfo packs them."""

_AT_ONCE = 1_000  # terms: all of a segment's, as Python's own numbers and bytes, would be many MB
_IN_THE_FILE = 0  # not among the statistics


class Bucket:
    """Hashes of terms and where they stand: 12 bytes each, where Whoosh's own lists take 130."""

    def __init__(self) -> None:
        self._hashes, self._positions = array("I"), array("q")

    def append(self, entry: tuple[int, int]) -> None:
        self._hashes.append(entry[0])
        self._positions.append(entry[1])

    def __len__(self) -> int:
        return len(self._hashes)

    def __iter__(self) -> Iterator[tuple[int, int]]:
        return zip(self._hashes, self._positions, strict=True)


class ListWriter(W3FieldWriter):  # type: ignore[misc]  # Whoosh has no types
    """Writes the terms of a segment, each with all its postings in one block."""

    def __init__(self, codec: BulkCodec, storage: Storage, segment: Any) -> None:
        super().__init__(codec, storage, segment)
        self._tindex.buckets = [Bucket() for _ in self._tindex.buckets]

    def add_lists(
        self,
        name: str,
        field: FieldType,
        lists: PostingLists,
        lengths: NDArray[np.uint8] | None,
        tell: Callable[[float], None],
    ) -> None:
        """Write a field; fields and their terms come in order.

        `lengths` are the bytes that stand for the lengths of the papers' texts; None: not kept.
        `tell` hears now and then which part of it is done.
        """
        self.start_field(name, field)
        field_id = pack_ushort(self._fieldid)
        gaps, times = _gaps(lists), lists.times
        columns = lists.starts, lists.ends, *_statistics(lists, lengths)
        shared: dict[tuple[int, int], tuple[int, int]] = {}
        for first in range(0, len(lists.starts), _AT_ONCE):
            tell(first / len(lists.starts))
            chosen = slice(first, first + _AT_ONCE)
            rows = zip(*(column[chosen].tolist() for column in columns), strict=True)
            for term, (start, end, *statistics) in zip(lists.terms(chosen), rows, strict=True):
                known = Statistics._make(statistics)
                alone = (known.first, known.most) if end - start == 1 else None
                extent = shared.get(alone) if alone else None
                if extent is None:
                    extent = self._write(block(gaps[start:end], times[start:end], known))
                    if alone:
                        # Where many words are one paper's alone, they point to one block.
                        shared[alone] = extent
                self._tindex.add(field_id + term, _about(end - start, known, extent))
        self.finish_field()

    def _write(self, postings: bytes) -> tuple[int, int]:
        """Where the postings are in the file, and how many bytes."""
        at = self._postfile.tell()
        self._postfile.write(postings)
        return at, len(postings)


class BulkCodec(W3Codec):  # type: ignore[misc]  # Whoosh has no types
    """Writes with `ListWriter`; the segment remembers Whoosh's own codec, which reads it."""

    def field_writer(self, storage: Storage, segment: Any) -> ListWriter:
        return ListWriter(self, storage, segment)

    def new_segment(self, storage: Storage, indexname: str) -> Any:
        return W3Segment(W3Codec(), indexname)


def column_of(storage: SealedStorage, segment: Any, name: str) -> NDArray[np.int32]:
    """A number of each paper of a segment, deleted ones too, in the order of their places."""
    content = storage.content(W3Codec.column_filename(segment, name))
    return np.frombuffer(content, ">i4").astype(np.int32)


def _about(count: int, known: Statistics, extent: tuple[int, int]) -> bytes:
    return _TERM.pack(
        *(_IN_THE_FILE, known.times, count, known.shortest, known.longest),
        *(known.most, known.first, known.last, *extent),
    )


def _gaps(lists: PostingLists) -> NDArray[np.int32]:
    """From each paper of a list to the next."""
    gaps = lists.places.astype(np.int32)
    gaps[1:] -= lists.places[:-1]
    gaps[lists.starts] = lists.places[lists.starts]
    return gaps


def _statistics(
    lists: PostingLists, lengths: NDArray[np.uint8] | None
) -> tuple[NDArray[np.generic], ...]:
    """What `Statistics` says, each for every list."""
    places, times = lists.places, lists.times
    if not len(lists.starts):
        return (lists.starts,) * len(Statistics._fields)
    begun = np.sort(lists.starts)
    back = np.searchsorted(begun, lists.starts)
    held = np.zeros(len(places), np.uint8) if lengths is None else lengths[places]
    return (
        np.add.reduceat(times, begun)[back],
        np.minimum.reduceat(times, begun)[back],
        np.maximum.reduceat(times, begun)[back],
        np.minimum.reduceat(held, begun)[back],
        np.maximum.reduceat(held, begun)[back],
        places[lists.starts],
        places[lists.ends - 1],
    )
