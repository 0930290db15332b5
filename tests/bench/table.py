"""The table: a figure a line, the sizes of libraries side by side, bound and peers beside them."""

from __future__ import annotations

import statistics
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tests.bench.figure import p95
from tests.bench.subject import THREE_PAGES

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from tests.bench.figure import Figure
    from tests.bench.subject import Subject

LARGEST_BOUND = 100_000
"""Papers; what a library holds beyond that is measured, not judged."""


@dataclass(frozen=True, slots=True)
class Measured:
    """One figure, measured."""

    figure: Figure
    values: Mapping[int, Sequence[float]]  # by the size of the library
    peers: Mapping[str, Sequence[float]] = field(default_factory=dict)  # at the largest size
    remark: str = ""
    unlike: str = ""

    @property
    def is_within(self) -> bool:
        """Whether the figure keeps to its bound where it counts, or cannot be told."""
        return not self.unlike and all(self._keeps(size) for size in self.values)

    def _keeps(self, size: int) -> bool:
        """Whether it keeps to its bound at this size, if it is held to it there."""
        if size not in (THREE_PAGES, max(self.values)):
            return True
        figure = self.figure
        is_small = size == THREE_PAGES and figure.small_bound
        bound = figure.small_bound if is_small else figure.bound
        if bound is None or size > LARGEST_BOUND or not self.values.get(size):
            return True
        return bound.holds(figure.judged(self.values[size]), self._beside)

    @property
    def _beside(self) -> dict[str, float]:
        return {name: self.figure.judged(runs) for name, runs in self.peers.items()}

    def line(self, sizes: Sequence[int]) -> str:
        """The table's line."""
        figure = self.figure
        name = f"{figure.name}, {figure.unit}".rstrip(", ")
        values = [
            shown(figure.judged(runs)) + ("" if self._keeps(size) else "!")
            if (runs := self.values.get(size))
            else ""
            for size in sizes
        ]
        bounds = [bound.words for bound in (figure.bound, figure.small_bound) if bound]
        kind = "" if figure.judged is statistics.median else f"{figure.judged.__name__} "
        bound = f"{kind}{' ('.join(bounds)}{')' * (len(bounds) - 1)}" if self._verdict else ""
        return _columns(name, values, bound, self._verdict, self._remarks).rstrip()

    @property
    def _verdict(self) -> str:
        is_bound = self.figure.bound or (self.figure.small_bound and THREE_PAGES in self.values)
        if not is_bound or min(self.values, default=0) > LARGEST_BOUND:
            return ""
        return "ok" if self.is_within else "BEYOND"

    @property
    def _remarks(self) -> str:
        """The peers, with how many times as long they take; else how the values are spread."""
        runs = self.values.get(max(self.values, default=0))
        if not runs:
            return "not told by this system"
        if self.unlike:
            return f"NOT ALIKE: {self.unlike}"
        ours = self.figure.judged(runs)
        if self._beside:
            peers = [
                f"{name} {shown(theirs)} ×{shown(theirs / ours)}"
                for name, theirs in self._beside.items()
            ]
            return " · ".join([*peers, self.remark] if self.remark else peers)
        return self.remark or self._spread(runs)

    def _spread(self, runs: Sequence[float]) -> str:
        """What else is known of the runs than the value that is judged."""
        if len(runs) == 1:
            return ""
        spread = {"median": statistics.median(runs), "p95": p95(runs), "max": max(runs)}
        told = (
            f"{kind} {shown(value)}"
            for kind, value in spread.items()
            if kind != self.figure.judged.__name__
        )
        return f"{' · '.join(told)} of {len(runs)}"


def measure(figure: Figure, subjects: Sequence[Subject]) -> Measured:
    """Take the figure of every subject it is of, and of the peers over the largest."""
    values, largest = {}, None
    for subject in subjects:
        if figure.sizes(subject.size):
            values[subject.size] = figure.measure(subject)
            largest = subject
    if largest is None:
        return Measured(figure, values)
    return Measured(
        figure,
        values,
        figure.peers(largest),
        figure.remark(largest),
        figure.unlike(largest),
    )


def heading(sizes: Sequence[int]) -> str:
    """The table's first line."""
    columns = ["3 pages" if size == THREE_PAGES else f"{size:,}" for size in sizes]
    return _columns("figure", columns, "bound", "", "beside it, at the largest size")


def _columns(name: str, values: Sequence[str], bound: str, verdict: str, remarks: str) -> str:
    numbers = "".join(f"{value:>10}" for value in values)
    return f"{name:<40}{numbers}  {bound:<23}{verdict:<7}{remarks}"


def shown(value: float) -> str:
    """A number as the table shows it."""
    if value < 0.1:
        return f"{value:.3f}"
    return f"{value:.2f}" if value < 10 else f"{value:,.0f}"
