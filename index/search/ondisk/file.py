"""Bytes of one file of the index."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from contextlib import ExitStack
    from pathlib import Path

_SPREAD = 2  # times what is wanted may be read if that spares reading it piece by piece


class Damaged(Exception):
    """A file of the index is not laid out as it must be."""


class IndexFile:
    """A file of the index, open until the stack of files is closed, whoever deletes it meanwhile.

    It is read with seek and read, not mapped: a file that is cut short or lost under a mapping ends
    the process, and a reading would gain less than half a microsecond.
    """

    def __init__(self, path: Path, files: ExitStack) -> None:
        self._file = files.enter_context(path.open("rb", buffering=0))
        self.size = self._file.seek(0, 2)

    def read(self, start: int, length: int) -> bytes:
        """Exactly these bytes. Errors: Damaged, where the file has no such place."""
        if start < 0 or not 0 <= length <= self.size:
            raise Damaged(f"no place for {length} bytes at {start}")
        self._file.seek(start)
        content = self._file.read(length)
        if len(content) != length:
            raise Damaged(f"{len(content)} of {length} bytes at {start}")
        return content

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
