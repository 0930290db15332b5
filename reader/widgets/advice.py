"""What a search that fails has to say: what it fails on, and what to ask instead, by digits."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from rich.text import Text

from reader.words import counted

if TYPE_CHECKING:
    from collections.abc import Callable

    from rich.console import Console
    from rich.style import Style

    from index.query.question import Question

INDENT = 3
WIDEST = 60
"""Columns; farther apart, a count is hard to tell from the next line's."""


class Way(NamedTuple):
    """Something to ask instead."""

    words: str
    question: Question
    papers: int | None = None  # that it finds; None: not known
    other: str = ""  # the part of `words` that was not asked before


class Advice(NamedTuple):
    """What to say in the place of papers, or above those that come near."""

    words: str
    ways: tuple[Way, ...] = ()  # the first is taken with 1
    keys: str = ""  # which other keys help
    typing_keys: str = ""  # which help in the search box, where those above may be letters


class Room(NamedTuple):
    """How much of it can be shown, and to whom."""

    width: int
    height: int
    is_above_papers: bool = False
    is_typing: bool = False  # in the search box, where digits are text
    is_tab_free: bool = False  # Tab has nothing to complete there


def advice_lines(
    advice: Advice, room: Room, ink: Callable[[str], Style], console: Console
) -> list[Text]:
    """The lines of it, with air between them where there is room for that."""
    width = max(8, room.width - INDENT - 1)

    def wrapped(words: str, style: str) -> list[Text]:
        lines = Text(words, ink(style)).wrap(console, width)
        return [Text(" " * INDENT).append_text(line) for line in lines]

    said = wrapped(advice.words, "text")
    folded, cut = _ways(advice.ways, min(width, WIDEST), ink, console)
    others = advice.typing_keys if room.is_typing else advice.keys
    hints = [part for part in (_digits(len(cut), room), others) if part]
    keys = [line for part in hints for line in wrapped(part, "quiet")]
    gap, end = [Text()], [Text()] if room.is_above_papers else []
    airy = [*gap, *said, *(gap if cut else ()), *folded, *(gap if keys else ()), *keys, *end]
    if len(airy) <= room.height:
        return airy
    dense = [*said, *folded, *keys]
    if not room.is_above_papers or len(dense) <= room.height:
        return dense
    keys = keys if len(said) + len(cut) + len(keys) <= room.height else []
    cut = cut[: max(1, room.height - len(said) - len(keys))]
    return [*said, *cut, *keys][: max(1, room.height)]


def _ways(
    ways: tuple[Way, ...], width: int, ink: Callable[[str], Style], console: Console
) -> tuple[list[Text], list[Text]]:
    """Numbered, their counts under each other: folded where they are long, and cut to a line."""
    counts = ["" if way.papers is None else counted(way.papers, "paper") for way in ways]
    room = max(8, width - 3 - max(map(len, counts), default=0) - 3)
    counted_ones = [Text(way.words).cell_len for way in ways if way.papers is not None]
    widest = min(room, max(counted_ones, default=0))
    digits = max((len(f"{way.papers or 0:,}") for way in ways), default=0)
    folded, cut = [], []
    for number, (way, count) in enumerate(zip(ways, counts, strict=True), start=1):
        words = Text(way.words)
        if way.other:
            words.highlight_regex(rf"(?<!\w){re.escape(way.other)}(?!\w)", ink("title"))
        columns = max(8, room if count else width - 3)
        figure, _, unit = count.partition(" ")
        *others, last = words.wrap(console, columns) or [Text()]
        words.truncate(columns, overflow="ellipsis", pad=False)
        for line in (last, words):
            line.pad_right(max(0, widest - line.cell_len) + 3)
            line.append(f"{figure:>{digits}} {unit}".rstrip(), ink("quiet"))
        first = Text(" " * INDENT).append(f"{number}  ", ink("chosen"))
        cut.append(first.copy().append_text(words))
        for line in (*others, last):
            folded.append(first.append_text(line))
            first = Text(" " * (INDENT + 3))
    return folded, cut


def _digits(ways: int, room: Room) -> str:
    """How to take one of so many ways from where the keys go."""
    if not ways:
        return ""
    if not room.is_typing:
        return f"Press {'1' if ways == 1 else f'1–{ways}'} to ask that instead."
    if room.is_tab_free:
        others = "" if ways == 1 else " For another one press Enter, then its number."
        return f"Tab asks {'that' if ways == 1 else '1'} instead.{others}"
    return f"Press Enter, then {'1' if ways == 1 else 'a number'} to ask that instead."
