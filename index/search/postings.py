"""Whoosh's files read without Whoosh: the one module that knows how version 2.7.4 lays them out.

Stock Whoosh walks postings one by one in Python: a common word takes it a fifth of a second at a
hundred thousand papers. Here a block of postings is one unpickling and a few numpy calls.

A segment is a numbered run of papers. Its files, numbers big-endian:
- `.trm`, a hash file whose keys stand in order: "HSH3", a byte, two ints, then entries of key
  length, value length, key (the field's number, the term) and value (`_INFO`, then where its
  postings are, or the postings). Behind the hash tables, which are not needed here, come a pickle
  with the fields' numbers, the place of every entry, and the length of these two.
- `.pst`, postings: "W3Bl", then blocks of a length (negative for the last), a pickle about the
  block, and one of the block: distances from paper to paper, times (one number if all are the
  same, None if all are 1), and values, of which our fields have none.
- `.NAME.col`, a column of one value a paper; at its end, papers without one are left out.

The files are read with seek and read, not mapped: one that is cut short under a mapping ends the
process, and a reading gains less than half a microsecond.
"""

from __future__ import annotations

import pickle
import struct
import zlib
from array import array
from io import BytesIO
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from index.search.edge import quietly

with quietly():
    from whoosh import versionstring
    from whoosh.codec.whoosh3 import W3Codec
    from whoosh.filedb.filestore import FileStorage
    from whoosh.index import TOC
    from whoosh.util.numeric import byte_to_length

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence
    from contextlib import ExitStack
    from io import FileIO
    from pathlib import Path

    from numpy.typing import NDArray
    from whoosh.codec.whoosh3 import W3Segment
    from whoosh.fields import Schema

KNOWN = "2.7.4"

_TERMS_MAGIC = b"HSH3"
_POSTINGS_MAGIC = b"W3Bl"
_INT = struct.Struct("!i")
_FIELD = struct.Struct("!H")
_ENTRY = struct.Struct("!ii")  # length of key, length of value
_INFO = struct.Struct("!BfIBBfII")  # is inlined, times, papers, 2 lengths, most, first, last
_PLACE = struct.Struct("!qi")  # of the postings: offset, length
_GLANCE = 96  # bytes that hold nearly every entry's lengths and key
_NEAR = 16  # entries read through in the time that one is looked up
_FEW = 256  # postings that are quicker as a list than as an array
_LENGTHS = np.array([byte_to_length(code) for code in range(256)], np.float32)


class Damaged(Exception):
    """A file of the index is not laid out as it must be."""


class _Entry(NamedTuple):
    key: bytes
    value: bytes


class _File:
    """A file of the index, open until the stack of files is closed, whoever deletes it."""

    def __init__(self, path: Path, files: ExitStack) -> None:
        self._file: FileIO = files.enter_context(path.open("rb", buffering=0))
        self.size = self._file.seek(0, 2)

    def read(self, start: int, length: int) -> bytes:
        if length < 0 or start < 0:
            raise Damaged(f"no place for {length} bytes at {start}")
        self._file.seek(start)
        content = self._file.read(length)
        if len(content) != length:
            raise Damaged(f"{len(content)} of {length} bytes at {start}")
        return content


