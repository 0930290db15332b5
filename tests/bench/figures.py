"""The figures and their bounds; one more figure is one more entry here."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from tests.bench.engines import OURS
from tests.bench.figure import AsFast, AtLeast, AtMost, Figure, milliseconds, p95, thousands
from tests.bench.sought import SOUGHT
from tests.bench.subject import THREE_PAGES
from tests.bench.table import shown
from tests.relevance.figures import KNOWN_ITEMS, NDCG, RECALL

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from tests.bench.sought import Sought
    from tests.bench.subject import Subject

COUNT = r"[\d,]+ of [\d,]+"  # how many papers the list shows, painted with the list
MB = 1_000_000


def small(size: int) -> bool:
    """Of the three pages alone."""
    return size == THREE_PAGES


def made(size: int) -> bool:
    """Of the libraries of made papers."""
    return size != THREE_PAGES


def _held(held: Sequence[float]) -> list[float]:
    return thousands(held, MB)


START = (
    Figure("add and index three pages", "s", lambda of: of.adding, AtMost(1.5), sizes=small),
    Figure("start to first list", "ms", lambda of: milliseconds(of.program.starts[0])),
    Figure("start of a hello world", "ms", lambda of: milliseconds(of.program.starts[1])),
    Figure(
        "start against a hello world",
        "times",
        lambda of: of.program.start_ratio,
        AtMost(1.6),
        small_bound=AtMost(1.5),
    ),
)

USE = (
    Figure(
        "cursor move",
        "frames",
        lambda of: [len(key.frames) for key in of.program.moves],
        AtMost(2),
        p95,
    ),
    Figure(
        "cursor move",
        "kB",
        lambda of: thousands(key.size for key in of.program.moves),
        judged=p95,
        small_bound=AtMost(6),
    ),
    Figure("cursor move", "ms", lambda of: milliseconds(key.first for key in of.program.moves)),
    Figure(
        "cursor move, scrolling",
        "frames",
        lambda of: [len(key.frames) for key in of.program.scrolls],
    ),
    Figure(
        "cursor move, scrolling", "kB", lambda of: thousands(key.size for key in of.program.scrolls)
    ),
    Figure(
        "typed key to its echo",
        "ms",
        lambda of: milliseconds(key.first for key in of.program.typed),
        AtMost(16),
        p95,
    ),
    Figure(
        "typed fast, a key to its echo",
        "ms",
        lambda of: milliseconds(of.program.echoes),
        judged=p95,
    ),
    Figure(
        "typed key to painted results",
        "ms",
        lambda of: milliseconds(key.settled(COUNT) for key in of.program.typed),
        AtMost(60),
        p95,
        small_bound=AtMost(50),
    ),
    Figure(
        "typed key to its last frame",
        "ms",
        lambda of: milliseconds(key.last for key in of.program.typed),
    ),
    Figure("memory at rest", "MB", lambda of: _held(of.program.memory_at_rest), AtMost(250)),
    Figure(
        "memory after use",
        "MB",
        lambda of: _held(of.program.memory_after_use),
        small_bound=AtMost(120),
    ),
    Figure(
        "`paperdeck search`, a process",
        "s",
        lambda of: of.program.searching,
        AtMost(0.5),
        small_bound=AtMost(0.4),
    ),
    Figure(
        "Textual modules it imports",
        "",
        lambda of: of.program.textual_modules,
        AtMost(0),
        max,
        sizes=small,
    ),
)


def _ours(sought: Sought, of: Subject) -> Sequence[float]:
    return milliseconds(of.engines.times(sought)[OURS])


def _peers(sought: Sought, of: Subject) -> Mapping[str, Sequence[float]]:
    times = of.engines.times(sought)
    return {name: milliseconds(runs) for name, runs in times.items() if name != OURS}


def _first(sought: Sought, of: Subject) -> str:
    return f"the first time {shown(of.engines.first(sought) * 1000)}"


def _unlike(sought: Sought, of: Subject) -> str:
    return of.engines.unlike(sought)


SEARCH = tuple(
    Figure(
        f"search: {sought.name}",
        "ms",
        partial(_ours, sought),
        AsFast(3, "tantivy", 2, "FTS5", 1 / 20, 20),
        sizes=made,
        peers=partial(_peers, sought),
        remark=partial(_first, sought),
        unlike=partial(_unlike, sought),
    )
    for sought in SOUGHT
)

TYPING = (
    Figure("typing: warm-up", "ms", lambda of: milliseconds([of.typing.warm_up]), sizes=made),
    Figure(
        "typing: a key, cold",
        "ms",
        lambda of: milliseconds(of.typing.cold),
        AtMost(20),
        p95,
        sizes=made,
    ),
    Figure(
        "typing: a key, warm",
        "ms",
        lambda of: milliseconds(of.typing.warm),
        AtMost(10),
        p95,
        sizes=made,
    ),
)

INDEXING = (
    Figure(
        "indexing: a whole library",
        "papers/s",
        lambda of: [of.indexed_anew[0]],
        AtLeast(1500),
        sizes=made,
    ),
    Figure(
        "indexing: its peak of memory",
        "MB",
        lambda of: _held([of.indexed_anew[1]]),
        AtMost(1000),
        sizes=made,
    ),
    Figure("indexing: 50 papers more", "s", lambda of: of.changes.adding, AtMost(0.3), sizes=made),
    Figure("a tag", "ms", lambda of: milliseconds(of.changes.tagging), AtMost(5), sizes=made),
    Figure(
        "search after a tag", "ms", lambda of: milliseconds(of.changes.asking_after), sizes=made
    ),
)

LEASTS = {
    **{f"{name}, MRR@10": least for name, least in KNOWN_ITEMS.items()},
    "CISI, nDCG@10": NDCG,
    "CISI, recall@50": RECALL,
}


def _ranked(name: str, of: Subject) -> Sequence[float]:
    return [of.relevance[name]] if name in of.relevance else []


RELEVANCE = tuple(
    Figure(f"relevance: {name}", "", partial(_ranked, name), AtLeast(least), sizes=small)
    for name, least in LEASTS.items()
)

FIGURES = (*START, *USE, *SEARCH, *TYPING, *INDEXING, *RELEVANCE)
