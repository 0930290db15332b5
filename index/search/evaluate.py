"""The evaluator: a query's tree in, the papers that it finds and their scores out."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import numpy as np

from index.query.tree import (
    And,
    Condition,
    Everything,
    Like,
    Most,
    Not,
    Or,
    Pattern,
    Phrase,
    Saved,
    Tree,
    Word,
)
from index.search.likeness import likened
from index.search.matches import Matches
from index.search.sentences import most_of, scored_in_sentence
from index.search.telling import telling

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray

    from index.query.tree import Words
    from index.search.holdings import Holdings
    from index.search.patterns import Patterns
    from index.search.scoring import Scorer
    from index.search.source import Source

_FEW = 8
"""More than one paper in so many: what is made of them is kept."""


class Evaluator:
    """Finds papers in one state of an index and of the library. For one thread."""

    def __init__(
        self, scorer: Scorer, holdings: Holdings, patterns: Patterns, source: Source
    ) -> None:
        self._scorer = scorer
        self._holdings = holdings
        self._patterns = patterns
        self._source = source
        every = holdings.every()
        self.size = max(scorer.size, len(every))
        self._every = np.pad(every, (0, self.size - len(every)))

    def matches(self, tree: Tree, within: Tree | None = None) -> Matches:
        """The papers of the library for which `tree` holds, and their scores.

        Only papers for which `within` holds as well; it counts for nothing in the score. Errors:
        SearchBroken, SearchStopped.
        """
        every = self._every
        scope = None if within is None else self._find(within, every)
        if scope is not None:
            every = every & scope.held
        found = self._find(tree, every)
        return Matches(every) if found is None else Matches(every & found.held, found.scores)

    def _find(self, tree: Tree, among: NDArray[np.bool_]) -> Matches | None:
        """What the tree finds; a slow part looks at the papers `among` alone, the rest at all.

        None for a part that says nothing: it must neither widen nor narrow.
        """
        match tree:
            case Everything() | Saved():
                return None
            case Word() | Phrase():
                return self._spread(tree)
            case Most(parts):
                return self._most(parts)
            case And(parts):
                return self._all(parts, among)
            case Or(parts):
                return self._any(parts, among)
            case Not():
                return self._all((tree,), among)
            case Like():
                alike = likened(tree, self._scorer, self._source)
                if isinstance(alike, Like):
                    return Matches(np.zeros(self.size, bool))
                return self._find(alike, among)
        if isinstance(tree, Condition):
            return Matches(self._holdings.holding(tree, self.size))
        return Matches(self._patterns.holding(tree, among))

    def _spread(self, leaf: Words) -> Matches | None:
        """What a word or phrase finds; kept where many papers hold it, as spreading takes long."""
        found = self._scorer.scored(leaf)
        if found is None:
            return None
        key = (leaf, self.size)
        kept = self._scorer.spread.get(key)
        if kept is not None:
            return kept
        held = np.zeros(self.size, bool)
        held[found.numbers] = True
        scores = np.zeros(self.size, np.float32)
        scores[found.numbers] = found.scores
        matches = Matches(held, scores)
        if len(found.numbers) * _FEW > self.size:
            self._scorer.spread.keep(key, matches, held.nbytes + scores.nbytes)
        return matches

    def _all(self, parts: Iterable[Tree], among: NDArray[np.bool_]) -> Matches | None:
        held, scores = None, None
        for part, times in sorted(Counter(parts).items(), key=lambda part: _cost(part[0])):
            wanted = part.part if isinstance(part, Not) else part
            found = self._find(wanted, among if held is None else among & held)
            if found is None:
                continue
            has = self._left_out(found) if isinstance(part, Not) else found.held
            held = has if held is None else held & has
            if found.scores is not None and wanted is part:
                scores = _plus(scores, found.scores, times)
        return None if held is None else Matches(held, scores)

    def _left_out(self, found: Matches) -> NDArray[np.bool_]:
        """The papers that were surely not found: not those that there was no time to look at."""
        unseen = self._patterns.unseen
        return ~found.held if unseen is None else ~(found.held | unseen)

    def _any(self, parts: Iterable[Tree], among: NDArray[np.bool_]) -> Matches | None:
        held, scores = None, None
        for part, times in Counter(parts).items():
            found = self._find(part, among)
            if found is None:
                continue
            held = found.held if held is None else held | found.held
            if found.scores is not None:
                scores = _plus(scores, np.where(found.held, found.scores, np.float32(0)), times)
        return None if held is None else Matches(held, scores)

    def _most(self, parts: Iterable[Word]) -> Matches | None:
        said = (scored_in_sentence(part, self._scorer) for part in telling(parts))
        found = [scored for scored in said if scored is not None]
        return Matches(*most_of(found, self.size)) if found else None


def _plus(
    scores: NDArray[np.float32] | None, more: NDArray[np.float32], times: int
) -> NDArray[np.float32]:
    more = more if times == 1 else more * np.float32(times)
    return more if scores is None else scores + more


def _cost(tree: Tree) -> int:
    """What is looked for in the texts themselves comes last: there are fewer to look at then."""
    if isinstance(tree, Not):
        tree = tree.part
    return 1 if isinstance(tree, Pattern | And | Or) else 0
