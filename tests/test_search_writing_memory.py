"""Taking papers in again takes little at once: what Python once took for it, it keeps for long."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import pytest

from index.search.bulk import codec
from index.search.bulk.blocks import block
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


def test_six_times_the_papers_take_less_than_three_times_the_pieces_at_once(
    tmp_path: Path, texts: list[PaperText], monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "index"
    folder.mkdir()
    assert write_index(folder, lambda after: texts[after:], lambda done: True)
    counts: list[int] = []

    def counted_block(*about: Any) -> bytes:
        """Written while the names and numbers of the lists around it are there."""
        counts.append(sys.getallocatedblocks())
        return block(*about)

    def most_pieces(count: int) -> int:
        before = sys.getallocatedblocks()
        counts.clear()
        chosen = texts[:count]
        assert update_index(folder, [text.number for text in chosen], chosen)
        return max(counts) - len(counts) - before

    monkeypatch.setattr(codec, "block", counted_block)

    most_pieces(FEW)  # what is kept for good is kept by now
    few, many = most_pieces(FEW), most_pieces(MANY)
    assert few > 1_000
    assert many < 3 * few, f"{few:,} for {FEW} papers, {many:,} for {MANY}"
