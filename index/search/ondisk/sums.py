"""What each file of a commit is told by: its size, and a sum of every block of it.

Whoosh's files have none. Kept uncompressed, as they are here, a flipped bit in them would be one
word more or less rather than an error. So the sums stand at the end of the commit's `.toc` file,
which Whoosh reads from its beginning and no further: one file, put in place whole, that says all
of a commit. Behind what Whoosh wrote come

- names and sizes of the files, as JSON, then the sums of their blocks, 32 bits each, big-endian,
- the length of that JSON and of these sums, the sum of all that stands before, and the mark.
"""

from __future__ import annotations

import json
import struct
from array import array
from typing import TYPE_CHECKING, NamedTuple
from zlib import crc32

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from io import FileIO

BLOCK = 4096
"""Bytes that have a sum: to read a few of them is to read them all, which takes 3 µs."""

_AT_ONCE = 256 * BLOCK
_MARK = b"PDsums1\n"
_END = struct.Struct("!III8s")  # lengths of the JSON and of the sums, sum of all before, mark
_BEFORE = struct.Struct("!II")  # that part of it which is summed too
_SUM = np.dtype(">u4")


class Damaged(Exception):
    """A file of the index is not as it was written."""


class Sums(NamedTuple):
    """What a file is told by."""

    size: int
    blocks: array[int]

    def check(self, block: int, content: bytes) -> None:
        """Errors: Damaged, unless these whole blocks are the file's, from this one on."""
        for number, found in enumerate(_sums(content), block):
            if found != self.blocks[number]:
                raise Damaged(f"block {number}")


def sums_of(file: FileIO) -> Sums:
    """What this file is told by from now on."""
    blocks, size = array("I"), 0
    while content := file.read(_AT_ONCE):
        blocks.extend(_sums(content))
        size += len(content)
    return Sums(size, blocks)


def sealed(toc: bytes, files: Mapping[str, Sums]) -> bytes:
    """What Whoosh wrote of a commit, with the sums of the files that it names."""
    about = json.dumps({name: sums.size for name, sums in files.items()}).encode()
    blocks = b"".join(np.array(sums.blocks, _SUM).tobytes() for sums in files.values())
    content = toc + about + blocks + _BEFORE.pack(len(about), len(blocks))
    return content + _END.pack(len(about), len(blocks), crc32(content), _MARK)[_BEFORE.size :]


def unsealed(content: bytes) -> tuple[bytes, dict[str, Sums]]:
    """What Whoosh wrote of the commit, and the sums of its files. Errors: Damaged."""
    if len(content) < _END.size:
        raise Damaged("no sums")
    about, blocks, total, mark = _END.unpack(content[-_END.size :])
    if mark != _MARK or crc32(content[: _BEFORE.size - _END.size]) != total:
        raise Damaged("the sums")
    end = len(content) - _END.size
    start = end - blocks
    sizes: dict[str, int] = json.loads(content[start - about : start])
    every = np.frombuffer(content[start:end], _SUM).astype(np.uint32)
    files, at = {}, 0
    for name, size in sizes.items():
        count = -(-size // BLOCK)
        files[name] = Sums(size, array("I", every[at : at + count].tobytes()))
        at += count
    return content[: start - about], files


def _sums(content: bytes) -> Iterator[int]:
    whole = memoryview(content)
    return (crc32(whole[start : start + BLOCK]) for start in range(0, len(whole), BLOCK))
