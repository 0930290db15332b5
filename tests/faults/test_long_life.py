"""Eight hours of use in fast motion: the reader stays as light and as quick as it was.

Quick is measured against a reader that has just been started over a copy of the same library: the
same keys are pressed at both in turns, so that whatever slows the machine slows both. It counts as
slower where its 95th percentile lies a quarter above the young one's and more than 99.9 % of the
ways in which old and young could be swapped, pair by pair, give a smaller difference.
"""

from __future__ import annotations

import random
import shutil
import statistics
import sys
from itertools import islice
from typing import TYPE_CHECKING

import pytest

from index.library import Library
from index.paths import places
from index.query.question import Question
from reader.app import RESTS_AFTER
from tests.bench.corpus import papers
from tests.bench.program import READER
from tests.bench.pty_program import PtyProgram
from tests.command_line import CommandLine, saved_page
from tests.faults.holding import Holding, holding
from tests.faults.person import Person
from tests.faults.sizes import times
from tests.faults.tagged import fill
from tests.faults.tally import TALLY
from tests.network import CHILDREN

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from index.paths import Places

KEYS = times(small=900, large=50_000)
WARM_UP = times(small=500, large=10_000)
"""Keys until all that is kept for a while is kept: modules, drawn lines, remembered answers."""
PARTS = times(small=9, large=10)
"""Of a run: after each it is said how it went."""
COMPARED = times(small=120, large=2_000)
"""Bursts of keys that are pressed at the old reader and at a young one."""
PAPERS, TAGS = 600, 100
SEED = 20261126
MORE_MEMORY = 1.10
SLOWER = 1.25
SWAPS = 2_000
LOG_MAY_HOLD = 8_000_000
"""Bytes of the write-ahead log: SQLite goes back to its start after 4 MB, once nobody reads."""
SEGMENTS_MAY_HOLD = 60
"""Files of the index: a few small segments are joined into one as more come."""
OTHERS_EVERY = 500
"""Keys between two changes that another process makes: in the warm-up the index is joined, too."""
AT_ONCE = times(small=6, large=12)
"""Keys that may come in one burst."""
SIZES = ((120, 40), (80, 24), (160, 50), (60, 16))
POOL = 6
"""Threads that may come for long work; each keeps one connection to the library."""


class Use:
    """One reader, used by one person, while other processes add pages and tags now and then."""

    def __init__(self, home: Path, program: PtyProgram, seed: int) -> None:
        self.home = places(home)
        self.program = program
        self._chance = random.Random(seed)
        self._keys = 0
        self._others_at = OTHERS_EVERY // 2
        self.waits: list[float] = []

    def press(self, burst: str) -> float | None:
        """Press some keys once those before are done with; seconds until something was painted."""
        self.program.finish()
        self._keys += 1 if burst.startswith("\x1b") else len(burst)
        painted = self.program.strike(burst, 0.15)
        if painted is not None:
            self.waits.append(painted)
        return painted

    def live(self, bursts: Iterable[str], keys: int) -> None:
        """Press so many keys, with what else happens in the meantime."""
        until = self._keys + keys
        for burst in bursts:
            self.press(burst)
            if self._keys >= self._others_at:
                self._others_at += OTHERS_EVERY
                self._something_else()
            if self._keys >= until:
                return

    def lives_through(self, bursts: Iterable[str], keys: int) -> Holding:
        """Press so many keys, and print how that went; what it holds then."""
        self.waits.clear()
        self.live(bursts, keys)
        held = self.holds()
        usual, late = statistics.median(self.waits) * 1e3, _late(self.waits) * 1e3
        print(f"{self._keys:7,} keys: p50 {usual:.0f} ms, p95 {late:.0f} ms; {held}", flush=True)
        return held

    def _something_else(self) -> None:
        """A page comes by another process, or a tag; the terminal gets another size."""
        run = CommandLine(self.home.data)
        page = self.home.data.parent / "more.txt"
        more = [(p.title, p.abstract) for p in papers(3, seed=self._keys)]
        page.write_text(saved_page(*more, day=f"Sep {1 + self._keys % 28}"), encoding="utf-8")
        for arguments in (("add", str(page)), ("tag", "rank:1", "--add", "first")):
            done = run(*arguments)
            assert done.code == 0, done.err
        self.program.resize(*self._chance.choice(SIZES))

    def holds(self) -> Holding:
        """What it holds while nothing is under way, at its usual size and place."""
        self.program.resize(*SIZES[0])
        self.program.strike("\\")
        self.program.rest(quiet=2 * RESTS_AFTER + 0.2)  # what it gives back at rest has gone back
        return holding(self.program.pid, self.home)


