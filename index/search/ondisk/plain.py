"""Pickles of postings as our own writer makes them, read code by code.

A pickle may call whatever it names. To look at each name while unpickling takes ten times as long
as unpickling; of these few shapes every code is known beforehand. What else may stand there, as
Whoosh writes it, is for `index/search/admitted.py`.
"""

from __future__ import annotations

import pickle
import re
import struct
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from index.search.ondisk.sums import Damaged

if TYPE_CHECKING:
    from typing import TypeAlias

    from numpy.typing import NDArray

Gaps: TypeAlias = "bytes | NDArray[np.uint16] | tuple[int, ...]"
Times: TypeAlias = "bytes | tuple[float, ...] | float | None"

_WHOLE = rb"(?:K.|M..|J.{4})"
_FLOAT = rb"(?:G.{8})"
_ABOUT = re.compile(
    rb"\x80\x02\((K.|M..|J.{4})%bG.{8}K(.)K.K.tq\x00\." % _WHOLE,
    re.DOTALL,
)
_BYTES = re.compile(rb"C(.)|B(.{4})", re.DOTALL)
_MEMO = 2  # bytes that remember what stands before
_TUPLE = re.compile(
    rb"(?:\((?:%(whole)b+|%(float)b+)t|(?:%(whole)b{1,3}|%(float)b{1,3})[\x85-\x87])q."
    % {b"whole": _WHOLE, b"float": _FLOAT},
    re.DOTALL,
)
_ARRAY = (
    b"carray\n_array_reconstructor\nq\x00(carray\narray\nq\x01X\x01\x00\x00\x00Hq\x02K\x02",
    b"tq\x04Rq\x05",
)


class About(NamedTuple):
    """What is told of a block before it."""

    papers: int
    is_compressed: bool
    length: int  # in bytes


def about(content: bytes) -> About:
    """What stands at the beginning of a block. Errors: Damaged."""
    found = _ABOUT.match(content)
    if found is None:
        raise Damaged("nothing is told of a block")
    return About(int.from_bytes(found[1][1:], "little"), found[2] != b"\0", found.end())


def postings(content: bytes) -> tuple[Gaps, Times] | None:
    """The gaps and the times of a block; None where they are written another way."""
    if content[:2] != b"\x80\x03":
        return None
    gaps, at = _gaps(content, 2)
    times, at = _times(content, at)
    if gaps is None or content[at : at + 3] != b"N\x87q" or content[at + 4 :] != b".":
        return None
    return gaps, times


def _gaps(content: bytes, at: int) -> tuple[Gaps | None, int]:
    opening, closing = _ARRAY
    if not content.startswith(opening, at):
        return _series(content, at)
    wide, at = _bytes(content, at + len(opening))
    if wide is None or not content.startswith(closing, at):
        return None, at
    return np.frombuffer(wide, "<u2"), at + len(closing)


def _times(content: bytes, at: int) -> tuple[Times, int]:
    code = content[at : at + 1]
    if code == b"N":
        return None, at + 1
    if code == b"G" and content[at + 9 : at + 11] == b"N\x87":
        return struct.unpack_from(">d", content, at + 1)[0], at + 9
    return _series(content, at)


def _series(content: bytes, at: int) -> tuple[bytes | tuple[int, ...] | None, int]:
    found = _TUPLE.match(content, at)
    if found is None:
        return _bytes(content, at)
    numbers: tuple[int, ...] = pickle.loads(found[0] + b".")  # noqa: S301  each code was looked at
    return numbers, found.end()


def _bytes(content: bytes, at: int) -> tuple[bytes | None, int]:
    found = _BYTES.match(content, at)
    if found is None:
        return None, len(content)
    start = found.end()
    end = start + int.from_bytes(found[1] or found[2], "little")
    return content[start:end], end + _MEMO
