"""A segment of the index, and which indexes can be read so."""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING

import numpy as np

from index.search.admitted import loads
from index.search.edge import quietly
from index.search.ondisk.blocks import Gathered
from index.search.ondisk.sums import Damaged
from index.search.ondisk.terms import TermIndex

with quietly():
    from whoosh import versionstring
    from whoosh.codec.whoosh3 import W3Codec
    from whoosh.util.numeric import byte_to_length

if TYPE_CHECKING:
    from collections.abc import Collection
    from contextlib import ExitStack

    from numpy.typing import NDArray
    from whoosh.codec.whoosh3 import W3Segment
    from whoosh.fields import Schema

    from index.search.ondisk.blocks import Arrays
    from index.search.ondisk.file import IndexFile
    from index.search.sealed import SealedStorage

KNOWN = "2.7.4"
_TERM = struct.Struct("!BfIBBfII")  # is inlined, times, papers, 2 lengths, most, first, last
_PLACE = struct.Struct("!qi")  # of the postings: start, length
_LENGTHS = np.array([byte_to_length(code) for code in range(256)], np.float32)


class SegmentFiles:
    """One segment of the index. Errors: of any kind, where its files are damaged."""

    def __init__(self, storage: SealedStorage, segment: W3Segment, files: ExitStack) -> None:
        self._storage = storage
        self._segment = segment
        self._terms = TermIndex(self._open(W3Codec.TERMS_EXT, files))
        self._posts = self._open(W3Codec.POSTS_EXT, files)
        self.papers: int = segment.doc_count_all()
        self.deleted = np.fromiter(segment.deleted_docs(), np.int32)

    def _open(self, extension: str, files: ExitStack) -> IndexFile:
        file = self._storage.checked(self._segment.make_filename(extension))
        files.callback(file.close)
        return file

    def numbers(self, field: str) -> NDArray[np.int32]:
        """The value of each paper in a column of 32-bit numbers, which every paper has."""
        numbers = self._column(field, ">i4")
        if len(numbers) != self.papers:
            raise Damaged(f"{len(numbers)} numbers of {self.papers} papers")
        return numbers.astype(np.int32)

    def lengths(self, field: str) -> NDArray[np.float32]:
        """How many words the field of each paper has, rounded as Whoosh keeps it."""
        if not self._segment._fieldlengths.get(field):  # noqa: SLF001
            return np.zeros(self.papers, np.float32)  # and there is no file
        codes = np.zeros(self.papers, np.uint8)
        column = self._column(f"_{field}_len", "u1")
        codes[: len(column)] = column
        lengths: NDArray[np.float32] = _LENGTHS[codes]
        return lengths

    def _column(self, name: str, kind: str) -> NDArray[np.integer]:
        content = self._storage.content(W3Codec.column_filename(self._segment, name))
        return np.frombuffer(content, kind)

    def postings(self, terms: Collection[bytes], field: str) -> Arrays:
        """The papers of all the terms one after the other, deleted ones too, and the times."""
        gathered = Gathered()
        places = []
        for value in self._terms.values(terms, field):
            is_inlined, times, papers, _, _, _, first, _ = _TERM.unpack_from(value)
            if is_inlined:
                inlined, each, _ = loads(value[_TERM.size :])
                gathered.add(inlined, each)
            elif papers == 1:
                gathered.add((first,), (times,))
            else:
                places.append(_PLACE.unpack_from(value, _TERM.size))
        for content in self._posts.read_all(places):
            gathered.add_term(content)
        return gathered.arrays()

    def beginning(self, prefix: bytes, field: str) -> list[bytes]:
        """The terms that begin so, in their order."""
        return self._terms.beginning(prefix, field)

    def having(self, terms: Collection[bytes], field: str) -> set[bytes]:
        """Those of the terms that the segment has."""
        return self._terms.having(terms, field)


def open_segments(
    storage: SealedStorage, fields: Schema, files: ExitStack
) -> list[SegmentFiles] | None:
    """The segments of the index's last commit, or None where another Whoosh wrote them."""
    if versionstring() != KNOWN:
        return None
    segments = storage.commit(fields).segments
    if any(type(each.codec()) is not W3Codec or each.is_compound() for each in segments):
        raise Damaged("not written by us")
    return [SegmentFiles(storage, segment, files) for segment in segments]