@pytest.mark.terminal
@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells what a process holds")
def test_a_day_of_use_leaves_the_reader_as_light_and_as_quick_as_it_was(tmp_path: Path) -> None:
    home = tmp_path / "home"
    fill(home, PAPERS, TAGS)
    with _reader(home) as program:
        use = Use(home, program, SEED)
        person = _person(home)
        bursts = _bursts(person)
        held = [use.lives_through(bursts, KEYS // PARTS) for _ in range(PARTS)]
        warm, old = held[WARM_UP * PARTS // KEYS - 1], held[-1]
        _check_files(warm, old)
        _check_disk(use.home)
        assert old.anonymous <= warm.anonymous * MORE_MEMORY
        young_home = tmp_path / "young"
        shutil.copytree(home, young_home)
        with _reader(young_home) as young_program:
            young = Use(young_home, young_program, SEED)
            young.live(_once(person), 400)
            _check_quickness(use, young, bursts)
    for _ in range(KEYS):
        TALLY.made("key pressed in a long run")


def _check_files(warm: Holding, old: Holding) -> None:
    assert old.dead_children == 0
    assert "deleted file" not in old.files
    assert set(old.files) <= set(warm.files)
    assert old.threads <= warm.threads + POOL
    by_thread = {"library.db", "library.db-wal", "index"}  # as many as threads, and segments
    for kind in set(old.files) - by_thread:
        assert old.files[kind] <= warm.files[kind], kind
    assert old.files["library.db"] <= POOL + 3
    assert old.files["index"] <= SEGMENTS_MAY_HOLD


def _check_disk(home: Places) -> None:
    assert home.library.with_name("library.db-wal").stat().st_size < LOG_MAY_HOLD
    assert sum(place.is_file() for place in home.cache.rglob("*")) < SEGMENTS_MAY_HOLD


def _check_quickness(old: Use, young: Use, bursts: Iterator[str]) -> None:
    chance = random.Random(SEED)
    pairs = []
    for each in (old, young):
        each.holds()
    for burst in islice(bursts, COMPARED):
        order = [old, young] if chance.random() < 0.5 else [young, old]
        painted = {each: each.press(burst) for each in order}
        if painted[old] is not None and painted[young] is not None:
            pairs.append((painted[old], painted[young]))
    of_old, of_young = (_late([pair[side] for pair in pairs]) for side in (0, 1))
    print(f"p95 of {len(pairs)} keys: old {of_old * 1e3:.1f} ms, young {of_young * 1e3:.1f} ms")
    swapped = sorted(_swapped(pairs, chance) for _ in range(SWAPS))
    is_slower = of_old - of_young > swapped[int(SWAPS * 0.999)] and of_old > SLOWER * of_young
    assert not is_slower, f"p95 {of_old:.4f} s where a young one takes {of_young:.4f} s"


def _swapped(pairs: list[tuple[float, float]], chance: random.Random) -> float:
    """The difference of the two percentiles, had each pair fallen out the one way or the other."""
    mixed = [pair if chance.random() < 0.5 else pair[::-1] for pair in pairs]
    return _late([one for one, _ in mixed]) - _late([other for _, other in mixed])


def _late(seconds: list[float]) -> float:
    return statistics.quantiles(seconds, n=20)[18]


def _reader(home: Path) -> PtyProgram:
    environment = {"PYTHONPATH": CHILDREN, "PAPERDECK_HOME": str(home), "BROWSER": "true"}
    return PtyProgram(READER, *SIZES[0], env=environment)


def _person(home: Path) -> Person:
    """Someone who searches for words of the library's titles, none of them with a q in it."""
    with Library.open(places(home)) as library:
        titles = [row.title for row in library.rows(library.answer(Question()).ids[:200])]
        tags = [tag.name for tag in library.tags()[:30] if "q" not in tag.name]
    words = {word.casefold() for title in titles for word in title.split() if word.isalpha()}
    return Person(SEED, sorted(w for w in words if len(w) > 4 and "q" not in w), tags)


def _bursts(person: Person) -> Iterator[str]:
    """Everything once, then as it comes; a fast hand, or a key held down, gives some at once."""
    yield from _once(person)
    yield from _grouped(person.keys(), random.Random(SEED))


def _once(person: Person) -> Iterator[str]:
    return _grouped(person.each_act_once(), random.Random(SEED))


def _grouped(keys: Iterable[str], chance: random.Random) -> Iterator[str]:
    held = ""
    for key in keys:
        if len(key) > 1 or key in "\x1b\r\t/":
            if held:
                yield held
            held = ""
            yield key
        else:
            held += key
            if len(held) >= chance.randint(1, AT_ONCE):
                yield held
                held = ""
    if held:
        yield held
