"""What is measured: a library of one size, and everything over it, each opened once."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from tests.bench.engines import Engines
from tests.bench.indexing import Changes, index_anew
from tests.bench.keystrokes import Typing
from tests.bench.made import made_library
from tests.bench.program import Program
from tests.bench.sample_pages import sample_pages
from tests.relevance.figures import figures

if TYPE_CHECKING:
    from pathlib import Path

THREE_PAGES = 292
"""The size of the library of the three sample pages; every other size is of made papers."""
LARGEST_OF_PEERS = 100_000  # more would have the peers take hours
ADDS = 7


class Subject:
    """A library of so many papers; `folder` is for what need not be kept."""

    def __init__(self, size: int, folder: Path) -> None:
        self.size = size
        self._folder = folder
        folder.mkdir(parents=True)

    def close(self) -> None:
        """Let go of all files."""
        if "engines" in self.__dict__:
            self.engines.close()

    @cached_property
    def home(self) -> Path:
        """Where the library lives. Made ones are kept from run to run: only to be read."""
        if self.size != THREE_PAGES:
            return made_library(self.size)
        home = self._folder / "library"
        Program(home).add_anew(home, self._pages)
        return home

    @cached_property
    def program(self) -> Program:
        """The reader over it."""
        return Program(self.home)

    @cached_property
    def engines(self) -> Engines:
        """Paperdeck's search over it, and its peers."""
        return Engines(self.home, self.size, with_peers=self.size <= LARGEST_OF_PEERS)

    @cached_property
    def typing(self) -> Typing:
        """A thousand keystrokes."""
        return Typing(self.home)

    @cached_property
    def changes(self) -> Changes:
        """Small changes to a copy of it."""
        return Changes(self.home, self._folder)

    @cached_property
    def indexed_anew(self) -> tuple[float, float]:
        """Papers a second into a new index, and the peak of memory in bytes."""
        return index_anew(self.home, self._folder)

    @cached_property
    def adding(self) -> list[float]:
        """Seconds that `paperdeck add` takes for the three pages, each time into a new library."""
        homes = [self._folder / f"added-{number}" for number in range(ADDS)]
        return [Program(home).add_anew(home, self._pages) for home in homes]

    @cached_property
    def relevance(self) -> dict[str, float]:
        """How well search ranks, by the figure's name; none where what was judged is not here."""
        folder = self._folder / "relevance"
        folder.mkdir()
        return {figure.name: figure.measured for figure in figures(folder)}

    @cached_property
    def _pages(self) -> list[str]:
        folder = self._folder / "pages"
        folder.mkdir()
        return [str(page) for page in sample_pages(folder)]
