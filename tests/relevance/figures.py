"""What is measured, and what it must be at the least."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from tests.relevance.judged import COLLECTION, questions, relevance
from tests.relevance.known_items import SETS, known_items, mrr
from tests.relevance.libraries import PAGES, of_collection, of_sample_pages, papers_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

KNOWN_ITEMS = {"typo": 0.95, "scrambled": 0.97, "sentence": 0.99, "prefix": 0.85}
NDCG, RECALL = 0.40, 0.35


class Figure(NamedTuple):
    """One measured figure."""

    name: str
    asked: int  # queries
    least: float  # it must be
    measured: float

    @property
    def is_met(self) -> bool:
        return self.measured >= self.least

    def __str__(self) -> str:
        verdict = "" if self.is_met else "  too low"
        return f"{self.name:18} {self.asked:5} {self.least:6.2f} {self.measured:9.4f}{verdict}"


def figures(folder: Path) -> Iterator[Figure]:
    """Every figure whose papers are there; libraries are made in the folder."""
    if PAGES.is_dir():
        with of_sample_pages(folder / "pages") as library:
            papers = papers_of(library)
            for name in SETS:
                items = known_items(papers, name)
                measured = mrr(library, items)
                yield Figure(f"{name}, MRR@10", len(items), KNOWN_ITEMS[name], measured)
    if COLLECTION.is_dir():
        with of_collection(folder / "collection") as library:
            asked = questions()
            found = relevance(library, asked)
            yield Figure("CISI, nDCG@10", len(asked), NDCG, found.ndcg)
            yield Figure("CISI, recall@50", len(asked), RECALL, found.recall)
