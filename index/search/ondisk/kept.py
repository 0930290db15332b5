"""Blocks of the index's files that were read a little at a time, in one piece of memory."""

from __future__ import annotations

from mmap import ACCESS_COPY, mmap
from typing import TYPE_CHECKING

from index.search.ondisk.sums import BLOCK

if TYPE_CHECKING:
    from collections.abc import Hashable

MOST_KEPT = 256
"""Blocks, a million bytes: of all files together, as an index has more of them while it grows."""


class Kept:
    """The last blocks, by their file and place in it; for one reading at a time, as the files are.

    Hundreds of blocks of 4 KB that come and go among smaller things would keep the heap from ever
    being whole again. So they lie apart from it, and a new one comes where the oldest was.
    """

    def __init__(self) -> None:
        # Our own, and taken from the system only as it is filled.
        self._room = mmap(-1, MOST_KEPT * BLOCK, access=ACCESS_COPY)
        self._places: dict[Hashable, int] = {}

    def __len__(self) -> int:
        return len(self._places)

    def get(self, key: Hashable) -> bytes | None:
        """A copy of the block; behind the end of one that was shorter stands anything."""
        place = self._places.get(key)
        return None if place is None else self._room[place : place + BLOCK]

    def keep(self, key: Hashable, block: bytes) -> bytes:
        """Keep up to BLOCK bytes under a key that has none yet, and drop the oldest; the block."""
        is_full = len(self) == MOST_KEPT
        place = self._places.pop(next(iter(self._places))) if is_full else len(self) * BLOCK
        self._room[place : place + len(block)] = block
        self._places[key] = place
        return block

    def close(self) -> None:
        """Keep none any more, nor room for them, from now on."""
        self._places.clear()
        self._room.close()