class _TermIndex:
    """The terms of a segment in order, fields apart, each with what is known of it."""

    def __init__(self, path: Path, files: ExitStack) -> None:
        self._file = _File(path, files)
        if self._file.read(0, 4) != _TERMS_MAGIC:
            raise Damaged("no index of terms")
        end = self._file.size - _INT.size
        (length,) = _INT.unpack(self._file.read(end, _INT.size))
        tail = self._file.read(end - length, length)
        known = pickle.loads(tail)  # noqa: S301  Whoosh's own, in a folder of this user alone
        self._fields: dict[str, int] = known["fieldmap"]
        self._count: int = known["indexlen"]
        places = np.dtype(f">{known['indextype']}")
        start = len(tail) - self._count * places.itemsize
        self._places = np.frombuffer(tail, places, self._count, start)

    def among(self, terms: Collection[bytes], field: str) -> list[_Entry]:
        """Those of the terms that the segment has."""
        if field not in self._fields or not terms:
            return []
        number = _FIELD.pack(self._fields[field])
        return list(self._find(sorted({number + term for term in terms}), 0, self._count))

    def beginning(self, prefix: bytes, field: str) -> list[bytes]:
        """The terms that begin so, in their order."""
        if field not in self._fields:
            return []
        key = _FIELD.pack(self._fields[field]) + prefix
        low = self._bisect(key, 0, self._count)
        high = self._bisect(key + b"\xff", low, self._count)  # no text has this byte
        return [entry.key[_FIELD.size :] for entry in self._entries(low, high)]

    def _find(self, keys: Sequence[bytes], low: int, high: int) -> Iterator[_Entry]:
        """Entries of ascending keys; those that stand close together are read in one go."""
        low = self._bisect(keys[0], low, high)
        high = min(self._bisect(keys[-1], low, high) + 1, self._count)
        if len(keys) == 1 or high - low <= _NEAR * len(keys):
            wanted = set(keys)
            yield from (entry for entry in self._entries(low, high) if entry.key in wanted)
        else:
            half = len(keys) // 2
            yield from self._find(keys[:half], low, high)
            yield from self._find(keys[half:], low, high)

    def _bisect(self, key: bytes, low: int, high: int) -> int:
        """The place in order of the first entry that is not before the key."""
        while low < high:
            middle = (low + high) // 2
            if self._key(middle) < key:
                low = middle + 1
            else:
                high = middle
        return low

    def _key(self, at: int) -> bytes:
        place = int(self._places[at])
        glance = self._file.read(place, min(_GLANCE, self._file.size - place))
        end = _ENTRY.size + _ENTRY.unpack_from(glance)[0]
        if end <= len(glance):
            return glance[_ENTRY.size : end]
        return self._file.read(place + _ENTRY.size, end - _ENTRY.size)

    def _entries(self, low: int, high: int) -> Iterator[_Entry]:
        if low >= high:
            return
        start, last = int(self._places[low]), int(self._places[high - 1])
        last_end = last + _ENTRY.size + sum(_ENTRY.unpack(self._file.read(last, _ENTRY.size)))
        chunk = self._file.read(start, last_end - start)
        at = 0
        for _ in range(low, high):
            key_length, value_length = _ENTRY.unpack_from(chunk, at)
            middle = at + _ENTRY.size + key_length
            yield _Entry(chunk[at + _ENTRY.size : middle], chunk[middle : middle + value_length])
            at = middle + value_length


class Gathered:
    """Postings of many terms, as they were read: papers in no order, some more than once."""

    def __init__(self) -> None:
        self._papers: list[int] = []
        self._times: list[float] = []
        self._parts: list[tuple[NDArray[np.int32], NDArray[np.float32]]] = []

    def add(self, papers: Sequence[int], times: Sequence[float]) -> None:
        if len(papers) != len(times):
            raise Damaged(f"{len(times)} times for {len(papers)} papers")
        if len(papers) <= _FEW:
            self._papers.extend(papers)
            self._times.extend(times)
        else:
            self.add_many(_whole(papers), _parts(times))

    def add_distances(self, distances: Sequence[int], times: Sequence[float] | float) -> None:
        """A block's postings: the first paper, then how far it is to each of the others."""
        each = [times] * len(distances) if isinstance(times, float) else times
        if len(distances) <= _FEW:
            self.add(list(accumulate(distances)), each)
        elif len(distances) != len(each):
            raise Damaged(f"{len(each)} times for {len(distances)} papers")
        else:
            self.add_many(np.cumsum(_whole(distances), dtype=np.int32), _parts(each))

    def add_many(self, papers: NDArray[np.int32], times: NDArray[np.float32]) -> None:
        self._parts.append((papers, times))

    def arrays(self) -> tuple[NDArray[np.int32], NDArray[np.float32]]:
        if not self._papers and len(self._parts) == 1:
            return self._parts[0]
        parts = [*self._parts, (_whole(self._papers), _parts(self._times))]
        return np.concatenate([p for p, _ in parts]), np.concatenate([t for _, t in parts])


