"""The index kept in step with the library: made anew, brought up to date, checked."""

from __future__ import annotations

import time
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

import numpy as np

from index.errors import SearchBroken
from index.paths import make_private
from index.search.checking import damage
from index.search.edge import broken_if_it_fails
from index.search.folder import drop_part, part_of, put_in_place, state_of, sweep, take_away
from index.search.prints import differing, read_prints
from index.search.reading import IndexedTerms
from index.search.writing import prints_in, scattered, turn_to_write, update_index, write_index

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from numpy.typing import NDArray

    from index.search.folder import State
    from index.search.progress import Progress
    from index.search.source import PaperText, Source

BATCH = 10_000  # papers a commit
PATIENCE = 2.0  # seconds that an update waits for another process's
_ALL = 1 << 60
_TEXTS = 500  # papers read at once
_THROUGH = "through"  # in a part: the queue's last entry when it was begun


def open_in_step(folder: Path, source: Source) -> IndexedTerms:
    """The index's terms, where it holds what the library holds but for what is queued.

    Not for within a moment of the source: what another process does meanwhile would look wrong.
    Errors: SearchBroken, also for an index of another library, or of a copy that went its own way.
    """
    astray = _astray(source)  # before the index: what arrives later is looked at once more
    terms = IndexedTerms(folder)
    try:
        if len(wrong := astray(terms.prints())):
            wrong = np.intersect1d(wrong, _astray(source)(terms.prints()))
        if len(wrong):
            raise SearchBroken("The search index is out of step with the library; it is rebuilt.")
    except BaseException:  # an interrupt must leave no file open either
        terms.close()
        raise
    return terms


def make_index(
    folder: Path, source: Source, is_ready: Callable[[], bool], progress: Progress | None
) -> None:
    """Put a new index of every paper in place, unless another process just did.

    Stopped or failing it changes nothing; what was done when it was stopped, or killed, is not
    done again. Errors: SearchBroken.
    """
    total = source.count()

    def goes_on(done: int = 0) -> bool:
        return progress is None or progress(min(done, total), total)

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
        through = _make_part(folder, source, goes_on)
        if through is None:
            return
        with broken_if_it_fails():
            put_in_place(part_of(folder), folder)
            sweep(folder)
        source.unqueue(through)
        _give_back()


def _give_back() -> None:
    """Keep none of the memory that writing took: a reader may stay open for days."""
    from index.memory import give_back  # ctypes: only once something was written

    give_back()


def _make_part(folder: Path, source: Source, goes_on: Callable[[int], bool]) -> int | None:
    """The next index, whole beside the old: which entry of the queue it includes. None if stopped.

    It goes on with what an earlier run left, unless that turns out to be damaged.
    """
    is_resumed = True
    while True:
        with broken_if_it_fails():
            part = part_of(folder)
            is_resumed = is_resumed and state_of(part) is not None
        try:
            through = _begun_at(part) if is_resumed else _begin(part, source)
            if not write_index(part, source.every_text, goes_on):
                return None
            _check(part, source, through)
            return through
        except SearchBroken:
            drop_part(folder)
            if not is_resumed:
                raise
            is_resumed = False


def _begun_at(part: Path) -> int:
    """The queue's last entry when the part was begun: what was queued later may not be in it.

    Errors: SearchBroken where that is not known any more, and so not what the part missed, or
    where a byte of it is not as it was written: all that is done with it would be in vain.
    """
    with broken_if_it_fails():
        for fault in damage(part):
            raise SearchBroken(fault)
        return int((part / _THROUGH).read_text())


def _begin(part: Path, source: Source) -> int:
    """Note the queue's last entry before any paper is read."""
    through = max((entry for entry, _ in source.queued(_ALL)), default=0)
    with broken_if_it_fails():
        (part / _THROUGH).write_text(str(through))
    return through


def _check(part: Path, source: Source, through: int) -> None:
    """Errors: SearchBroken where a paper is missing, or is not as it is in the library."""
    if len(_astray(source, through)(prints_in(part))):
        raise SearchBroken(
            "The search index did not take in every paper as it was made; run paperdeck reindex."
        )


def _astray(source: Source, after: int = 0) -> Callable[[NDArray[np.int64]], NDArray[np.int32]]:
    """Tells of an index's papers which are neither as they are in the library now, nor queued.

    Those the index lacks are told too. Entries of the queue up to `after` count as taken in.
    """
    with source.moment():
        known = read_prints(source.prints())
        queue = source.queued(_ALL)
    queued = np.array([number for entry, number in queue if entry > after], np.int32)
    return lambda indexed: np.setdiff1d(differing(indexed, known), queued)


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
    """Index the papers that are queued; how many: 0 where another process is at it.

    A batch is unqueued after its commit: killed between the two, it is only done again. Once all
    is done, segments that are small and many become one, where the disk has room for it. Stopped
    amid a batch, the index and the queue are as they were before it. An index that turns out to be
    damaged is taken away. Errors: SearchBroken.
    """
    done, left = 0, source.queue_length()
    until = time.monotonic() + PATIENCE

    def goes_on(more: int = 0) -> bool:
        return progress is None or progress(done + more, done + max(left, more))

    def keep_waiting() -> bool:
        return time.monotonic() < until and goes_on()

    with turn_to_write(folder.parent, keep_waiting) as is_ours, _taken_away_if_broken(folder):
        while is_ours and (queue := source.queued(BATCH)):
            drop_part(folder)  # it would miss the changes that the queue is about to forget
            numbers = list(dict.fromkeys(number for _, number in queue))
            if not update_index(folder, numbers, _texts(source, numbers), goes_on):
                return done
            source.unqueue(queue[-1][0])
            done, left = done + len(numbers), source.queue_length()
            if not goes_on():
                return done
        if done and (small := scattered(folder)):
            left = len(small)
            with _told_only_if_broken():  # all papers are in it, in however many pieces
                update_index(folder, small, _texts(source, small), goes_on)
        if done:
            sweep(folder)  # of what was killed between putting an index in place and this
            _give_back()
        return done


@contextmanager
def _taken_away_if_broken(folder: Path) -> Iterator[None]:
    """Let there be no index where it turns out to be damaged: so it is in any process."""
    try:
        yield
    except SearchBroken as error:
        if not _is_of_the_disk(error):
            with suppress(OSError):
                take_away(folder)
        raise


@contextmanager
def _told_only_if_broken() -> Iterator[None]:
    """Let what nobody waits for fail without a word on a full disk: it is tried again soon."""
    try:
        yield
    except SearchBroken as error:
        if not _is_of_the_disk(error):
            raise


def _is_of_the_disk(error: SearchBroken) -> bool:
    """Whether the index is as it was, since the disk is full, or will not be written or read."""
    return isinstance(error.__cause__, OSError)


def _texts(source: Source, numbers: list[int]) -> Iterator[PaperText]:
    """The texts of these papers by number, some hundred at a time: nothing waits for the last."""
    ordered = sorted(numbers)
    for start in range(0, len(ordered), _TEXTS):
        found = source.texts(ordered[start : start + _TEXTS])
        yield from (found[number] for number in sorted(found))
