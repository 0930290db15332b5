"""What one page does throughout: learned from a first reading, used in the second."""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING

from index.pages.sequence import EDGES, Role, Step

if TYPE_CHECKING:
    from index.pages.lines import Line

_FEWEST = 4  # papers from which a habit can be told
_STRONGEST = 2.5
_WIDEST_GAP = 3
_STEPS = {(role, source): step for role, ways in EDGES.items() for source, step in ways}
_LEARNED = (Step.BODY, Step.NEXT, Step.MORE, Step.BARE)


@dataclass(frozen=True, slots=True)
class Habits:
    """A page's ways, as scores."""

    stopped_titles: float = 0.0  # the share of titles that end in a full stop
    bare_titles: float = 0.0  # the share of titles without an abstract
    gaps: dict[tuple[Step, int], float] = field(default_factory=dict)

    def gap_says(self, step: Step, gap: int) -> float:
        """How much this many blank lines speak for this step, on this page."""
        return self.gaps.get((step, min(gap, _WIDEST_GAP)), 0.0)


def learn(lines: list[Line], gaps: list[int], roles: list[Role]) -> Habits:
    """The habits that a first reading of a page shows."""
    titles = [line for line, role in zip(lines, roles, strict=True) if role == Role.TITLE]
    if len(titles) < _FEWEST:
        return Habits()
    steps = [_STEPS[role, before] for before, role in pairwise(roles)]
    taken = Counter(steps)
    bodies = taken[Step.BODY] + taken[Step.BODY_FAR]
    return Habits(
        stopped_titles=sum(line.ending > 0 for line in titles) / len(titles),
        bare_titles=1 - bodies / len(titles),
        gaps=_learn_gaps(steps, gaps[1:]),
    )


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
            said[step, gap] = max(-_STRONGEST, min(_STRONGEST, math.log(here / everywhere)))
    return said
