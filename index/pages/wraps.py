"""Where a page's lines were wrapped: a line is full when the next one's first word did not fit."""

from __future__ import annotations

from collections import Counter
from itertools import count as count_from
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from index.pages.lines import Line

_NARROWEST, _WIDEST = 30, 200
_WIDTHS = 3  # as many different ones are looked for: pages are pasted together
_FEWEST, _FEWEST_MORE = 2, 8  # votes that the first width, and any other, needs
_SHARE, _SHARE_MORE = 0.35, 0.6  # of all neighbours no wider than the width, so many are full
_RAREST = 0.02  # of all pairs: fewer votes come by chance
_TOUCHING = 0.15  # of all borders between blocks: with more, blank lines tell nothing
_WRAPPING = 0.4  # of lines with one blank between: with more full ones, each line has one
_LONG_WORD = 12
_RAGGED = 0.8  # of the width: a line this long may have been wrapped by a kinder wrapper

FULL, NEARLY, SHORT, UNKNOWN = 2, 1, 0, -1


def fullness(lines: list[Line], gaps: list[int]) -> list[int]:
    """For each line, how full the line before it was: FULL, NEARLY, SHORT, or UNKNOWN."""
    pairs = [
        _pair(one, two, gap) for (one, two), gap in zip(pairwise(lines), gaps[1:], strict=True)
    ]
    widths = _widths(pairs)
    return [UNKNOWN, *(_fill(pair, widths) if pair else UNKNOWN for pair in pairs)]


def are_blocks_parted(gaps: list[int], fills: list[int]) -> bool:
    """Whether a blank line stands between any two blocks of this page."""
    parted = sum(gap > 0 for gap in gaps)
    touching = sum(gap == 0 and fill != FULL for gap, fill in zip(gaps, fills, strict=True))
    return touching <= _TOUCHING * (parted + touching)


def squashed(lines: list[Line]) -> list[int]:
    """The blank lines before each line; one fewer where each line of wrapped text has one."""
    gaps = [line.gap for line in lines]
    inner = gaps[1:]
    if len(inner) < 8 or sum(gap == 0 for gap in inner) * 20 > len(inner):
        return gaps
    fewer = [max(0, gap - 1) for gap in gaps]
    full = sum(fill == FULL for fill in fullness(lines, fewer))
    return fewer if full > _WRAPPING * fewer.count(0) else gaps


class _Pair(NamedTuple):
    """Two lines that touch, and the widths at which the second would have been wrapped."""

    low: int  # the first line's length
    high: int
    below: int  # the second line's length
    goes_on: bool  # the first ends, and the second starts, within a sentence

    def fits(self, widths: range) -> bool:
        return self.low < widths.stop and self.high >= widths.start


def _pair(one: Line, two: Line, gap: int) -> _Pair | None:
    low = len(one.text)
    if gap or not _NARROWEST <= low <= _WIDEST:
        return None
    word = two.text.split(" ", 1)[0]
    if not word.isascii() and len(word) > _LONG_WORD:
        word = word[:1]  # a script without spaces breaks anywhere
    goes_on = not one.ends_sentence and two.starts_low
    return _Pair(low, low + len(word), len(two.text), goes_on)


def _widths(pairs: list[_Pair | None]) -> list[range]:
    """The widths at which stretches of this page were wrapped, the commonest first.

    A page that leaves open which of several neighbouring widths it was gives them all.
    """
    widths: list[range] = []
    left = pairs
    for _ in range(_WIDTHS):
        votes = _votes(left)
        if not votes:
            break
        width, count = max(votes.items(), key=lambda vote: (vote[1], -vote[0]))
        alike = range(width, next(w for w in count_from(width) if votes[w] < count))
        near = [pair for pair in left if pair and _is_near(pair, alike[-1])]
        full = sum(pair.fits(alike) for pair in near)
        fewest, share = (_FEWEST, _SHARE) if not widths else (_FEWEST_MORE, _SHARE_MORE)
        if count < max(fewest, _RAREST * len(pairs)) or full < share * len(near):
            break
        widths.append(alike)
        left = [None if pair and pair.fits(alike) else pair for pair in left]
    return widths


def _votes(pairs: list[_Pair | None]) -> Counter[int]:
    """For each width, how many lines in a row, or within a sentence, it would explain."""
    votes: Counter[int] = Counter()
    for one, two in pairwise(pairs):
        if one and two:
            votes.update(range(max(one.low, two.low), min(one.high, two.high) + 1))
    for pair in pairs:
        if pair and pair.goes_on:
            votes.update(range(pair.low, pair.high + 1))
    return votes


def _is_near(pair: _Pair, width: int) -> bool:
    """Whether these lines would be telling, were the page wrapped at this width."""
    return width * 0.5 <= pair.low <= width and pair.below <= width


def _fill(pair: _Pair, widths: list[range]) -> int:
    if not widths:
        return UNKNOWN
    if any(pair.fits(width) for width in widths):
        return FULL
    if any(_RAGGED * width[0] <= pair.low <= width[-1] for width in widths):
        return NEARLY
    return SHORT
