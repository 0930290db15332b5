"""A small library for search tests: papers written for them, and the search over it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from index.query.question import Question, Sort
from index.search.notes import BUILDING
from index.search.search import Search
from tests.search_source import MemorySource

if TYPE_CHECKING:
    from pathlib import Path

PAPERS = (
    (
        "Graph Attention for Tabular Code",
        "We read tables as graphs. Self-attention finds the edges; an optimization step over "
        "10^5 rows takes O(n^2) time. The code is in C++ and R.",
    ),
    (
        "A Mixture of Experts, Narrowed",
        "Experts in a mixture disagree. We train transformers until the mixture of experts agrees, "
        "and report the model’s optimal size for each university.",
    ),
    (
        "Transformer Terminals",
        "A terminal draws text. Neural networks draw it as well: café menus, naïve drawings, "
        "注意机制的研究, исследование графов, हिन्दी पाठ and ell_2 norms.",
    ),
    (
        "k-Sparse Readers",
        "Readers that attend to k words. The self is not given attention here, nor are experts "
        "of a mixture. Happiness is a sparse signal.",
    ),
    ("Untitled Notes", ""),
)


def small_library() -> MemorySource:
    source = MemorySource()
    for title, abstract in PAPERS:
        source.add(title, abstract)
    return source


class Asked:
    """Questions to one library, answered with titles."""

    def __init__(self, cache: Path, source: MemorySource) -> None:
        self.source = source
        self.search = Search(cache, source)
        self.is_indexed = False  # and every answer must come from the index

    def titles(
        self, text: str, scope: str = "", sort: Sort | None = None, typing: bool = False
    ) -> list[str]:
        """The papers that hold all that is asked for; not those that hold most of it."""
        answer = self.search.answer(Question(text, scope, sort, typing))
        if self.is_indexed:
            assert BUILDING not in answer.notes
        found = () if answer.failure else answer.ids
        return [self.source.kept[paper].text.title for paper in found]

    def first_words(self, text: str, **asked: object) -> set[str]:
        return {title.split()[0] for title in self.titles(text, **asked)}

    def paper(self, title: str) -> str:
        return next(p for p, kept in self.source.kept.items() if kept.text.title.startswith(title))

    def notes(self, text: str = "graph") -> tuple[str, ...]:
        return self.search.answer(Question(text)).notes

    def is_indexed_for(self, text: str = "graph") -> bool:
        """Whether the answer came from the index; one without it says so twice."""
        answer = self.search.answer(Question(text))
        assert answer.is_without_index == (BUILDING in answer.notes)
        return not answer.is_without_index

    def folders(self) -> list[str]:
        """The indexes in the cache, and what is left of others."""
        return sorted(path.name for path in self.search._cache.glob("index-*"))

    def sees_it_ready_elsewhere(self) -> bool:
        """Whether another process, which remembers nothing, takes the index for sound."""
        return Search(self.search._cache, self.source).is_ready()
