"""The figures and their bounds; one more figure is one more entry here."""

from __future__ import annotations

import statistics
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from tests.bench.subject import Subject


def p95(values: Sequence[float]) -> float:
    """The value that 95 in 100 do not exceed (nearest rank)."""
    ordered = sorted(values)
    return ordered[max(0, -(-95 * len(ordered) // 100) - 1)]


@dataclass(frozen=True, slots=True)
class Figure:
    """One line of the table: many values of one kind, one of which is held to a bound."""

    name: str
    unit: str
    measure: Callable[[Subject], Sequence[float]]  # in units; empty where it cannot be told
    bound: float | None = None  # None: for comparison only
    judged: Callable[[Sequence[float]], float] = statistics.median


def milliseconds(seconds: Iterable[float | None]) -> list[float]:
    """Seconds as milliseconds; what was never painted is left out."""
    return [second * 1000 for second in seconds if second is not None]


def thousands(counts: Iterable[float], size: int = 1000) -> list[float]:
    """Bytes as kilobytes, or as units of `size`."""
    return [count / size for count in counts]


COUNT = r"\d+ of \d+"  # how many papers the list shows, painted with the list

FIGURES = (
    Figure("add and index three pages", "s", lambda reader: reader.adding, 1.5),
    Figure("start to first list", "ms", lambda reader: milliseconds(reader.starts[0])),
    Figure("start of a hello world", "ms", lambda reader: milliseconds(reader.starts[1])),
    Figure("start against a hello world", "times", lambda reader: reader.start_ratio, 1.5),
    Figure(
        "cursor move", "frames", lambda reader: [len(key.frames) for key in reader.moves], 2, p95
    ),
    Figure("cursor move", "kB", lambda reader: thousands(key.size for key in reader.moves), 6, p95),
    Figure("cursor move", "ms", lambda reader: milliseconds(key.first for key in reader.moves)),
    Figure(
        "cursor move, scrolling", "frames", lambda reader: [len(k.frames) for k in reader.scrolls]
    ),
    Figure(
        "cursor move, scrolling", "kB", lambda reader: thousands(key.size for key in reader.scrolls)
    ),
    Figure(
        "typed key to its echo",
        "ms",
        lambda reader: milliseconds(key.first for key in reader.typed),
    ),
    Figure(
        "typed key to painted results",
        "ms",
        lambda reader: milliseconds(key.settled(COUNT) for key in reader.typed),
        50,
        p95,
    ),
    Figure(
        "typed key to its last frame",
        "ms",
        lambda reader: milliseconds(key.last for key in reader.typed),
    ),
    Figure("memory after use", "MB", lambda reader: thousands(reader.memory, 1_000_000), 120, max),
    Figure("`paperdeck search`, a process", "s", lambda reader: reader.searching, 0.4),
    Figure("Textual modules it imports", "", lambda reader: reader.textual_modules, 0, max),
)
