"""The last door before the terminal: nothing that is drawn may carry a control sequence."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from rich.segment import Segment
from textual.filter import LineFilter

if TYPE_CHECKING:
    from textual.color import Color

_UNSAFE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u061c\u202a-\u202e\u2066-\u206f\ufeff\ud800-\udfff]"
)


class Guard(LineFilter):
    """Replaces what could steer a terminal or reorder its text with U+FFFD, in every widget.

    Text is cleaned when it is added; this is for what comes another way: a file's name, an
    error's words, what a person pastes.
    """

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        return [
            segment
            if segment.control or not _UNSAFE.search(segment.text)
            else Segment(_UNSAFE.sub("\ufffd", segment.text), segment.style)
            for segment in segments
        ]
