"""Whoosh's codec, whole posting lists at a time; what it writes, Whoosh's own reads."""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING

import numpy as np

from index.search.bulk.blocks import block
from index.search.edge import quietly

with quietly():
    from whoosh.codec.whoosh3 import W3Codec, W3FieldWriter, W3Segment
    from whoosh.system import pack_ushort

if TYPE_CHECKING:
    from typing import Any

    from numpy.typing import NDArray
    from whoosh.fields import FieldType
    from whoosh.filedb.filestore import Storage

    from index.search.bulk.lists import PostingLists

_TERM = struct.Struct("!BfIBBfIIqi")
"""A term's statistics and where its postings are, as whoosh.codec.whoosh3.W3TermInfo packs them."""

_IN_THE_FILE = 0  # not among the statistics


class ListWriter(W3FieldWriter):  # type: ignore[misc]
    """Writes the terms of a segment, each with all its postings in one block."""

    def add_lists(
        self,
        name: str,
        field: FieldType,
        lists: PostingLists,
        lengths: NDArray[np.uint8] | None,
    ) -> None:
        """Write a field; fields and their terms come in order.

        `lengths` are the bytes that stand for the lengths of the papers' texts; None: not kept.
        """
        self.start_field(name, field)
        field_id = pack_ushort(self._fieldid)
        places, times = lists.places, lists.times
        starts, ends = lists.starts.tolist(), lists.ends.tolist()
        shared: dict[tuple[int, int, int], tuple[int, int]] = {}
        columns = _statistics(lists, lengths)
        for term, start, end, stats in zip(lists.names, starts, ends, columns, strict=True):
            weight, short, long, most, first, last = stats
            extent = shared.get((first, most, short)) if end - start == 1 else None
            if extent is None:
                extent = self._write(block(places[start:end], times[start:end], short, long))
                if end - start == 1:
                    # Where many words are one paper's alone, they point to one block.
                    shared[first, most, short] = extent
            about = _TERM.pack(
                _IN_THE_FILE, weight, end - start, short, long, most, first, last, *extent
            )
            self._tindex.add(field_id + term, about)
        self.finish_field()

    def _write(self, postings: bytes) -> tuple[int, int]:
        """Where the postings are in the file, and how many bytes."""
        at = self._postfile.tell()
        self._postfile.write(postings)
        return at, len(postings)


class BulkCodec(W3Codec):  # type: ignore[misc]
    """Writes with `ListWriter`; the segment remembers Whoosh's own codec, which reads it."""

    def field_writer(self, storage: Storage, segment: Any) -> ListWriter:
        return ListWriter(self, storage, segment)

    def new_segment(self, storage: Storage, indexname: str) -> Any:
        return W3Segment(W3Codec(), indexname)


def paper_numbers(storage: Storage, segment: Any) -> NDArray[np.int32]:
    """The number of each paper of a segment, deleted ones too, in the order of their places."""
    file = storage.open_file(W3Codec.column_filename(segment, "number"))
    try:
        numbers = np.frombuffer(file.read(), ">i4").astype(np.int32)
    finally:
        file.close()
    if len(numbers) != segment.doc_count_all():
        raise AssertionError(f"{len(numbers)} numbers of {segment.doc_count_all()} papers")
    return numbers


def _statistics(lists: PostingLists, lengths: NDArray[np.uint8] | None) -> Any:
    """For each list: total weight, shortest, longest, greatest weight, first and last paper."""
    places, starts, times = lists.places, lists.starts, lists.times
    if not len(starts):
        return ()
    begin = np.sort(starts)
    back = np.searchsorted(begin, starts)
    if lengths is None:
        lengths = np.zeros(int(places.max()) + 1, np.uint8)
    held = lengths[places]
    rows = (
        np.add.reduceat(times, begin)[back],
        np.minimum.reduceat(held, begin)[back],
        np.maximum.reduceat(held, begin)[back],
        np.maximum.reduceat(times, begin)[back],
        places[starts],
        places[lists.ends - 1],
    )
    return zip(*(row.tolist() for row in rows), strict=True)
