"""What is measured is what it is taken for."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest

from index.pages.page import Fate
from index.pages.reading import read_page
from index.paper import paper_id
from tests.bench.__main__ import is_within, line
from tests.bench.figures import Figure, p95
from tests.bench.pty_program import PtyProgram
from tests.bench.sample_pages import make_pages

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


def test_a_figure_beyond_its_bound_is_told_apart() -> None:
    late = Figure("typed key", "ms", lambda reader: (), 50, p95)
    values = range(1, 101)
    assert not is_within(late, values)
    assert " ".join(line(late, values).split()) == "typed key, ms 50 95 100 100 p95 ≤ 50 BEYOND"
    assert is_within(late, [])
    assert line(late, []).endswith("not told by this system")
