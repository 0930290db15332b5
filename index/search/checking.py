"""The whole index looked through: every byte of it, and every paper against the library."""

from __future__ import annotations

import os
from contextlib import closing
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from index.errors import SearchBroken, SearchStopped
from index.search.edge import broken_if_it_fails
from index.search.ondisk.sums import BLOCK, Damaged
from index.search.prints import numbers_in, read_prints
from index.search.reading import IndexedTerms
from index.search.schema import schema
from index.search.sealed import SealedStorage

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from numpy.typing import NDArray

    from index.search.progress import Progress
    from index.search.source import Source

_AT_ONCE = 256 * BLOCK
_ALL = 1 << 60
_LOOKS = 5  # while one looks, a commit may take away the files that the one before named


class Findings(NamedTuple):
    """What was found when the index was looked through."""

    papers: int  # in the index
    queued: int  # entries that it has yet to take in
    faults: tuple[str, ...]  # sentences; none where all is well
    is_missing: bool = False  # none has been made yet, or it was set aside; no fault


def look_through(folder: Path, source: Source, progress: Progress | None) -> Findings:
    """Read all of the index, and compare what it holds with the library.

    `progress` hears of papers' worth of work. Errors: SearchStopped, where it says so.
    """

    def tell(part: float) -> None:
        if progress is not None and not progress(round(part * total), total):
            raise SearchStopped("The check of the search index was stopped.")

    total, papers = source.count(), 0
    faults: tuple[str, ...] = ()
    for _ in range(_LOOKS):
        try:
            with broken_if_it_fails():
                faults = tuple(damage(folder, tell))
            papers, faults = (0, faults) if faults else _compared(folder, source)
        except SearchBroken as error:
            faults = (str(error),)
            if isinstance(error.__cause__, FileNotFoundError):
                if not os.path.lexists(folder):
                    return Findings(0, source.queue_length(), (), is_missing=True)
                continue
        break
    return Findings(papers, source.queue_length(), faults)


def damage(folder: Path, tell: Callable[[float], None] = lambda _: None) -> Iterator[str]:
    """A sentence for each file that is not as it was written. Errors: of any kind.

    `tell` hears now and then which part of the index was read.
    """
    with SealedStorage(folder) as storage:
        storage.commit(schema())
        size, done = sum(sums.size for sums in storage.sums.values()), 0
        for name, sums in storage.sums.items():
            try:
                with closing(storage.checked(name)) as file:
                    for start in range(0, sums.size, _AT_ONCE):
                        tell((done + start) / size)
                        file.read(start, min(_AT_ONCE, sums.size - start))
            except Damaged as error:
                yield f"The search index is damaged in {name} ({error})."
            done += sums.size


def _compared(folder: Path, source: Source) -> tuple[int, tuple[str, ...]]:
    """How many papers are in the index, and where it differs from the library.

    A difference counts where it is there before and after: another process may be at work.
    Errors: SearchBroken.
    """
    before = _library(source)
    with closing(IndexedTerms(folder)) as terms:
        indexed = terms.prints()
    differences = [_differences(indexed, *known) for known in (before, _library(source))]
    faults = []
    for sentence, *each in zip(_DIFFERENCES, *differences, strict=True):
        if count := len(np.intersect1d(*each)):
            faults.append(sentence.format(f"{count:,}"))
    return len(indexed), tuple(faults)


_DIFFERENCES = (
    "The search index lacks papers of the library: {}.",
    "The search index has papers that are not in the library: {}.",
    "The search index has papers with another text than the library: {}.",
    "The search index has papers more than once: {}.",
)


def _library(source: Source) -> tuple[NDArray[np.int64], NDArray[np.int32]]:
    """The library's papers, and those of them that the index has yet to take in."""
    with source.moment():
        known = read_prints(source.prints())
        return known, np.array([number for _, number in source.queued(_ALL)], np.int32)


def _differences(
    indexed: NDArray[np.int64], known: NDArray[np.int64], queued: NDArray[np.int32]
) -> Iterator[NDArray[np.int32]]:
    """The numbers of the papers that differ, a kind after the other; none that is queued."""
    ours, theirs = numbers_in(indexed), numbers_in(known)
    values, times = np.unique(ours, return_counts=True)
    other = np.intersect1d(numbers_in(np.setdiff1d(known, indexed)), ours)
    for numbers in (
        np.setdiff1d(theirs, ours),
        np.setdiff1d(ours, theirs),
        other,
        values[times > 1],
    ):
        yield np.setdiff1d(numbers, queued)
