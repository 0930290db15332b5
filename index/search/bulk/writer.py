"""A writer of Whoosh segments: papers in, one segment out."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

import numpy as np

from index.query.field import Field
from index.search.bulk.codec import BulkCodec, column_of
from index.search.bulk.gathered import Gathered
from index.search.edge import quietly

with quietly():
    from whoosh.index import TOC, clean_files
    from whoosh.util.numeric import length_to_byte
    from whoosh.writing import SegmentWriter

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from typing import Any

    from numpy.typing import NDArray

    from index.search.bulk.vocabulary import Vocabulary
    from index.search.source import PaperText

_PATIENCE = 5.0  # seconds for a lock that another process holds
_GATHERING = 0.6  # of the work; writing the lists is the rest


class Stopped(Exception):
    """The work was stopped before the segment was written."""


class BulkWriter(SegmentWriter):  # type: ignore[misc]  # Whoosh has no types
    """Whoosh's writer with another way to gather postings and to write them.

    `goes_on(done)` hears how many papers' worth of work is done; false raises Stopped.
    """

    def __init__(
        self,
        index: Any,
        vocabulary: Vocabulary,
        goes_on: Callable[[int], bool] | None = None,
    ) -> None:
        super().__init__(index, codec=BulkCodec(), compound=False, timeout=_PATIENCE)
        self._gathered = Gathered(vocabulary)
        self._goes_on = goes_on

    def drop(self, numbers: Iterable[int]) -> None:
        """Delete what earlier segments have of these papers."""
        dropped = np.fromiter(numbers, np.int32)
        base = 0
        for segment in self.segments:
            held = np.isin(column_of(self.storage, segment, "number"), dropped)
            for place in np.flatnonzero(held).tolist():
                self.delete_document(base + place)
            base += segment.doc_count_all()

    def fill(self, texts: Iterable[PaperText]) -> bool:
        """Take papers until there are no more, or until the segment is full: true."""
        for paper in texts:
            self._gathered.add(paper)
            self.docnum += 1
            self._added = True
            self._tell(_GATHERING)
            if self._gathered.is_full:
                return True
        return False

    def finish(self) -> None:
        """Commit; segments without a living paper go, all others stay as they are."""
        self.commit(mergetype=lambda _, segments: [kept for kept in segments if kept.doc_count()])

    def _commit_toc(self, segments: list[Any]) -> None:
        self.storage.write_commit(TOC(self.schema, segments, self.generation))
        clean_files(self.storage, self.indexname, self.generation, segments)

    def give_up(self) -> None:
        """Leave the index as it was, and the lock free, however far it came."""
        # On a full disk cancel() fails too, and would leave the lock to this process for ever.
        with suppress(Exception):
            self.cancel()
        with suppress(Exception):
            self.writelock.release()
        with suppress(OSError):
            self.storage.undo_writing(self.generation - 1, self.segments)

    def _tell(self, part: float) -> None:
        if self._goes_on and not self._goes_on(round(part * self.docnum)):
            raise Stopped

    def _flush_segment(self) -> None:
        lengths = self._write_papers()
        fields = sum(field.indexed for _, field in self.schema.items())
        for done, (name, lists) in enumerate(self._gathered.lists()):

            def tell(part: float, done: int = done) -> None:
                self._tell(_GATHERING + (1 - _GATHERING) * (done + part) / fields)

            field = self.schema[name]
            self.fieldwriter.add_lists(name, field, lists, lengths.get(name), tell)
        self._tell(1)
        self.perdocwriter.close()
        self.fieldwriter.close()

    def _write_papers(self) -> dict[str, NDArray[np.uint8]]:
        """Write what is kept of each paper; the bytes for the lengths of its texts, by field."""
        papers = self.perdocwriter
        columns = [
            (name, self.schema[name].column_type, values)
            for name, values in self._gathered.columns.items()
        ]
        fields = [(field, self.schema[field.value]) for field in Field]
        lengths = {field: self._gathered.streams[field].lengths for field in Field}
        for place in range(len(self._gathered)):
            papers.start_doc(place)
            for field, kept in fields:
                papers.add_field(field.value, kept, None, lengths[field][place])
            for name, column, values in columns:
                papers.add_column_value(name, column, values[place])
            papers.finish_doc()
        return {
            field.value: np.array([length_to_byte(n) for n in counted], np.uint8)
            for field, counted in lengths.items()
        }
