"""The lines of a saved page, each cleaned on its own and measured."""

from __future__ import annotations

import re
from dataclasses import dataclass

from index.pages import shape
from index.pages.known import Furniture, Header, read_furniture, read_header
from index.text import one_line

_LINE_END = re.compile(r"\r\n|\r|\n")
_INVISIBLE = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\u00ad\u180e\u034f\u2800\u3164"))


@dataclass(frozen=True, slots=True)
class Line:
    """One line that is not blank, with all that its own text tells."""

    index: int  # place in the file, from 0
    text: str  # cleaned; what was glued before a title is gone
    gap: int  # blank lines just before it
    header: Header | None
    furniture: Furniture | None
    is_glued: bool  # header and title stood on this line
    is_wordless: bool
    columns: int
    wording: float  # log-odds of abstract against title
    ending: int  # 1 as a statement ends, -1 as none does, 0 in between
    ends_sentence: bool
    starts_low: bool


def split_lines(text: str) -> list[str]:
    """`text` in lines as an editor numbers them, each cleaned; what cannot be seen is blank."""
    raw = _LINE_END.split(text)
    if raw[-1] == "":
        raw.pop()
    return [_visible(line) for line in raw]


def measure(texts: list[str]) -> list[Line]:
    """The lines that are not blank, in order."""
    lines: list[Line] = []
    last, after_header = -1, False
    for index, text in enumerate(texts):
        if text:
            line = _line(index, text, index - last - 1, after_header)
            lines.append(line)
            last, after_header = index, line.header is not None and not line.is_glued
    return lines


def _visible(text: str) -> str:
    cleaned = one_line(text)
    if not cleaned.isascii() and not cleaned.translate(_INVISIBLE).strip():
        return ""
    return cleaned


def _line(index: int, text: str, gap: int, after_header: bool) -> Line:
    header = read_header(text, after_header)
    is_glued = header is not None and bool(header.rest)
    if header is not None and is_glued:
        text = header.rest
    return Line(
        index=index,
        text=text,
        gap=gap,
        header=header,
        furniture=None if is_glued else read_furniture(text),
        is_glued=is_glued,
        is_wordless=shape.is_wordless(text),
        columns=shape.width(text),
        wording=shape.wording_says(text),
        ending=shape.ending(text),
        ends_sentence=shape.ends_sentence(text),
        starts_low=shape.starts_low(text),
    )
