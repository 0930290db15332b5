"""Small words that the screen, the command line and exports share."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from index.query.question import Sort

SORT_WORDS: dict[Sort | str, str] = {
    "relevance": "best match first",
    "new": "newest first",
    "title": "by title",
    "rank": "best placed first",
    "seen": "most seen first",
}
_LONG_NAME = 14


def ordinal(number: int) -> str:
    """3 as "3rd"."""
    if 10 <= number % 100 <= 20:
        return f"{number}th"
    return f"{number}{ {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th') }"


def page_words(label: str | None, page: str) -> str:
    """What to call a page: its day as written, else its name, short."""
    if label:
        return label
    stem = re.sub(r"\.(txt|text|md)$", "", page, flags=re.IGNORECASE)
    return stem if len(stem) <= _LONG_NAME else stem[: _LONG_NAME - 1] + "…"


def day_and_rank(label: str | None, page: str, rank: int) -> str:
    """ "Sep 1 · 3rd": where a paper stands."""
    return f"{page_words(label, page)} · {ordinal(rank)}"


def counted(number: int, word: str) -> str:
    """ "1 paper", "2 papers"."""
    return f"{number:,} {word}" if number == 1 else f"{number:,} {word}s"


def bare(url: str) -> str:
    """An address as a person reads it: without scheme and closing slash."""
    return re.sub(r"^https?://(www\.)?", "", url).rstrip("/")


def broken_address(address: str, width: int) -> list[str]:
    """An address in lines of `width` characters at most, broken where its parts meet."""
    lines = [""]
    for part in re.findall(r"[^/._-]*[/._-]?", address):
        if lines[-1] and len(lines[-1]) + len(part) > width:
            lines.append("")
        lines[-1] += part
        if len(lines[-1]) > width:
            last = lines.pop()
            lines += [last[at : at + width] for at in range(0, len(last), width)]
    return lines


def shortened(text: str, length: int) -> str:
    """`text` cut to `length` characters, with an ellipsis where it was cut."""
    return text if len(text) <= length else text[: length - 1].rstrip() + "…"
