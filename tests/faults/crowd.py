"""Several at work on one library at once: commands in loops, readers at their keys."""

from __future__ import annotations

import re
import threading
import time
from collections import Counter
from dataclasses import dataclass, field
from random import Random
from typing import TYPE_CHECKING

from tests.command_line import CommandLine, saved_page
from tests.faults.work import papers_of, word
from tests.launching import escape

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from tests.terminal import Tmux

HINTS = ("", "To undo this, press u in the reader.\n")
WORRIES = ("wrong", "cannot", "could not", "damaged", "broken", "program is writing", "out of step")
WORRIES += ("gone", "Traceback", "paperdeck reindex", "stopped", "without the index")
NEW_PAGES_FROM = 1000


@dataclass
class Said:
    """What those at work were told is done, by the words that the journal has for it."""

    done: Counter[str] = field(default_factory=Counter)
    undone: Counter[str] = field(default_factory=Counter)
    redone: Counter[str] = field(default_factory=Counter)
    pages: list[int] = field(default_factory=list)
    searches: list[str] = field(default_factory=list)
    runs: int = 0
    problems: list[str] = field(default_factory=list)

    def holds(self, words: str) -> bool:
        """Whether this is to be seen in the library, after all that was undone and redone."""
        return self.done[words] - self.undone[words] + self.redone[words] > 0


class Papers:
    """Gives papers out, each once, so that no two at work mean the same."""

    def __init__(self, ids: dict[str, str]) -> None:
        self._ids = iter(ids.items())
        self._guard = threading.Lock()

    def next(self) -> tuple[str, str]:
        """A title and its id."""
        with self._guard:
            return next(self._ids)


class CommandLoop(threading.Thread):
    """Runs one `paperdeck` after the other, until it is told to stop."""

    def __init__(self, number: int, home: Path, papers: Papers, said: Said) -> None:
        super().__init__()
        self._number, self._papers, self._said = number, papers, said
        self._paperdeck, self._folder = CommandLine(home), home.parent
        self._random = Random(number)
        self._count = 0
        self.stops = threading.Event()

    def run(self) -> None:
        while not self.stops.is_set():
            self._count += 1
            kind = self._random.choice(("add", "tag", "bookmark", "note", "saved", "search"))
            argv, note = getattr(self, f"_{kind}")()
            ended = self._paperdeck(*argv)
            self._said.runs += 1
            if ended.code != 0 or ended.err not in HINTS:
                self._said.problems.append(f"{argv}: {ended.code} {ended.err}")
            note()

    def _add(self) -> tuple[list[str], Callable[[], None]]:
        number = NEW_PAGES_FROM + self._number * 300 + self._count
        file = self._folder / f"page-{number}.txt"
        page = saved_page(*papers_of(number, gaps=False)[:4], day="Sep 3")
        file.write_text(page, encoding="utf-8")
        return ["add", str(file)], lambda: self._said.pages.append(number)

    def _tag(self) -> tuple[list[str], Callable[[], None]]:
        (title, paper), tag = self._papers.next(), f"tag-{self._number}-{self._count}"
        return ["tag", "--id", paper, "--add", tag], self._noting(f"tag {tag} on “{title}”")

    def _bookmark(self) -> tuple[list[str], Callable[[], None]]:
        title, paper = self._papers.next()
        return ["bookmark", "--id", paper], self._noting(f"bookmark on “{title}”")

    def _note(self) -> tuple[list[str], Callable[[], None]]:
        title, paper = self._papers.next()
        return ["note", paper, f"on {title}"], self._noting(f"note on “{title}”")

    def _saved(self) -> tuple[list[str], Callable[[], None]]:
        name = f"saved-{self._number}-{self._count}"
        return ["saved", name, "tree"], lambda: self._said.searches.append(name)

    def _search(self) -> tuple[list[str], Callable[[], None]]:
        return ["search", word(self._random.randrange(20), 1)], lambda: None

    def _noting(self, words: str) -> Callable[[], None]:
        return lambda: self._said.done.update([words])


