"""A library with very many papers and tags answers keys as a small one does.

Keys are timed in a small and in the large library in turns, on the same machine in the same minute,
and the medians are compared: what waits for all papers, or for all tags, is tens of times slower.
"""

from __future__ import annotations

import shutil
import statistics
from typing import TYPE_CHECKING

import pytest

from index.library import Library
from index.paths import places
from index.query.question import Question
from tests.bench.program import READER
from tests.bench.pty_program import PtyProgram
from tests.faults.person import DOWN, ENTER, ESCAPE, PAGE_DOWN, SHIFT_TAB
from tests.faults.sizes import IS_LARGE, times
from tests.faults.tagged import fill, tagged_library
from tests.faults.tally import TALLY
from tests.network import CHILDREN

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

FEW, FEW_TAGS = 300, 60
PAPERS, TAGS = times(small=2_000, large=100_000), times(small=1_000, large=20_000)
ROUNDS = times(small=5, large=7)
MORE = 3.0
"""So many times as long may a key's answer take: noise, and twice the lines to look through."""
ROOM = 0.02
"""Seconds that are no matter: what one long turn of another process takes."""

KEYS: dict[str, tuple[Sequence[str], str, Sequence[str]]] = {
    "walk the list": (("gg",), "j", ()),
    "a page of the list": (("gg",), PAGE_DOWN, ()),
    "bookmark": ((), "b", ("u",)),
    "to the library pane": ((), SHIFT_TAB, (ESCAPE,)),
    "walk the library pane": ((SHIFT_TAB, "gg"), "j", (ESCAPE,)),
    "a page of the library pane": ((SHIFT_TAB, "gg"), PAGE_DOWN, (ESCAPE,)),
    "open the tags": ((), "T", (ESCAPE,)),
    "narrow the tags": (("T",), "z", (ESCAPE,)),
    "walk the tags": (("T",), DOWN, (ESCAPE,)),
    "open the tag editor": ((), "t", (ESCAPE,)),
    "type a tag": (("t",), "z", (ESCAPE,)),
    "type a tag in a query": (("/", "tag:"), "z", (ENTER, "\\")),
    "ask for a tag": (("/", "tag:to-rea"), "d", (ENTER, "\\")),
    "ask for the tagged": (("/", "is:tagge"), "d", (ENTER, "\\")),
    "ask for the untagged": (("/", "-tag:"), "*", (ENTER, "\\")),
}
"""What is pressed before, the key that is timed, and what leads back to the list."""


@pytest.fixture(scope="module")
def homes(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A small library and the large one, to do with as one likes."""
    folder = tmp_path_factory.mktemp("libraries")
    small, large = folder / "small", folder / "large"
    fill(small, FEW, FEW_TAGS)
    if IS_LARGE:
        shutil.copytree(tagged_library(PAPERS, TAGS), large)
    else:
        fill(large, PAPERS, TAGS)
    return small, large


@pytest.mark.terminal
def test_a_key_is_answered_in_a_large_library_as_in_a_small_one(homes: tuple[Path, Path]) -> None:
    took: dict[str, tuple[list[float], list[float]]] = {}
    with _reader(homes[0]) as small, _reader(homes[1]) as large:
        for each in (small, large):
            each.settle(1.0)
            each.rest()
        for what, keys in KEYS.items():
            took[what] = ([], [])
            for _ in range(ROUNDS):
                for side, program in enumerate((small, large)):
                    took[what][side].extend(_timed(program, *keys))
    slow = []
    for what, (of_small, of_large) in took.items():
        assert min(len(of_small), len(of_large)) > ROUNDS // 2, f"{what}: nothing was painted"
        usual, now = statistics.median(of_small), statistics.median(of_large)
        print(f"{what:<28} {usual * 1e3:7.1f} ms {now * 1e3:7.1f} ms  {now / usual:5.1f}")
        TALLY.made("kind of key compared with a large library", lost=0)
        if now > MORE * usual and now - usual > ROOM:
            slow.append(what)
    assert not slow


@pytest.mark.terminal
def test_one_reads_on_while_a_change_of_every_tagged_paper_is_taken_back(
    homes: tuple[Path, Path],
) -> None:
    home = homes[1]
    with Library.open(places(home)) as library:
        tagged = tuple(library.answer(Question("is:tagged")).ids)
        changed = library.retag(tagged, add=["all-of-them"])
        assert changed == len(tagged)
    with _reader(home) as program:
        program.settle(1.0)
        program.rest()
        usual = [_struck(program, "j") for _ in range(20)]
        program.strike("u")
        waits = [_struck(program, "j") for _ in range(20)]
        program.wait_for("Undone", 120)
    assert statistics.median(waits) < MORE * statistics.median(usual) + ROOM
    with Library.open(places(home)) as library:
        assert "all-of-them" not in {tag.name for tag in library.tags()}


def _timed(
    program: PtyProgram, before: Sequence[str], key: str, after: Sequence[str]
) -> Iterator[float]:
    for each in before:
        program.strike(each)
        program.settle(0.2)
    painted = program.strike(key, 2.0)
    if painted is not None:  # else the cursor was at an end
        yield painted
    program.settle(0.15)
    for each in after:
        program.strike(each)
        program.settle(0.25)


def _struck(program: PtyProgram, key: str) -> float:
    painted = program.strike(key, 10.0)
    assert painted is not None, f"nothing was painted for {key!r}"
    return painted


def _reader(home: Path) -> PtyProgram:
    places(home).session.unlink(missing_ok=True)
    environment = {"PYTHONPATH": CHILDREN, "PAPERDECK_HOME": str(home), "BROWSER": "true"}
    return PtyProgram(READER, env=environment)
