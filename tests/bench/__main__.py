"""`python -m tests.bench [WORDS]`: measures the figures whose names hold WORDS, or all of them."""

from __future__ import annotations

import os
import statistics
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from tests.bench.figures import FIGURES, p95
from tests.bench.subject import Subject

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tests.bench.figures import Figure

COLUMNS = "{:<32}{:>10}{:>10}{:>10}{:>6}  {:<18}{}"


def main(wanted: str) -> int:
    """Print the table; 1 where a figure is beyond its bound."""
    figures = [figure for figure in FIGURES if wanted in figure.name]
    print(COLUMNS.format("figure", "median", "p95", "max", "n", "bound", ""))
    is_good = True
    with tempfile.TemporaryDirectory() as folder:
        subject = Subject(Path(folder))
        for figure in figures:
            values = figure.measure(subject)
            is_good &= is_within(figure, values)
            print(line(figure, values), flush=True)
    if hasattr(os, "getloadavg"):
        print(f"\nload {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores; the less, the truer")
    return 0 if is_good else 1


def is_within(figure: Figure, values: Sequence[float]) -> bool:
    """Whether the figure keeps to its bound, or cannot be told."""
    return figure.bound is None or not values or figure.judged(values) <= figure.bound


def line(figure: Figure, values: Sequence[float]) -> str:
    """The table's line for one figure."""
    name = f"{figure.name}, {figure.unit}".rstrip(", ")
    if not values:
        return COLUMNS.format(name, "-", "-", "-", 0, "", "not told by this system")
    told = (statistics.median(values), p95(values), max(values))
    bound = "" if figure.bound is None else f"{figure.judged.__name__} ≤ {figure.bound:g}"
    verdict = "" if figure.bound is None else "ok" if is_within(figure, values) else "BEYOND"
    shown = (f"{value:.2f}" if value < 10 else f"{value:.0f}" for value in told)
    return COLUMNS.format(name, *shown, len(values), bound, verdict)


if __name__ == "__main__":
    sys.exit(main(" ".join(sys.argv[1:])))