class AtKeys:
    """Someone at a reader's keys."""

    def __init__(self, name: str, tmux: Tmux, papers: Papers, said: Said, random: Random) -> None:
        self._name, self._tmux, self._papers = name, tmux, papers
        self._said, self._random, self._count = said, random, 0

    def do_something(self) -> None:
        """One piece of work; it ends when the screen says that it is done."""
        self._count += 1
        self._random.choice((self._bookmark, self._tag, self._undo, self._look_around))()

    def _find(self) -> str:
        """Search for a paper by its own word, until the cursor is on it; its title."""
        title, _ = self._papers.next()
        self._tmux.type("/")
        self._tmux.wait_for("Enter to the results")
        self._tmux.type(f"{title.split()[2].lower()}\r")
        self._tmux.wait_for(lambda s: f"▌  {title}" in s and re.search(r" 1 of [\d,]+", s))
        return title

    def _leave_search(self) -> None:
        self._tmux.type("\\")
        self._tmux.wait_for("newest first")

    def _bookmark(self) -> None:
        title = self._find()
        self._tmux.keys("b")
        self._tmux.wait_for("Bookmarked.")
        self._said.done.update([f"bookmark on “{title}”"])
        self._leave_search()

    def _tag(self) -> None:
        title, tag = self._find(), f"key-{self._name}-{self._count}"
        self._tmux.keys("t")
        self._tmux.wait_for("a tag, or several")
        self._tmux.type(f"{tag}\r")
        self._tmux.wait_for(f"✓ #{tag}")
        self._said.done.update([f"tag {tag} on “{title}”"])
        escape(self._tmux)
        self._tmux.wait_for(lambda screen: "✓ #" not in screen)
        self._leave_search()

    def _undo(self) -> None:
        if words := self._turned("u", "Undone"):
            self._said.undone.update([words])
            if self._random.random() < 0.4 and (again := self._turned("C-r", "Done again")):
                self._said.redone.update([again])

    def _turned(self, key: str, told: str) -> str | None:
        self._tmux.type("j")  # past what was told before
        self._tmux.wait_for(lambda screen: told not in screen and "nothing to" not in screen)
        self._tmux.keys(key)
        screen = self._tmux.wait_for(lambda s: f"{told}: " in s or "nothing to" in s)
        found = re.search(rf"{told}: (.*?”)\.", screen)
        assert found or "nothing to" in screen, screen
        return found[1] if found else None

    def _look_around(self) -> None:
        self._tmux.type("/tree reader")
        self._tmux.wait_for("/ tree reader")
        self._tmux.type("\rjjk")
        self._tmux.wait_for("best match first")
        self._leave_search()


def worries_on(screen: str) -> Iterator[str]:
    """The lines of a screen that tell of a problem."""
    for line in screen.splitlines():
        if any(worry in line for worry in WORRIES):
            yield line


class Watch(threading.Thread):
    """Looks at the readers' screens all the time: for problems, and how many papers they show."""

    def __init__(self, readers: Iterable[Tmux], said: Said) -> None:
        super().__init__()
        self._readers, self._said = list(readers), said
        self._awaited: list[tuple[int, float, set[int]]] = []  # papers, since when, seen by
        self.delays: list[float] = []
        self.stops = threading.Event()

    def expect(self, papers: int) -> None:
        """From this moment on the library holds so many papers, or more."""
        self._awaited.append((papers, time.monotonic(), set()))

    @property
    def still_awaited(self) -> int:
        """How many numbers of papers some reader has not shown yet."""
        return sum(len(seen_by) < len(self._readers) for _, _, seen_by in self._awaited)

    def run(self) -> None:
        while not self.stops.is_set():
            for number, tmux in enumerate(self._readers):
                screen = tmux.screen()
                self._said.problems.extend(worries_on(screen))
                if found := re.search(r"All +([\d,]+)", screen):
                    self._see(number, int(found[1].replace(",", "")))

    def _see(self, reader: int, papers: int) -> None:
        for wanted, since, seen_by in self._awaited:
            if papers >= wanted and reader not in seen_by:
                seen_by.add(reader)
                self.delays.append(time.monotonic() - since)
