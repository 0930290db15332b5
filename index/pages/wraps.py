"""Where a page's lines were wrapped: a line is full when the next one's first word did not fit."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from index.pages.lines import Line

_NARROWEST, _WIDEST = 30, 200
_WIDTHS = 3  # as many different ones are looked for: pages are pasted together
_FEWEST = 2  # pairs of full lines in a row that make a wrapped stretch
_SHARE = 0.35  # of all neighbours no wider than the width, so many are full
_RAGGED = 0.8  # of the width: a line this long may have been wrapped by a kinder wrapper

FULL, NEARLY, SHORT, UNKNOWN = 2, 1, 0, -1


def fullness(lines: list[Line], gaps: list[int]) -> list[int]:
    """For each line, how full the line before it was: FULL, NEARLY, SHORT, or UNKNOWN."""
    spans = [
        _span(one, two, gap) for one, two, gap in zip(lines, lines[1:], gaps[1:], strict=False)
    ]
    widths = _widths(spans)
    found = [UNKNOWN]
    for place, span in enumerate(spans):
        found.append(_fill(span, len(lines[place].text), widths) if span else UNKNOWN)
    return found


def squashed(lines: list[Line]) -> list[int]:
    """The blank lines before each line; one fewer where each line of wrapped text has one."""
    gaps = [line.gap for line in lines]
    inner = gaps[1:]
    if len(inner) < 8 or sum(gap == 0 for gap in inner) * 20 > len(inner):
        return gaps
    fewer = [max(0, gap - 1) for gap in gaps]
    full = sum(fill == FULL for fill in fullness(lines, fewer))
    return fewer if full * 2 > len(lines) else gaps


def _span(one: Line, two: Line, gap: int) -> tuple[int, int] | None:
    """The widths at which `two` would have been wrapped from `one`, both included."""
    if gap:
        return None
    low = len(one.text)
    if not _NARROWEST <= low <= _WIDEST:
        return None
    word = two.text.split(" ", 1)[0]
    if not word.isascii() and len(word) > 12:
        word = word[:1]  # a script without spaces breaks anywhere
    return low, low + len(word)


def _widths(spans: list[tuple[int, int] | None]) -> list[int]:
    """The widths at which stretches of this page were wrapped, the commonest first."""
    widths: list[int] = []
    left = spans
    for _ in range(_WIDTHS):
        votes: Counter[int] = Counter()
        for one, two in pairwise(left):
            if one and two:
                votes.update(range(max(one[0], two[0]), min(one[1], two[1]) + 1))
        if not votes:
            break
        width, count = max(votes.items(), key=lambda vote: (vote[1], -vote[0]))
        if count < _FEWEST:
            break
        near = [span for span in left if span and span[0] <= width and span[1] >= width * 0.5]
        full = [span for span in near if span[0] <= width <= span[1]]
        if len(full) >= _SHARE * len(near) or count >= 8:
            widths.append(width)
        left = [span if span and not span[0] <= width <= span[1] else None for span in left]
    return widths


def _fill(span: tuple[int, int], length: int, widths: list[int]) -> int:
    if not widths:
        return UNKNOWN
    if any(span[0] <= width <= span[1] for width in widths):
        return FULL
    if any(_RAGGED * width <= length <= width for width in widths):
        return NEARLY
    return SHORT