class SegmentFiles:
    """One segment of the index. Errors: of any kind, where its files are damaged."""

    def __init__(self, folder: Path, segment: W3Segment, files: ExitStack) -> None:
        self._folder = folder
        self._segment = segment
        self._terms = _TermIndex(folder / segment.make_filename(W3Codec.TERMS_EXT), files)
        self._posts = _File(folder / segment.make_filename(W3Codec.POSTS_EXT), files)
        self.papers: int = segment.doc_count_all()
        self.deleted = np.fromiter(segment.deleted_docs(), np.int32)

    def numbers(self, field: str) -> NDArray[np.int32]:
        """The value of each paper in a column of 32-bit numbers."""
        return self._column(field, ">i4").astype(np.int32)

    def lengths(self, field: str) -> NDArray[np.float32]:
        """How many words the field of each paper has, rounded as Whoosh keeps it."""
        if not self._segment._fieldlengths.get(field):  # noqa: SLF001
            return np.zeros(self.papers, np.float32)  # and there is no file
        lengths: NDArray[np.float32] = _LENGTHS[self._column(f"_{field}_len", "u1")]
        return lengths

    def _column(self, name: str, kind: str) -> NDArray[np.integer]:
        path = self._folder / W3Codec.column_filename(self._segment, name)
        values = np.frombuffer(path.read_bytes(), kind)
        return np.concatenate([values, np.zeros(self.papers - len(values), kind)])

    def postings(
        self, terms: Collection[bytes], field: str
    ) -> tuple[NDArray[np.int32], NDArray[np.float32]]:
        """The papers of all the terms one after the other, deleted ones too, and the times."""
        gathered = Gathered()
        for entry in self._terms.among(terms, field):
            self._gather(entry.value, gathered)
        return gathered.arrays()

    def _gather(self, value: bytes, gathered: Gathered) -> None:
        is_inlined, times, papers, _, _, _, first, _ = _INFO.unpack_from(value)
        if is_inlined:
            inlined, each, _ = pickle.loads(value[_INFO.size :])  # noqa: S301
            gathered.add(inlined, each)
        elif papers == 1:
            gathered.add((first,), (times,))
        else:
            blocks = self._posts.read(*_PLACE.unpack_from(value, _INFO.size))
            _gather_blocks(blocks, gathered)

    def beginning(self, prefix: bytes, field: str) -> list[bytes]:
        """The terms that begin so, in their order."""
        return self._terms.beginning(prefix, field)

    def holding(self, terms: Collection[bytes], field: str) -> set[bytes]:
        """Those of the terms that the segment has."""
        return {entry.key[_FIELD.size :] for entry in self._terms.among(terms, field)}


def open_segments(folder: Path, fields: Schema, files: ExitStack) -> list[SegmentFiles] | None:
    """The segments of the index's last commit, or None where another Whoosh wrote them."""
    if versionstring() != KNOWN:
        return None
    commit = TOC.read(FileStorage(str(folder)), "MAIN", schema=fields)
    for segment in commit.segments:
        if type(segment.codec()) is not W3Codec or segment.is_compound():
            return None
    return [SegmentFiles(folder, segment, files) for segment in commit.segments]


def _gather_blocks(blocks: bytes, gathered: Gathered) -> None:
    if blocks[:4] != _POSTINGS_MAGIC:
        raise Damaged("no postings")
    at, length = 4, 1
    while length > 0:
        (length,) = _INT.unpack_from(blocks, at)
        at += _INT.size
        block = BytesIO(blocks[at : at + abs(length)])
        count, _, _, is_compressed, _, _ = pickle.Unpickler(block).load()  # noqa: S301
        content = block.read()
        if is_compressed:
            content = zlib.decompress(content)
        distances, times, _ = pickle.loads(content)  # noqa: S301
        if len(distances) != count:
            raise Damaged(f"{len(distances)} postings in a block of {count}")
        gathered.add_distances(distances, 1.0 if times is None else times)
        at += abs(length)


def _whole(numbers: Sequence[int]) -> NDArray[np.int32]:
    return np.frombuffer(array("i", numbers), np.int32)


def _parts(numbers: Sequence[float]) -> NDArray[np.float32]:
    return np.frombuffer(array("f", numbers), np.float32)
