"""The reader being measured: each measurement is taken once, when it is first asked for."""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
import time
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from tests.bench.pty_program import PtyProgram
from tests.bench.sample_pages import sample_pages
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
ADDS, STARTS, SEARCHES = 7, 15, 15
MOVES = 15  # fewer than there are papers on the screen


class Subject:
    """A library of the three pages in `folder`, and the reader on it."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._pages = [str(page) for page in sample_pages(folder)]
        self._environment = clean_environment(PYTHONPATH=str(ROOT))

    @cached_property
    def adding(self) -> list[float]:
        """Seconds that `paperdeck add` takes for the three pages, each time into a new library."""
        homes = [self._folder / f"added-{number}" for number in range(ADDS)]
        return [self._wall("--home", str(home), "add", *self._pages) for home in homes]

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
        return self._use[0]

    @property
    def scrolls(self) -> list[Painted]:
        """The list's cursor, moved on where the list has to scroll."""
        return self._use[1]

    @property
    def typed(self) -> list[Painted]:
        """Queries typed into the search box, key by key."""
        return self._use[2]

    @property
    def memory(self) -> list[float]:
        """Bytes the reader holds after all of that; empty where the system does not tell."""
        return self._use[3]

    @cached_property
    def searching(self) -> list[float]:
        """Seconds that `paperdeck search` takes as a process."""
        home = str(self._library)
        return [self._wall("--home", home, "search", QUERIES[0]) for _ in range(SEARCHES)]

    @property
    def textual_modules(self) -> list[float]:
        """How many modules of Textual `paperdeck search` imports."""
        search = ("-X", "importtime", "-m", "reader", "search", QUERIES[0], "--limit", "1")
        imported = self._run((sys.executable, *search), PAPERDECK_HOME=str(self._library)).stderr
        names = [line.rpartition("|")[2].strip() for line in imported.splitlines()]
        return [sum(name.split(".")[0] in ("textual", "rich") for name in names)]

    @cached_property
    def _library(self) -> Path:
        home = self._folder / "library"
        self._run((*READER, "--home", str(home), "add", *self._pages))
        return home

    @cached_property
    def _second_title(self) -> str:
        """The title of the second paper shown: the first one's is in the detail pane as well."""
        asked = ("--home", str(self._library), "search", "", "--limit", "2", "--format", "json")
        papers = json.loads(self._run((*READER, *asked)).stdout)["papers"]
        return str(papers[1]["title"])

    @cached_property
    def _use(self) -> tuple[list[Painted], list[Painted], list[Painted], list[float]]:
        """One long use of the reader: moves, scrolls, typing, and the memory it then holds."""
        with self._open_reader() as program:
            program.wait_for(self._second_title[:LIST_START])
            program.settle()
            moves = list(_press(program, ("j" * MOVES + "k" * MOVES) * 2))
            list(_press(program, "j" * MOVES * 2))
            scrolls = list(_press(program, "j" * MOVES * 2))
            typed = []
            program.press("/")
            for query in QUERIES:
                typed += list(_press(program, query))
                program.press(CLEAR)
            held = program.memory()
        return moves, scrolls, typed, [] if held is None else [float(held)]

    def _open_reader(self) -> PtyProgram:
        return PtyProgram(READER, env={**self._environment, "PAPERDECK_HOME": str(self._library)})

    def _wall(self, *arguments: str) -> float:
        began = time.perf_counter()
        self._run((*READER, *arguments))
        return time.perf_counter() - began

    def _run(self, argv: Sequence[str], **env: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            argv,
            env={**self._environment, **env},
            cwd=self._folder,
            capture_output=True,
            text=True,
            timeout=60,
            check=True,
        )


def _press(program: PtyProgram, keys: str) -> Iterator[Painted]:
    return (program.press(key) for key in keys)
