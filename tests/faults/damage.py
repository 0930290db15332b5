"""Ways in which a file is damaged: what a bad disk, a bad cable or a bad hour leaves of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from random import Random

PAGE = 4096

KINDS = ("a bit flipped", "bytes overwritten", "a page emptied", "cut short", "emptied")


def damaged(content: bytes, kind: str, draw: Random) -> bytes:
    """The content of a file with damage of this kind somewhere in it."""
    changed = bytearray(content)
    if kind == "a bit flipped" and changed:
        changed[draw.randrange(len(changed))] ^= 1 << draw.randrange(8)
    elif kind == "bytes overwritten":
        at = draw.randrange(len(changed) + 1)
        changed[at : at + 64] = draw.randbytes(len(changed[at : at + 64]))
    elif kind == "a page emptied":
        at = draw.randrange(len(changed) // PAGE + 1) * PAGE
        changed[at : at + PAGE] = bytes(len(changed[at : at + PAGE]))
    elif kind == "cut short":
        del changed[draw.randrange(len(changed) + 1) :]
    elif kind == "emptied":
        changed.clear()
    return bytes(changed)
