"""Taking papers in again takes little at once: what Python once took for it, it keeps for long."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest

from index.search.source import PaperText
from index.search.writing import update_index, write_index
from tests.bench.corpus import papers

if TYPE_CHECKING:
    from pathlib import Path

FEW, MANY = 100, 600


@pytest.fixture
def texts() -> list[PaperText]:
    made = enumerate(papers(MANY), 1)
    return [PaperText(number, f"id{number}", paper.title, paper.abstract) for number, paper in made]


def test_six_times_the_papers_take_no_more_pieces_than_their_words_do(
    tmp_path: Path, texts: list[PaperText]
) -> None:
    folder = tmp_path / "index"
    folder.mkdir()
    write_index(folder, lambda after: texts[after:], lambda done: True)

    def most_pieces(count: int) -> int:
        """More than before, at any of the times when it tells how far it is."""
        before, most = sys.getallocatedblocks(), 0

        def goes_on(done: int) -> bool:
            nonlocal most
            most = max(most, sys.getallocatedblocks() - before)
            return True

        chosen = texts[:count]
        assert update_index(folder, [text.number for text in chosen], chosen, goes_on)
        return most

    most_pieces(FEW)  # what is kept for good is kept by now
    few, many = most_pieces(FEW), most_pieces(MANY)
    assert few > 1_000
    assert many < 3 * few, f"{few:,} for {FEW} papers, {many:,} for {MANY}"
