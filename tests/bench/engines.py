"""The engines of one size, asked the same in turns."""

from __future__ import annotations

import sqlite3
import time
from contextlib import ExitStack
from functools import cached_property
from importlib.metadata import version
from typing import TYPE_CHECKING

from index.library import Library
from index.paths import places
from index.query.question import Question, Sort
from tests.bench.made import dated_papers, kept
from tests.bench.sought import LIMIT

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.bench.sought import Engine, Sought

OURS = "Paperdeck"
RUNS = 40
SECONDS = 1.5  # for the runs of one engine on one query
LONG = 5.0  # seconds of a first run that is enough to know
STOCK_LARGEST = 10_000  # papers; Whoosh's own writer takes minutes for more
ALIKE = 0.02  # of the papers that one engine finds, another may find so many fewer


class Ours:
    """The library itself: from the question as typed to the ids of the first papers."""

    name = OURS

    def __init__(self, home: Path) -> None:
        self.library = Library.open(places(home))

    def asked(self, sought: Sought) -> Callable[[], object] | None:
        question = _question(sought)
        return lambda: self.library.answer(question).ids[:LIMIT]

    def count(self, sought: Sought) -> int:
        return len(self.library.answer(_question(sought)).ids)

    def close(self) -> None:
        self.library.close()


def _question(sought: Sought) -> Question:
    sort = Sort.NEW if sought.by_day else None
    return Question(sought.text, sort=sort, typing=bool(sought.prefix))


class Engines:
    """Paperdeck on the library at `home`, and its peers on the same papers."""

    def __init__(self, home: Path, size: int, *, with_peers: bool) -> None:
        self._home = home
        self._size = size
        self._with_peers = with_peers
        self._files = ExitStack()
        self._runs: dict[Sought, dict[str, list[float]]] = {}

    def close(self) -> None:
        """Let go of all files."""
        self._files.close()

    def times(self, sought: Sought) -> dict[str, list[float]]:
        """Seconds of each engine's runs, warm and in turns, by its name."""
        return {name: runs[1:] or runs for name, runs in self._measured(sought).items()}

    def first(self, sought: Sought) -> float:
        """Seconds that Paperdeck took when it was asked this for the first time."""
        return self._measured(sought)[OURS][0]

    def _measured(self, sought: Sought) -> dict[str, list[float]]:
        if sought not in self._runs:
            self._runs[sought] = _in_turns(self._opened, sought)
        return self._runs[sought]

    def unlike(self, sought: Sought) -> str:
        """What each engine finds, where they do not find about the same; else nothing."""
        counts = {
            name: engine.count(sought)
            for name, engine in self._opened.items()
            if name != "Whoosh" and engine.asked(sought)
        }  # Whoosh counts in many seconds
        if min(counts.values()) >= max(counts.values()) * (1 - ALIKE):
            return ""
        return ", ".join(f"{name} finds {count:,}" for name, count in counts.items())

    @cached_property
    def _opened(self) -> dict[str, Engine]:
        engines: list[Engine] = [Ours(self._home)]
        if self._with_peers:
            engines += _peers(self._home, self._size)
        for engine in engines:
            self._files.callback(engine.close)
        return {engine.name: engine for engine in engines}


def _peers(home: Path, size: int) -> list[Engine]:
    """The peers, each over its own index of the papers."""
    from tests.bench.peers import fts5, tantivy

    table = kept(
        f"fts5-{size}",
        sqlite3.sqlite_version,
        ("peers/fts5.py",),
        lambda folder: fts5.build(folder, dated_papers(size)),
    )
    rust = kept(
        f"tantivy-{size}",
        version("tantivy"),
        ("peers/tantivy.py",),
        lambda folder: tantivy.build(folder, dated_papers(size)),
    )
    return [tantivy.Tantivy(rust), fts5.Fts5(table), _whoosh(home, size)]


def _whoosh(home: Path, size: int) -> Engine:
    """Stock Whoosh, over an index that its own writer wrote unless that takes minutes."""
    from index.search.stems import term
    from tests.bench.peers import whoosh

    if size > STOCK_LARGEST:
        (ours,) = (home / "cache").glob("index-*")
        return whoosh.Whoosh(ours, term)
    stock = kept(
        f"whoosh-{size}",
        version("whoosh"),
        ("peers/whoosh.py",),
        lambda folder: whoosh.build(folder, dated_papers(size)),
    )
    return whoosh.Whoosh(stock / whoosh.FOLDER)


def _in_turns(engines: dict[str, Engine], sought: Sought) -> dict[str, list[float]]:
    asked = {name: engine.asked(sought) for name, engine in engines.items()}
    calls = {name: call for name, call in asked.items() if call is not None}
    runs: dict[str, list[float]] = {name: [_seconds(call)] for name, call in calls.items()}
    for _ in range(RUNS):
        for name, call in calls.items():
            first, *later = runs[name]
            if first < LONG and sum(later) < SECONDS:
                runs[name].append(_seconds(call))
    return runs


def _seconds(call: Callable[[], object]) -> float:
    began = time.perf_counter()
    call()
    return time.perf_counter() - began
