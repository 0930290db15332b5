"""The index read by Whoosh itself: slower, and right for any version of Whoosh."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from index.search.admitted import loads
from index.search.edge import quietly

with quietly():
    from whoosh.codec import whoosh3
    from whoosh.reading import TermNotFound

if TYPE_CHECKING:
    from collections.abc import Collection
    from contextlib import ExitStack

    from numpy.typing import NDArray
    from whoosh.fields import Schema
    from whoosh.reading import SegmentReader

    from index.search.sealed import SealedStorage

whoosh3.loads = loads  # which it reads postings with: they too may hold plain values alone


class StockSegment:
    """One segment of the index, as SegmentFiles reads it. Errors: of any kind."""

    def __init__(self, reader: SegmentReader) -> None:
        self._reader = reader
        self.papers: int = reader.doc_count_all()
        deleted = [paper for paper in range(self.papers) if reader.is_deleted(paper)]
        self.deleted = np.array(deleted, np.int32)

    def numbers(self, field: str) -> NDArray[np.int32]:
        column = self._reader.column_reader(field)
        return np.array([column[paper] for paper in range(self.papers)], np.int32)

    def lengths(self, field: str) -> NDArray[np.float32]:
        length = self._reader.doc_field_length
        each = [length(paper, field, 0) or 0 for paper in range(self.papers)]
        return np.array(each, np.float32)

    def postings(
        self, terms: Collection[bytes], field: str
    ) -> tuple[NDArray[np.int32], NDArray[np.float32]]:
        papers: list[int] = []
        times: list[float] = []
        for term in terms:
            try:
                matcher = self._reader.postings(field, term)
            except TermNotFound:
                continue
            while matcher.is_active():
                papers.append(matcher.id())
                times.append(matcher.weight())
                matcher.next()
        return np.array(papers, np.int32), np.array(times, np.float32)

    def beginning(self, prefix: bytes, field: str) -> list[bytes]:
        return list(self._reader.expand_prefix(field, prefix))

    def having(self, terms: Collection[bytes], field: str) -> set[bytes]:
        return {term for term in terms if (field, term) in self._reader}


def open_stock_segments(
    storage: SealedStorage, fields: Schema, files: ExitStack
) -> list[StockSegment]:
    """The segments of the index's last commit."""
    storage.commit(fields)
    reader = storage.index(fields).reader()
    files.callback(reader.close)
    return [StockSegment(leaf) for leaf, _ in reader.leaf_readers() if leaf.doc_count_all()]
