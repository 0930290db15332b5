"""What one page does throughout: learned from a first reading, used in the second."""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from index.pages.sequence import EDGES, Role, Step

if TYPE_CHECKING:
    from index.pages.lines import Line

_FEWEST = 4  # papers from which a habit can be told
_STRONGEST = 2.5
_WIDEST_GAP = 3
_SHORT = 160  # columns: a shorter abstract is a short one
_STEPS = {(role, source): step for role, ways in EDGES.items() for source, step in ways}
_LEARNED = (Step.BODY, Step.NEXT, Step.MORE, Step.BARE)


@dataclass(frozen=True, slots=True)
class Habits:
    """A page's ways, as log-odds."""

    parted: bool = False  # a blank line stands between any two blocks
    introduced: bool = False  # who submitted a paper stands before its title
    stop: float = 3.0  # what a full stop at the end says for abstract, against title
    no_stop: float = -2.0
    bare: float = -2.5  # what a title without an abstract costs
    more: float = -2.5  # what a further paragraph costs
    short: float = 0.0  # what a short abstract costs
    gaps: dict[tuple[Step, int], float] = field(default_factory=dict)

    def gap_says(self, step: Step, gap: int) -> float:
        """How much this many blank lines speak for this step, on this page."""
        return self.gaps.get((step, min(gap, _WIDEST_GAP)), 0.0)


def learn(lines: list[Line], gaps: list[int], roles: list[Role], habits: Habits) -> Habits:
    """`habits`, with what a first reading of the page shows."""
    titles = [line for line, role in zip(lines, roles, strict=True) if role == Role.TITLE]
    if len(titles) < _FEWEST:
        return habits
    steps = [_STEPS[role, before] for before, role in pairwise(roles)]
    taken = Counter(steps)
    bodies = taken[Step.BODY] + taken[Step.BODY_FAR]
    stopped = sum(line.ending > 0 for line in titles)
    return replace(
        habits,
        stop=_log(0.95, (stopped + 0.1) / (len(titles) + 1), 0.0, 6.0),
        no_stop=_log(0.05, 1 - stopped / (len(titles) + 1), -3.0, 0.0),
        bare=_log(len(titles) - bodies + 1, len(titles) + 2, -4.0, -0.5),
        more=_log(taken[Step.MORE] + 1, len(titles) + 2, -4.0, -1.5),
        short=_log(_short_bodies(lines, roles) + 1, bodies + 2, -3.5, 0.0) + 0.7,
        gaps=_learn_gaps(steps, gaps[1:]),
    )


def is_short(line: Line) -> bool:
    """Whether this line alone would make a short abstract."""
    return line.columns < _SHORT


def _short_bodies(lines: list[Line], roles: list[Role]) -> int:
    """How many abstracts are one short line."""
    after = [*roles[1:], Role.HEADER]
    return sum(
        role == Role.PARAGRAPH and then != Role.WRAPPED and is_short(line)
        for line, role, then in zip(lines, roles, after, strict=True)
    )


def _log(count: float, total: float, least: float, most: float) -> float:
    return max(least, min(most, math.log(count / total)))


def _learn_gaps(steps: list[Step], gaps: list[int]) -> dict[tuple[Step, int], float]:
    """For each step and gap, the log-odds that they go together."""
    seen = [
        (step, min(gap, _WIDEST_GAP))
        for step, gap in zip(steps, gaps, strict=True)
        if step in _LEARNED
    ]
    both, by_step, by_gap = Counter(seen), Counter(s for s, _ in seen), Counter(g for _, g in seen)
    kinds = _WIDEST_GAP + 1
    said: dict[tuple[Step, int], float] = {}
    for step in _LEARNED:
        for gap in by_gap:
            here = (both[step, gap] + 1) / (by_step[step] + kinds)
            everywhere = (by_gap[gap] + 1) / (len(seen) + kinds)
            said[step, gap] = _log(here, everywhere, -_STRONGEST, _STRONGEST)
    return said
