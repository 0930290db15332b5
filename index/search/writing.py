"""The index written: made anew, in pieces that stay; brought up to date; kept in few pieces."""

from __future__ import annotations

import gc
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

import numpy as np

from index.search.bulk.codec import column_of
from index.search.bulk.vocabulary import Vocabulary
from index.search.bulk.writer import BulkWriter, Stopped
from index.search.edge import broken_if_it_fails, quietly
from index.search.prints import prints_of
from index.search.private import keep_private
from index.search.schema import schema
from index.search.sealed import SealedStorage

with quietly():
    from whoosh.filedb.filestore import FileStorage

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path
    from typing import Any

    from numpy.typing import NDArray

    from index.search.source import PaperText

_PATIENCE = 0.05  # seconds between two looks at a lock
_FEW = 8  # small segments; a word is looked up in each
_SMALL = 4_000  # papers, below which a segment is small; larger ones are left as they are
_LARGER = 2  # times as large as all that are smaller: not joined with them


@contextmanager
def turn_to_write(cache: Path, keep_waiting: Callable[[], bool]) -> Iterator[bool]:
    """Hold the right to change the index, among all processes; false where waiting was given up.

    Others than this user have no right to write the folder from then on.
    Errors: SearchBroken where the folder cannot be written, or is somebody else's.
    """
    with broken_if_it_fails():
        keep_private(cache)
        lock = FileStorage(str(cache)).lock("index.lock")
        is_ours = lock.acquire()
        while not is_ours and keep_waiting():
            # The system tells nobody that a lock is free, unless one waits for good.
            time.sleep(_PATIENCE)
            is_ours = lock.acquire()
    try:
        yield is_ours
    finally:
        if is_ours:
            lock.release()


def write_index(
    folder: Path,
    texts_after: Callable[[int], Iterable[PaperText]],
    goes_on: Callable[[int], bool],
) -> bool:
    """Write the papers that are not in the folder's index yet; false where it was stopped.

    `texts_after(number)` gives the papers above a number, by number. `goes_on(done)` hears how
    many papers' worth of work is done, and may stop it: every segment that is full stays, and the
    next call goes on behind it. Errors: SearchBroken.
    """
    with broken_if_it_fails(), SealedStorage(folder) as storage:
        index = storage.index(schema(), is_made=True)
        arrived = sum(kept.doc_count() for kept in _segments(index))
        texts = iter(texts_after(int(_column(index, "number").max(initial=0))))
        vocabulary = Vocabulary()
        more = True
        try:
            while more:
                vocabulary = Vocabulary() if vocabulary.is_large else vocabulary
                with _writing(index, vocabulary, _further(goes_on, arrived)) as writer:
                    more = writer.fill(texts)
                arrived += writer.docnum
        except Stopped:
            return False
        return True


def update_index(
    folder: Path,
    numbers: Iterable[int],
    texts: Iterable[PaperText],
    goes_on: Callable[[int], bool] | None = None,
) -> bool:
    """Put the new texts of these papers in place of the old, in one commit; without text: drop.

    Doing it twice is as doing it once. `goes_on(done)` hears how many papers' worth of work is
    done, and may stop it: false, and nothing is changed. Errors: SearchBroken.
    """
    with broken_if_it_fails(), SealedStorage(folder) as storage:
        index = storage.index(schema())
        try:
            with _writing(index, Vocabulary(), goes_on) as writer:
                writer.drop(numbers)
                fresh = iter(texts)
                while writer.fill(fresh):  # one commit: a batch is one segment, full or not
                    pass
        except Stopped:
            return False
        return True


def numbers_in(folder: Path) -> NDArray[np.int32]:
    """The numbers of the papers in the index, in no promised order. Errors: SearchBroken."""
    with broken_if_it_fails(), SealedStorage(folder) as storage:
        return _column(storage.index(schema()), "number")


def prints_in(folder: Path) -> NDArray[np.int64]:
    """Which papers are in the index with which texts, as `Source.prints`, in any order.

    Errors: SearchBroken.
    """
    with broken_if_it_fails(), SealedStorage(folder) as storage:
        index = storage.index(schema())
        return prints_of(_column(index, "number"), _column(index, "fingerprint"))


def scattered(folder: Path) -> list[int]:
    """The papers of small segments, where those are too many: updating them makes them one.

    Errors: SearchBroken.
    """
    with broken_if_it_fails(), SealedStorage(folder) as storage:
        index = storage.index(schema())
        small = [kept for kept in _segments(index) if kept.doc_count() < _SMALL]
        if len(small) <= _FEW:
            return []
        small.sort(key=lambda kept: int(kept.doc_count()))
        numbers: list[int] = _column(index, "number", _of_like_size(small[: 2 * _FEW])).tolist()
        return numbers


def _of_like_size(segments: list[Any]) -> list[Any]:
    """The smallest of them, two at least, up to the first that is far larger than those before.

    So a paper is written again as often as its segment doubles, and not each time some others come.
    """
    papers = 0
    for place, segment in enumerate(segments):
        if place >= 2 and segment.doc_count() > _LARGER * papers:
            return segments[:place]
        papers += segment.doc_count()
    return segments


def _further(goes_on: Callable[[int], bool], arrived: int) -> Callable[[int], bool]:
    return lambda done: goes_on(arrived + done)


@contextmanager
def _writing(
    index: Any, vocabulary: Vocabulary, goes_on: Callable[[int], bool] | None = None
) -> Iterator[BulkWriter]:
    """A writer that is committed at the end; nothing is changed where that is not reached."""
    was_collecting = gc.isenabled()
    writer = BulkWriter(index, vocabulary, goes_on)
    try:
        # Millions of numbers and bytes are made, and none of them in circles.
        gc.disable()
        yield writer
        writer.finish()
    except BaseException:  # an interrupt must not leave the lock held either
        writer.give_up()
        raise
    finally:
        if was_collecting:
            gc.enable()


def _segments(index: Any) -> list[Any]:
    return list(index.storage.commit(schema()).segments)


def _column(index: Any, name: str, segments: Iterable[Any] | None = None) -> NDArray[np.int32]:
    """What a column of numbers has of the papers in these segments, or in all."""
    values = [np.empty(0, np.int32)]
    for segment in _segments(index) if segments is None else segments:
        held = column_of(index.storage, segment, name)
        values.append(np.delete(held, list(segment.deleted_docs())))
    return np.concatenate(values)
