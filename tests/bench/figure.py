"""What a figure is: something measured, the peers it is measured beside, and its bound."""

from __future__ import annotations

import statistics
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from tests.bench.subject import Subject

Judged: TypeAlias = "Callable[[Sequence[float]], float]"


class Bound(Protocol):
    """What a figure has to keep to."""

    @property
    def words(self) -> str:
        """The bound as the table shows it."""
        ...

    def holds(self, value: float, beside: Mapping[str, float]) -> bool:
        """Whether this value keeps to it, with what the peers have in the same run."""
        ...


@dataclass(frozen=True, slots=True)
class AtMost:
    most: float

    @property
    def words(self) -> str:
        return f"≤ {self.most:g}"

    def holds(self, value: float, beside: Mapping[str, float]) -> bool:
        return value <= self.most


@dataclass(frozen=True, slots=True)
class AtLeast:
    least: float

    @property
    def words(self) -> str:
        return f"≥ {self.least:g}"

    def holds(self, value: float, beside: Mapping[str, float]) -> bool:
        return value >= self.least


@dataclass(frozen=True, slots=True)
class AsFast:
    """At most `most`, or `times` as long as a peer; and a fraction of another where that is slow.

    Slow is over `where_over`.
    """

    most: float
    peer: str
    times: float
    slow_peer: str
    fraction: float
    where_over: float

    @property
    def words(self) -> str:
        slow = f"{self.slow_peer}/{1 / self.fraction:g}"
        return f"≤ {self.most:g}|{self.times:g} {self.peer}, {slow}"

    def holds(self, value: float, beside: Mapping[str, float]) -> bool:
        most = max(self.most, self.times * beside.get(self.peer, 0))
        slow = beside.get(self.slow_peer, 0)
        return value <= most and (slow <= self.where_over or value <= slow * self.fraction)


@dataclass(frozen=True, slots=True)
class Figure:
    """One line of the table: many values of one kind at each size, judged as one value."""

    name: str
    unit: str
    measure: Callable[[Subject], Sequence[float]]  # in units; empty where it cannot be told
    bound: Bound | None = None  # None: for comparison only
    judged: Judged = statistics.median
    small_bound: Bound | None = None  # over the three pages, where that is another one
    sizes: Callable[[int], bool] = field(default=lambda size: True)  # the libraries it is of
    peers: Callable[[Subject], Mapping[str, Sequence[float]]] = field(default=lambda of: {})
    remark: Callable[[Subject], str] = field(default=lambda of: "")
    unlike: Callable[[Subject], str] = field(default=lambda of: "")  # why peers cannot be compared


def p95(values: Sequence[float]) -> float:
    """The value that 95 in 100 do not exceed (nearest rank)."""
    ordered = sorted(values)
    return ordered[max(0, -(-95 * len(ordered) // 100) - 1)]


def milliseconds(seconds: Iterable[float | None]) -> list[float]:
    """Seconds as milliseconds; what was never painted is left out."""
    return [second * 1000 for second in seconds if second is not None]


def thousands(counts: Iterable[float], size: int = 1000) -> list[float]:
    """Bytes as kilobytes, or as units of `size`."""
    return [count / size for count in counts]
