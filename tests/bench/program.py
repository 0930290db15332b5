"""The reader itself over one library, on a terminal: each measurement is taken once."""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
import time
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from index.paths import places
from tests.bench.pty_program import PtyProgram
from tests.terminal import clean_environment

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tests.bench.pty_program import Painted

ROOT = Path(__file__).parents[2]
READER = (sys.executable, "-m", "reader")
HELLO = (sys.executable, "-m", "tests.bench.hello")
QUERIES = ("graph attention", "neural networks", "symbolic regression", "time series", "trees code")
CLEAR = "\x15"  # ctrl+u empties the search box
LIST_START = 16  # characters of a title that are on the screen however narrow its list
STARTS, SEARCHES = 15, 15
FAST = 0.08  # seconds between two keys of a fast hand
MOVES = 15  # fewer than there are papers on the screen


@dataclass(frozen=True, slots=True)
class _Use:
    """What one long use of the reader gave."""

    moves: list[Painted]
    scrolls: list[Painted]
    typed: list[Painted]
    echoes: list[float | None]
    at_rest: list[float]
    after_use: list[float]


class Program:
    """The reader and its subcommands over the library at `home`."""

    def __init__(self, home: Path) -> None:
        self._home = home
        # As installed: with its bytecode kept, whatever whoever measures has set.
        self._environment = clean_environment(PYTHONPATH=str(ROOT), PYTHONDONTWRITEBYTECODE="")

    @cached_property
    def starts(self) -> tuple[list[float], list[float]]:
        """Seconds to the first painted list, and to a hello world: runs of each, in turns."""
        reader, hello = [], []
        shown = self._second_title[:LIST_START]
        for _ in range(STARTS):
            with self._open_reader() as program:
                reader.append(program.wait_for(shown))
            with PtyProgram(HELLO, env=self._environment) as program:
                hello.append(program.wait_for("Hello, world"))
        return reader, hello

    @property
    def start_ratio(self) -> list[float]:
        """How many hello worlds long the reader's start is, by their medians."""
        reader, hello = self.starts
        return [statistics.median(reader) / statistics.median(hello)]

    @property
    def moves(self) -> list[Painted]:
        """The list's cursor, moved within what is on the screen."""
        return self._use.moves

    @property
    def scrolls(self) -> list[Painted]:
        """The list's cursor, moved on where the list has to scroll."""
        return self._use.scrolls

    @property
    def typed(self) -> list[Painted]:
        """Queries typed into the search box, key by key."""
        return self._use.typed

    @property
    def echoes(self) -> list[float | None]:
        """Seconds until each key was shown, of queries typed fast: the search is still at work."""
        return self._use.echoes

    @property
    def memory_at_rest(self) -> list[float]:
        """Bytes the reader holds once started and warm; empty where the system does not tell."""
        return self._use.at_rest

    @property
    def memory_after_use(self) -> list[float]:
        """Bytes it holds after moving and typing."""
        return self._use.after_use

    @cached_property
    def searching(self) -> list[float]:
        """Seconds that `paperdeck search` takes as a process."""
        return [self._search_once() for _ in range(SEARCHES)]

    @property
    def textual_modules(self) -> list[float]:
        """How many modules of Textual `paperdeck search` imports."""
        search = ("-X", "importtime", "-m", "reader", "search", QUERIES[0], "--limit", "1")
        imported = self._run((sys.executable, *search), PAPERDECK_HOME=str(self._home)).stderr
        names = [line.rpartition("|")[2].strip() for line in imported.splitlines()]
        return [sum(name.split(".")[0] in ("textual", "rich") for name in names)]

    def add_anew(self, home: Path, pages: Sequence[str]) -> float:
        """Seconds that `paperdeck add` takes for these pages into a new library at `home`."""
        return self._wall("--home", str(home), "add", *pages)

    def _search_once(self) -> float:
        return self._wall("--home", str(self._home), "search", QUERIES[1], "--limit", "50")

    @cached_property
    def _second_title(self) -> str:
        """The title of the second paper shown: the first one's is in the detail pane as well."""
        asked = ("--home", str(self._home), "search", "", "--limit", "2", "--format", "json")
        papers = json.loads(self._run((*READER, *asked)).stdout)["papers"]
        return str(papers[1]["title"])

    @cached_property
    def _use(
        self,
    ) -> _Use:
        """One long use of the reader: moves, scrolls, typing, and the memory it then holds."""
        with self._open_reader() as program:
            program.wait_for(self._second_title[:LIST_START])
            program.settle()
            program.rest()
            at_rest = program.memory()
            moves = list(_press(program, ("j" * MOVES + "k" * MOVES) * 2))
            list(_press(program, "j" * MOVES * 2))
            scrolls = list(_press(program, "j" * MOVES * 2))
            typed = []
            program.press("/")
            for query in QUERIES:
                typed += list(_press(program, query))
                program.press(CLEAR)
            echoes = []
            for query in QUERIES:
                echoes += program.type(query, FAST)
                program.settle()
                program.press(CLEAR)
            after_use = program.memory()
        return _Use(moves, scrolls, typed, echoes, _told(at_rest), _told(after_use))

    def _open_reader(self) -> PtyProgram:
        """The reader at the top of its list, wherever it was left."""
        places(self._home).session.unlink(missing_ok=True)
        return PtyProgram(READER, env={**self._environment, "PAPERDECK_HOME": str(self._home)})

    def _wall(self, *arguments: str) -> float:
        began = time.perf_counter()
        self._run((*READER, *arguments))
        return time.perf_counter() - began

    def _run(self, argv: Sequence[str], **env: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            argv,
            env={**self._environment, **env},
            cwd=ROOT,
            capture_output=True,
            text=True,
            timeout=60,
            check=True,
        )


def _told(held: int | None) -> list[float]:
    return [] if held is None else [float(held)]


def _press(program: PtyProgram, keys: str) -> Iterator[Painted]:
    return (program.press(key) for key in keys)
