"""The index read: terms and their papers, whichever way its files are read."""

from __future__ import annotations

from contextlib import ExitStack, suppress
from typing import TYPE_CHECKING, Protocol

import numpy as np

from index.query.field import Field
from index.search.edge import broken_if_it_fails
from index.search.ondisk.segment import open_segments
from index.search.ondisk.sums import Damaged
from index.search.pairs import fingerprints, name_of, pairs
from index.search.prints import prints_of
from index.search.schema import form_and_term, schema
from index.search.sealed import SealedStorage
from index.search.stock import open_stock_segments
from index.search.terms import Postings

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence
    from pathlib import Path

    from numpy.typing import NDArray

_LOOKS = 5  # while one opens the files of a commit, another commit may take them away
_FARTHEST = 1 << 24  # no library is so large; what is by number stays small if bits have flipped


class Segment(Protocol):
    """A part of the index, with papers by their places in it and terms as bytes."""

    papers: int
    deleted: NDArray[np.int32]

    def numbers(self, field: str) -> NDArray[np.int32]: ...
    def lengths(self, field: str) -> NDArray[np.float32]: ...
    def postings(
        self, terms: Collection[bytes], field: str
    ) -> tuple[NDArray[np.int32], NDArray[np.float32]]: ...
    def beginning(self, prefix: bytes, field: str) -> list[bytes]: ...
    def having(self, terms: Collection[bytes], field: str) -> set[bytes]: ...


class IndexedTerms:
    """Terms of one commit of the index; later ones neither change nor hinder it.

    For one thread alone: a place in a file is sought, then read. Errors: SearchBroken, from any
    call.
    """

    def __init__(self, folder: Path, is_stock: bool = False) -> None:
        """Open the last commit, with Whoosh's own reader if asked to or if another Whoosh wrote it.

        All but postings and terms is read now: a later commit that merges segments deletes files,
        of which only open ones go on.
        """
        self._files = ExitStack()
        try:
            with broken_if_it_fails():
                self._read(folder, is_stock)
        except BaseException:  # an interrupt must leave no file open either
            self.close()
            raise

    def _read(self, folder: Path, is_stock: bool) -> None:
        for _ in range(_LOOKS - 1):
            with suppress(FileNotFoundError):
                return self._read_once(folder, is_stock)
            self._files.close()
        return self._read_once(folder, is_stock)

    def _read_once(self, folder: Path, is_stock: bool) -> None:
        storage = self._files.enter_context(SealedStorage(folder))
        fast = None if is_stock else open_segments(storage, schema(), self._files)
        self.is_slow = fast is None
        self._segments: Sequence[Segment] = (
            open_stock_segments(storage, schema(), self._files) if fast is None else fast
        )
        self._numbers = [_numbers(segment) for segment in self._segments]
        self._prints = np.concatenate([np.zeros(0, np.int64), *self._read_prints()])
        live = [each[each > 0] for each in self._numbers]
        self._papers = np.sort(np.concatenate([*live, np.zeros(0, np.int32)]))
        self._lengths = {field: self._read_lengths(field) for field in Field}

    def _read_prints(self) -> Iterator[NDArray[np.int64]]:
        for segment, numbers in zip(self._segments, self._numbers, strict=True):
            yield prints_of(numbers, segment.numbers("fingerprint"))[numbers > 0]

    def _read_lengths(self, field: Field) -> NDArray[np.float32]:
        lengths = np.zeros(self.size, np.float32)
        for segment, numbers in zip(self._segments, self._numbers, strict=True):
            lengths[numbers] = segment.lengths(field.value)
        lengths[:1] = 0  # where the deleted ones went
        return lengths

    @property
    def size(self) -> int:
        return int(self._papers[-1]) + 1 if len(self._papers) else 1

    def papers(self) -> NDArray[np.int32]:
        return self._papers

    def prints(self) -> NDArray[np.int64]:
        """Which papers are in the index with which texts, as `Source.prints`, in any order."""
        return self._prints

    def lengths(self, field: Field) -> NDArray[np.float32]:
        return self._lengths[field]

    @broken_if_it_fails()
    def postings(self, terms: Collection[str], field: Field) -> Postings:
        return self._gathered([term.encode() for term in terms], field.value)

    @broken_if_it_fails()
    def begun(self, prefix: str, field: Field) -> Postings:
        numbers, times = self._gathered([prefix.encode()], f"{field.value}_starts")
        return Postings(numbers, np.ones_like(times))

    @broken_if_it_fails()
    def side_by_side(self, first: str, seconds: Collection[str]) -> NDArray[np.int32]:
        beside = pairs(fingerprints([first]), fingerprints(list(seconds)))
        return self._gathered([name_of(pair).encode() for pair in {*beside.tolist()}], "pairs")[0]

    def _gathered(self, terms: Collection[bytes], field: str) -> Postings:
        every_number, every_times = [np.zeros(0, np.int32)], [np.zeros(0, np.float32)]
        for segment, numbers in zip(self._segments, self._numbers, strict=True):
            papers, times = segment.postings(terms, field)
            found = numbers[papers]
            if len(segment.deleted):
                found, times = found[found > 0], times[found > 0]
            every_number.append(found)
            every_times.append(times)
        return _summed(np.concatenate(every_number), np.concatenate(every_times), self.size)

    @broken_if_it_fails()
    def completions(self, prefix: str) -> Sequence[tuple[str, str]]:
        found = [segment.beginning(prefix.encode(), "forms") for segment in self._segments]
        entries = found[0] if len(found) == 1 else sorted(set().union(*found))
        parted = [entry.decode().partition("\t") for entry in entries]
        return [(form, term) for form, _, term in parted]

    @broken_if_it_fails()
    def known(self, words: Collection[str]) -> list[str]:
        entries = {word: form_and_term(word).encode() for word in words}
        found: set[bytes] = set()
        for segment in self._segments:
            found |= segment.having(set(entries.values()) - found, "forms")
        return [word for word, entry in entries.items() if entry in found]

    def close(self) -> None:
        with broken_if_it_fails():
            self._files.close()


def _numbers(segment: Segment) -> NDArray[np.int32]:
    """The number of each paper of the segment, 0 for a deleted one."""
    numbers = segment.numbers("number")
    numbers[segment.deleted] = 0
    if len(numbers) and (numbers.min() < 0 or numbers.max() >= _FARTHEST):
        raise Damaged("a paper's number")
    return numbers


def _summed(numbers: NDArray[np.int32], times: NDArray[np.float32], size: int) -> Postings:
    """The postings by number, the times of a paper that stands there more than once added up."""
    if (numbers[1:] > numbers[:-1]).all():
        return Postings(numbers, times)
    if len(numbers) * 16 > size:
        sums = np.zeros(size, np.float32)
        np.add.at(sums, numbers, times)
        present = np.flatnonzero(sums)
        return Postings(present.astype(np.int32), sums[present])
    order = np.argsort(numbers, kind="stable")
    numbers, times = numbers[order], times[order]
    firsts = np.flatnonzero(np.concatenate([[True], numbers[1:] != numbers[:-1]]))
    return Postings(numbers[firsts], np.add.reduceat(times, firsts))
