"""What one line, and one step from line to line, speaks for."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from index.pages.habits import Habits, is_short
from index.pages.known import Furniture
from index.pages.sequence import Step
from index.pages.shape import length_says
from index.pages.wraps import FULL, NEARLY, SHORT

if TYPE_CHECKING:
    from index.pages.lines import Line

_NEVER = -1e6
_ODD = -4.0  # what it costs to understand nothing of a line
_NOISE = -9.0
_TOO_LONG = 320  # columns that no title has
_SHORTEST = 12  # columns: fewer are rarely a title
_INTRODUCED = 3.0  # a live page puts a title behind who submitted it
_AUTHORS = 2.0  # and before how many wrote it
_NAME = 40  # columns that no submitter's name exceeds
_FURNITURE = {
    Furniture.VOTES: 5.0,
    Furniture.SUBMITTER: 6.0,
    Furniture.SUBMITTED_BY: 7.0,
    Furniture.AUTHORS: 6.0,
    Furniture.OTHER: 5.0,
    Furniture.NAVIGATION: 2.5,
}
_FILLS = {FULL: 3.5, NEARLY: 0.5, SHORT: -5.0}
_LOOSE = -3.0  # lines that go on where no wrapping is seen
_PARTED = 2.5  # what two lines that touch say where blocks never do


class Spot(NamedTuple):
    """One line with what surrounds it."""

    before: Line | None
    line: Line
    after: Line | None
    gap: int  # blank lines before it
    fill: int  # how full the line before is
    next_fill: int  # how full this one is
    is_introduced: bool  # the line before names who submitted the paper


def role_scores(spot: Spot, habits: Habits) -> list[float]:
    """How well the line would do in each role, by its own text and its nearest neighbours."""
    line = spot.line
    header = 6.0 if line.header and not line.is_glued else _NEVER
    furniture = _furniture_score(spot.before, line)
    ending = (0.0, habits.stop, habits.no_stop)[line.ending]
    lean = length_says(line.columns) + line.wording + ending
    title, more_title, start = -lean / 2, -(line.wording + max(0.0, ending)) / 2, lean / 2
    goes_on = (line.wording if line.wording > 0 else 3 * line.wording) / 4
    if line.columns > _TOO_LONG:
        title = _NEVER
    if line.columns < _SHORTEST and not line.is_glued:
        title -= 1.0
    if line.header or line.furniture:
        title, start = title - 2.0, start - 2.0
    if line.furniture not in (None, Furniture.NAVIGATION):
        more_title -= 6.0
    if line.is_wordless:
        title, more_title, start, goes_on = _NOISE, _NOISE, _NOISE, -2.0
    if line.starts_low:
        title, start = title - 0.5, start - 0.7
    if spot.after and spot.after.furniture == Furniture.AUTHORS:
        title, more_title = title + _AUTHORS, more_title + _AUTHORS
    if spot.is_introduced:
        title += _INTRODUCED
    elif habits.introduced:
        title -= _INTRODUCED
    title += 4.0 if line.is_glued else 0.0
    odd = _NEVER if line.is_glued else 0.0 if line.is_wordless else _ODD
    return [
        header, title, more_title, more_title, start, goes_on,
        furniture, furniture, furniture, odd, odd, odd,
    ]  # fmt: skip


def step_scores(spot: Spot, habits: Habits) -> list[float]:
    """What each step from the line before to this one costs or earns."""
    before, line, gap, said = spot.before, spot.line, spot.gap, habits.gap_says
    scores = [0.0] * len(Step)
    if before is None:
        return scores
    full, touching = spot.fill == FULL, habits.parted and gap == 0
    broken = 0.0 if before.ends_sentence else (-3.0 if gap == 0 else -1.5)
    low = -1.5 if full and line.starts_low else 0.0
    crowd = (-1.0 if full else 0.0) - (_PARTED if touching else 0.0)
    short = habits.short if is_short(line) and spot.next_fill != FULL else 0.0
    wrap = _wrap(before, line, spot.fill, touching) if gap == 0 else _NEVER
    scores[Step.HEADER_AGAIN] = -3.0
    scores[Step.HEADER_UNREAD] = -4.0
    scores[Step.BARE] = habits.bare + crowd + said(Step.BARE, gap)
    scores[Step.BARE_FAR] = habits.bare
    scores[Step.NEXT] = broken + crowd + said(Step.NEXT, gap)
    scores[Step.BODY] = 1.5 + low + crowd + short + said(Step.BODY, gap)
    scores[Step.BODY_FAR] = 1.5 + short - (_INTRODUCED if spot.is_introduced else 0.0)
    scores[Step.MORE] = habits.more + broken + 2 * crowd + said(Step.MORE, gap)
    scores[Step.MORE_FAR] = habits.more - 1.5
    scores[Step.GROW] = wrap + 3.0
    scores[Step.GO_ON] = wrap
    scores[Step.FOLD] = wrap - 1.5 + (_INTRODUCED if habits.introduced else 0.0)
    scores[Step.FOLD_AGAIN] = wrap - 3.0
    scores[Step.ASIDE] = 0.0 if before.ends_sentence or gap else -4.0
    return scores


def _furniture_score(before: Line | None, line: Line) -> float:
    if before and before.furniture == Furniture.SUBMITTED_BY and line.columns <= _NAME:
        return 5.0
    return _FURNITURE[line.furniture] if line.furniture else _NEVER


def _wrap(before: Line, line: Line, fill: int, touching: bool) -> float:
    """How much it looks as if `before` went on in `line`."""
    said = _FILLS.get(fill, _LOOSE) + (_PARTED if touching else 0.0)
    said += -2.5 if before.ends_sentence else 1.0
    if line.starts_low or before.text.endswith((",", "-", ":", ";")):
        said += 2.0
    return said
