"""The last door before the terminal: nothing that is drawn may carry a control sequence."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from rich.cells import cell_len
from rich.segment import Segment
from textual.filter import LineFilter

from index.text import UNSEEN

if TYPE_CHECKING:
    from textual.color import Color

_UNSAFE = re.compile(rf"{UNSEEN.pattern}|[\t\n]")


class Guard(LineFilter):
    """Takes what could steer a terminal, reorder its text or hide in it out of every widget.

    Text is cleaned when it is added; this is for what comes another way: a file's name, an
    error's words, what a person pastes. What the layout gave a cell becomes U+FFFD, and what it
    gave none goes, so that nothing beside it moves.
    """

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        return [
            segment
            if segment.control or _is_plain(segment.text)
            else Segment(_without_unsafe(segment.text), segment.style)
            for segment in segments
        ]


def _is_plain(text: str) -> bool:
    return (text.isascii() and text.isprintable()) or not _UNSAFE.search(text)


def _without_unsafe(text: str) -> str:
    once = _UNSAFE.sub(_instead, text)
    return _UNSAFE.sub(_instead, once)  # selectors that what went had kept apart


def _instead(unsafe: re.Match[str]) -> str:
    return "\ufffd" * cell_len(unsafe[0])
