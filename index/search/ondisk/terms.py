"""The `.trm` file: the terms of a segment, each with what is known of it.

"HSH3", the kind of hash (0 is MD5), two ints; then entries in the order of their keys: length of
key, length of value, key (the field's number, the term), value. Then 256 hash tables of pairs (hash
of the key, place of the entry), the directory of the tables, a pickle with the numbers of the
fields, the places of all entries in order, and last the length of that pickle and these places.
"""

from __future__ import annotations

import struct
from hashlib import md5
from typing import TYPE_CHECKING

import numpy as np

from index.search.admitted import loads
from index.search.ondisk.sums import Damaged

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from index.search.ondisk.file import IndexFile

_MAGIC = b"HSH3\x00"
_INT = struct.Struct("!i")
_FIELD = struct.Struct("!H")
_ENTRY = struct.Struct("!ii")  # length of key, length of value
_TABLE = struct.Struct("!qi")  # place, slots
_SLOT = struct.Struct("!Iq")  # hash, place of the entry
_TABLES = 256
_GLANCE = 128  # bytes that hold nearly every entry
_MANY = 16  # terms from which on it is worth a look whether they stand close together
_NEAR = 12  # entries read through in the time that one is looked up

Entry = tuple[bytes, bytes]  # key, value


class TermIndex:
    """The terms of each field, in their order. Errors: of any kind, where the file is damaged."""

    def __init__(self, file: IndexFile) -> None:
        self._file = file
        if file.read(0, len(_MAGIC)) != _MAGIC:
            raise Damaged("no index of terms")
        end = file.size - _INT.size
        (length,) = _INT.unpack(file.read(end, _INT.size))
        tail = file.read(end - length, length)
        known = loads(tail)
        self._fields: dict[str, int] = known["fieldmap"]
        self._count: int = known["indexlen"]
        place = np.dtype(f">{known['indextype']}")
        start = length - self._count * place.itemsize
        self._places = np.frombuffer(tail, place, self._count, start)
        tables = _TABLES * _TABLE.size
        self._tables = list(_TABLE.iter_unpack(file.read(end - length - tables, tables)))

    def values(self, terms: Collection[bytes], field: str) -> list[bytes]:
        """What is known of those of the terms that the segment has."""
        return [value for _, value in self._among(terms, field)]

    def having(self, terms: Collection[bytes], field: str) -> set[bytes]:
        """Those of the terms that the segment has."""
        return {key[_FIELD.size :] for key, _ in self._among(terms, field)}

    def beginning(self, prefix: bytes, field: str) -> list[bytes]:
        """The terms that begin so, in their order."""
        if field not in self._fields:
            return []
        key = _FIELD.pack(self._fields[field]) + prefix
        low = self._bisect(key, 0)
        high = self._bisect(key + b"\xff", low)  # no text in UTF-8 has this byte
        return [key[_FIELD.size :] for key, _ in self._run(low, high)]

    def _among(self, terms: Collection[bytes], field: str) -> Iterator[Entry]:
        if field not in self._fields:
            return
        number = _FIELD.pack(self._fields[field])
        keys = {number + term for term in terms}
        if len(keys) >= _MANY:
            low = self._bisect(min(keys), 0)
            high = self._bisect(max(keys) + b"\x00", low)
            if high - low <= _NEAR * len(keys):
                yield from (entry for entry in self._run(low, high) if entry[0] in keys)
                return
        for key in keys:
            entry = self._hashed(key)
            if entry:
                yield entry

    def _hashed(self, key: bytes) -> Entry | None:
        code = int.from_bytes(md5(key, usedforsecurity=False).digest()[-4:], "big")
        start, slots = self._tables[code % _TABLES]
        for step in range(slots):
            slot = (code // _TABLES + step) % slots
            other, place = _SLOT.unpack(self._file.read(start + slot * _SLOT.size, _SLOT.size))
            if not place:
                break
            if other == code:
                entry = self._entry(place)
                if entry[0] == key:
                    return entry
        return None

    def _bisect(self, key: bytes, low: int) -> int:
        """The place in order, from `low` on, of the first entry that is not before the key."""
        high = self._count
        while low < high:
            middle = (low + high) // 2
            if self._entry(int(self._places[middle]))[0] < key:
                low = middle + 1
            else:
                high = middle
        return low

    def _entry(self, place: int) -> Entry:
        glance = self._file.read(place, min(_GLANCE, self._file.size - place))
        key, value = _ENTRY.unpack_from(glance)
        start, middle, end = _ENTRY.size, _ENTRY.size + key, _ENTRY.size + key + value
        if end > len(glance):
            glance = self._file.read(place, end)
        return glance[start:middle], glance[middle:end]

    def _run(self, low: int, high: int) -> Iterator[Entry]:
        """The entries that stand there in order, read in one go."""
        if low >= high:
            return
        start, last = int(self._places[low]), int(self._places[high - 1])
        length = _ENTRY.size + sum(_ENTRY.unpack(self._file.read(last, _ENTRY.size)))
        run = self._file.read(start, last + length - start)
        at = 0
        for _ in range(low, high):
            key, value = _ENTRY.unpack_from(run, at)
            start = at + _ENTRY.size
            middle = start + key
            at = middle + value
            yield run[start:middle], run[middle:at]
