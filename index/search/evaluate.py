"""The evaluator: a query's tree in, ranked hits out."""

from __future__ import annotations

from collections import Counter
from functools import cached_property
from typing import TYPE_CHECKING

from index.query.question import Sort
from index.query.tree import And, Everything, Not, Or, Phrase, Tree, Word
from index.search.answer import Hit

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from index.search.scoring import Scorer
    from index.search.source import Source

Found = dict[str, float]


def evaluate(tree: Tree, scorer: Scorer, source: Source, within: Tree | None = None) -> list[Hit]:
    """The papers for which `tree` holds, best first and the newest first among equals.

    Only papers for which `within` holds as well are given; it counts for nothing in the score.
    Errors: SearchBroken.
    """
    evaluation = _Evaluation(scorer, source)
    found = evaluation.found(tree)
    if within is not None and not isinstance(within, Everything):
        scope = evaluation.found(within)
        found = {paper: score for paper, score in found.items() if paper in scope}
    hits = [Hit(paper, found[paper]) for paper in evaluation.newest if paper in found]
    hits.sort(key=lambda hit: -hit.score)
    return hits


class _Evaluation:
    """One tree's evaluation over one state of the library."""

    def __init__(self, scorer: Scorer, source: Source) -> None:
        self._scorer = scorer
        self._source = source

    @cached_property
    def newest(self) -> Sequence[str]:
        return self._source.ordered(Sort.NEW)

    @cached_property
    def _everything(self) -> Found:
        return dict.fromkeys(self.newest, 0.0)

    def found(self, tree: Tree) -> Mapping[str, float]:
        """The papers and their scores; all of them where the tree asks for nothing."""
        papers = self._find(tree)
        return self._everything if papers is None else papers

    def _find(self, tree: Tree) -> Mapping[str, float] | None:
        """As `found`; None for a part that says nothing: it must neither widen nor narrow."""
        if isinstance(tree, Everything):
            return None
        if isinstance(tree, Word | Phrase):
            return self._scorer.scores(tree)
        if isinstance(tree, And):
            return self._all(tree.parts)
        if isinstance(tree, Or):
            return self._any(tree.parts)
        if isinstance(tree, Not):
            return self._all((tree,))
        return dict.fromkeys(self._source.matching(tree), 0.0)

    def _all(self, parts: Sequence[Tree]) -> Mapping[str, float] | None:
        wanted: list[tuple[Mapping[str, float], int]] = []
        unwanted: list[Mapping[str, float]] = []
        for part, times in Counter(parts).items():
            if isinstance(part, Not):
                if (papers := self._find(part.part)) is not None:
                    unwanted.append(papers)
            elif (papers := self._find(part)) is not None:
                wanted.append((papers, times))
        if not wanted and not unwanted:
            return None
        if not wanted:
            return dict.fromkeys(set(self._everything).difference(*unwanted), 0.0)
        wanted.sort(key=lambda scored: len(scored[0]))
        first, *rest = (papers for papers, _ in wanted)
        ids = set(first).intersection(*rest).difference(*unwanted)
        return {paper: sum(scores[paper] * times for scores, times in wanted) for paper in ids}

    def _any(self, parts: Sequence[Tree]) -> Mapping[str, float] | None:
        found: Found = {}
        says_something = False
        for part, times in Counter(parts).items():
            papers = self._find(part)
            if papers is not None:
                says_something = True
                for paper, score in papers.items():
                    found[paper] = found.get(paper, 0.0) + score * times
        return found if says_something else None
