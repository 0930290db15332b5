"""The index kept in step with the library: made anew, brought up to date, checked."""

from __future__ import annotations

import shutil
import time
from contextlib import suppress
from typing import TYPE_CHECKING

from index.errors import SearchBroken
from index.paths import make_private
from index.query.question import Sort
from index.search.edge import broken_if_it_fails
from index.search.folder import new_beside, put_in_place, state_of, sweep, take_away
from index.search.reading import IndexedTerms
from index.search.writing import turn_to_write, update_index, write_index

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from index.search.folder import State
    from index.search.progress import Progress
    from index.search.source import Source

BATCH = 500  # papers a commit
PATIENCE = 2.0  # seconds that an update waits for another process's
_ALL = 1 << 60


def open_in_step(folder: Path, source: Source) -> IndexedTerms:
    """The index's terms, where it holds what the library holds but for what is queued.

    Errors: SearchBroken, also for an index of another library.
    """
    # In this order, papers that arrive or are indexed meanwhile look like what they are.
    known = set(source.ordered(Sort.NEW))
    queued = {paper for _, paper in source.queued(_ALL)}
    terms = IndexedTerms(folder)
    indexed = terms.papers
    try:
        is_in_step = known - queued <= indexed
        if is_in_step and not indexed <= known | queued:
            later = {paper for _, paper in source.queued(_ALL)}
            is_in_step = indexed <= set(source.ordered(Sort.NEW)) | queued | later
        if not is_in_step:
            raise SearchBroken("The search index is out of step with the library; it is rebuilt.")
    except BaseException:
        terms.close()
        raise
    return terms


def make_index(
    folder: Path, source: Source, is_ready: Callable[[], bool], progress: Progress | None
) -> None:
    """Put a new index of every paper in place, unless another process just did.

    Cancelled or failing it changes nothing. Errors: SearchBroken.
    """
    total = source.count()

    def goes_on(done: int = 0) -> bool:
        return progress is None or progress(done, total)

    has_waited = False

    def keep_waiting() -> bool:
        nonlocal has_waited
        has_waited = True
        return goes_on()

    with broken_if_it_fails():
        make_private(folder.parent)
    with turn_to_write(folder.parent, keep_waiting) as is_ours:
        if not is_ours or (has_waited and is_ready()):
            return
        queue = source.queued(_ALL)
        with broken_if_it_fails():
            fresh = new_beside(folder)
            try:
                if not write_index(fresh, source.every_text(), goes_on):
                    return
                put_in_place(fresh, folder)
            finally:
                shutil.rmtree(fresh, ignore_errors=True)
            sweep(folder)
        if queue:
            source.unqueue(queue[-1][0])


def set_aside(folder: Path, broken: State) -> None:
    """Take the index away, for every process to see, if it is still the one that broke.

    It stays where another process is writing it, or where the folder cannot be written.
    """
    with (
        suppress(SearchBroken, OSError),
        turn_to_write(folder.parent, lambda: False) as is_ours,
    ):
        if is_ours and state_of(folder) == broken:
            take_away(folder)


def drain_queue(folder: Path, source: Source, progress: Progress | None) -> int:
    """Index the papers that are queued; how many. None where another process is at it.

    A batch is unqueued after its commit: killed between the two, it is only done again.
    An index that turns out to be damaged is taken away. Errors: SearchBroken.
    """
    until = time.monotonic() + PATIENCE
    with turn_to_write(folder.parent, lambda: time.monotonic() < until) as is_ours:
        done = 0
        while is_ours and (queue := source.queued(BATCH)):
            ids = list(dict.fromkeys(paper for _, paper in queue))
            texts = source.texts(ids)
            try:
                update_index(folder, ids, texts)
            except SearchBroken as error:
                # A full disk leaves the index as it was; all else would fail again, in any process.
                if not isinstance(error.__cause__, OSError):
                    with suppress(OSError):
                        take_away(folder)
                raise
            source.unqueue(queue[-1][0])
            done += len(ids)
            if progress and not progress(done, done + len(source.queued(_ALL))):
                break
        return done
