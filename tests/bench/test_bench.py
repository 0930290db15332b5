"""What is measured is what it is taken for."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest

from index.pages.page import Fate
from index.pages.reading import read_page
from index.paper import paper_id
from tests.bench.figure import AsFast, AtMost, Figure, p95
from tests.bench.pty_program import PtyProgram
from tests.bench.sample_pages import make_pages
from tests.bench.subject import THREE_PAGES
from tests.bench.table import Measured

if TYPE_CHECKING:
    from pathlib import Path

PAINTER = r"""
import os, termios, tty
tty.setraw(0)
os.write(1, b"\x1b[?2026$p")
assert os.read(0, 100) == b"\x1b[?2026;2$y"
os.write(1, b"ready")
os.read(0, 1)
for shown in (b"9 of 9", b"\x1b[1m4 of\x1b[0m 9", b"4 of 9, and more"):
    os.write(1, b"\x1b[?2026h" + shown + b"\x1b[?2026l")
    termios.tcdrain(1)
os.read(0, 1)
"""


ECHO = r"""
import os, time, tty
tty.setraw(0)
os.write(1, b"\x1b[?2026$p")
os.read(0, 100)
os.write(1, b"ready")
typed = b""
while True:
    typed += os.read(0, 1)
    if typed != b"gr":
        os.write(1, b"\x1b[?2026h / " + typed + b"  3 of 9\x1b[?2026l")
"""


def test_the_made_pages_are_as_large_as_the_real_ones(tmp_path: Path) -> None:
    pages = [read_page(file.read_text(), file.name) for file in make_pages(tmp_path)]
    titles = [listing.title for page in pages for listing in page.listings]
    assert len(titles) == 317
    assert len({paper_id(title) for title in titles}) == 292
    assert sum(page.count(Fate.NOT_UNDERSTOOD) for page in pages) == 0


@pytest.mark.terminal
def test_a_key_press_is_timed_to_the_frame_that_shows_the_result() -> None:
    with PtyProgram([sys.executable, "-c", PAINTER]) as program:
        assert program.wait_for("ready") > 0
        painted = program.press("x")
        assert [frame.text for frame in painted.frames] == ["9 of 9", "4 of 9", "4 of 9, and more"]
        assert painted.size == 3 * 16 + len("9 of 9" + "4 of 9" + "4 of 9, and more") + 8
        assert painted.settled(r"\d of \d") == painted.frames[1].ended
        assert painted.settled("nothing") == painted.last
        assert (program.memory() or 1) > 0


@pytest.mark.terminal
def test_a_key_typed_fast_is_timed_to_the_frame_that_shows_all_that_was_typed() -> None:
    with PtyProgram([sys.executable, "-c", ECHO]) as program:
        program.wait_for("ready")
        shown = program.type("gra", every=0.3)
    first, second, third = (seconds or -1 for seconds in shown)
    assert min(first, third) > 0
    assert second > third  # it was shown with the third key only


LATE = Figure("typed key", "ms", lambda of: (), AtMost(50), p95, small_bound=AtMost(40))


def columns(measured: Measured, *sizes: int) -> str:
    return " ".join(measured.line(sizes).split())


def test_a_figure_beyond_its_bound_is_told_apart() -> None:
    late = Measured(LATE, {1_000: range(1, 101)})
    assert not late.is_within
    assert (
        columns(late, 1_000)
        == "typed key, ms 95! p95 ≤ 50 (≤ 40) BEYOND median 50 · max 100 of 100"
    )
    assert Measured(LATE, {1_000: range(50)}).is_within


def test_the_bound_counts_over_the_largest_library_and_the_small_one() -> None:
    assert Measured(LATE, {THREE_PAGES: [30], 1_000: [60], 10_000: [50]}).is_within
    assert not Measured(LATE, {THREE_PAGES: [45], 1_000: [50]}).is_within
    assert columns(Measured(LATE, {1_000_000: [60]}), 1_000_000) == "typed key, ms 60"


def test_what_a_system_does_not_tell_is_within_its_bound() -> None:
    untold = Measured(LATE, {1_000: []})
    assert untold.is_within
    assert untold.line([1_000]).endswith("not told by this system")


def test_a_query_is_held_to_the_peers_of_the_same_run() -> None:
    query = Figure("query", "ms", lambda of: (), AsFast(3, "one", 2, "slow", 0.05, 20))

    def measured(ours: float, one: float, slow: float) -> Measured:
        return Measured(query, {1_000: [ours]}, {"one": [one], "slow": [slow]})

    assert measured(3, 0.1, 60).is_within
    assert measured(8, 4, 160).is_within
    assert not measured(8.1, 4, 200).is_within
    assert not measured(3, 4, 59).is_within
    assert measured(3, 4, 20).is_within
    assert (
        columns(measured(2, 1, 60), 1_000)
        == "query, ms 2.00 ≤ 3|2 one, slow/20 ok one 1.00 ×0.50 · slow 60 ×30"
    )


def test_engines_that_find_other_papers_are_not_compared() -> None:
    query = Figure("query", "ms", lambda of: (), AtMost(3))
    unlike = Measured(query, {1_000: [1]}, {"one": [2]}, unlike="Paperdeck finds 3, one finds 9")
    assert not unlike.is_within
    assert unlike.line([1_000]).endswith("BEYOND NOT ALIKE: Paperdeck finds 3, one finds 9")
