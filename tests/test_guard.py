"""The last door before the terminal: what steers it goes, and nothing beside it moves."""

from __future__ import annotations

import pytest
from rich.cells import cell_len
from rich.segment import ControlType, Segment
from textual.color import Color

from index.text import UNSEEN
from reader.guard import Guard
from tests.faults.hostile_texts import ACTING, LOOKS_LIKE, harm_in

BLACK = Color.parse("black")


def guarded(*segments: Segment) -> list[Segment]:
    return Guard().apply([*segments], BLACK)


@pytest.mark.parametrize("text", ACTING.values(), ids=ACTING)
def test_nothing_that_acts_passes_and_no_cell_moves(text: str) -> None:
    (segment,) = guarded(Segment(f"before{text}after"))
    assert not harm_in(segment.text)
    assert not set(segment.text) & set("\n\t")
    assert not UNSEEN.search(segment.text)
    assert cell_len(segment.text) == cell_len(f"before{text}after")


@pytest.mark.parametrize("text", LOOKS_LIKE.values(), ids=LOOKS_LIKE)
def test_what_only_looks_so_passes_as_it_is(text: str) -> None:
    assert guarded(Segment(text)) == [Segment(text)]


def test_the_readers_own_sequences_pass() -> None:
    own = Segment("\x1b[2J", None, [(ControlType.CLEAR,)])
    assert guarded(own) == [own]
