"""Bytes of one file of the index, each checked whenever it is read."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from index.search.ondisk.kept import Kept
from index.search.ondisk.sums import BLOCK, Damaged

if TYPE_CHECKING:
    from collections.abc import Sequence
    from io import FileIO

    from index.search.ondisk.sums import Sums

_SPREAD = 2  # times what is wanted may be read if that spares reading it piece by piece
_FEW = 4  # blocks that are kept when they are read


class IndexFile:
    """A file of the index, open until it is closed, whoever deletes it meanwhile.

    It is read with seek and read, not mapped: a file that is cut short or lost under a mapping ends
    the process, and a reading would gain less than half a microsecond. What is read is summed each
    time, since a disk may damage today what was sound yesterday; blocks that were read a little at
    a time are kept as they were then. Errors: Damaged.
    """

    def __init__(self, file: FileIO, sums: Sums, kept: Kept | None = None) -> None:
        """Take the file, which is closed with this one; `kept` is shared with others."""
        self._file = file
        self._sums = sums
        self._kept = Kept() if kept is None else kept
        self.size = sums.size
        if file.seek(0, 2) != self.size:
            file.close()
            raise Damaged(f"not {self.size} bytes")

    def read(self, start: int, length: int) -> bytes:
        """Exactly these bytes; Damaged also where the file has no such place."""
        if start < 0 or length < 0 or start + length > self.size:
            raise Damaged(f"no place for {length} bytes at {start}")
        first = start // BLOCK
        blocks = -(-(start + length) // BLOCK) - first
        at = start - first * BLOCK
        if blocks > _FEW:
            return self._read(first, blocks)[at : at + length]
        kept = self._kept.get((self, first)) or self._keep(first)
        for block in range(first + 1, first + blocks):
            kept += self._kept.get((self, block)) or self._keep(block)
        return kept[at : at + length]

    def read_all(self, places: Sequence[tuple[int, int]]) -> list[bytes]:
        """What stands at each of the places, start and length; in one go where they are close."""
        if not places:
            return []
        start = min(start for start, _ in places)
        end = max(start + length for start, length in places)
        if end - start > _SPREAD * sum(length for _, length in places):
            return [self.read(*place) for place in places]
        span = self.read(start, end - start)
        return [span[place - start : place - start + length] for place, length in places]

    def close(self) -> None:
        self._file.close()

    def _keep(self, block: int) -> bytes:
        return self._kept.keep((self, block), self._read(block, 1))

    def _read(self, block: int, count: int) -> bytes:
        self._file.seek(block * BLOCK)
        content = self._file.read(count * BLOCK)
        if len(content) != min(count * BLOCK, self.size - block * BLOCK):
            raise Damaged(f"{len(content)} bytes at {block * BLOCK}")
        self._sums.check(block, content)
        return content


class CheckedFile(io.RawIOBase):
    """An IndexFile as Python's own streams read one. Errors: Damaged."""

    def __init__(self, file: IndexFile) -> None:
        self._file = file
        self._at = 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        self._at = offset + {io.SEEK_SET: 0, io.SEEK_CUR: self._at}.get(whence, self._file.size)
        return self._at

    def readinto(self, into: memoryview) -> int:  # type: ignore[override]  # all we are given
        length = max(0, min(len(into), self._file.size - self._at))
        into[:length] = self._file.read(self._at, length)
        self._at += length
        return length

    def close(self) -> None:
        self._file.close()
        super().close()
