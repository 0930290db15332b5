"""Where a query's words stand in a text, and why a paper was found."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from dataclasses import field as own
from typing import TYPE_CHECKING

from index.query.shape import patterns_in
from index.search.answer import Reason
from index.search.arrays import value_of
from index.search.patterns import spans
from index.search.scoring import fields_of
from index.search.sentences import as_spelled, scored_in_sentence
from index.search.telling import ranked_by
from index.search.tokens import tokens

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from index.query.field import Field
    from index.query.tree import Pattern, Tree, Words
    from index.search.promoting import Promotion
    from index.search.runs import Run
    from index.search.scoring import Fields, Scorer
    from index.search.source import PaperText
    from index.search.telling import Ranking


@dataclass(frozen=True, slots=True)
class LitRuns:
    """The words and phrases of a query, to be found in any text; safe to use in any thread."""

    runs: tuple[tuple[Run, Fields], ...] = ()
    patterns: tuple[Pattern, ...] = ()
    _slow: set[Pattern] = own(default_factory=set, compare=False)

    def spans(self, text: str, field: Field) -> list[tuple[int, int]]:
        """Where the hits stand in `text`: (start, end) in characters, in order, apart."""
        wanted = [run for run, fields in self.runs if field in fields]
        cut = tokens(text) if wanted else []
        found = [span for run in wanted for span in run.find(cut)]
        for pattern in self.patterns:
            if pattern.field in (None, field) and pattern not in self._slow:
                try:
                    found += spans(pattern, text)
                except TimeoutError:
                    self._slow.add(pattern)  # a screenful of such texts would be felt
        return _joined(found)


def light(tree: Tree, scorer: Scorer) -> LitRuns:
    """What to light for `tree`: not what it leaves out. Errors: SearchBroken."""
    found = dict.fromkeys(_spelled(ranking, scorer) for ranking in ranked_by(tree))
    runs = ((scorer.run(leaf), fields_of(leaf)) for leaf in found)
    lit = tuple((run, fields) for run, fields in runs if run is not None)
    return LitRuns(lit, tuple(dict.fromkeys(patterns_in(tree))))


def reasons(
    tree: Tree, scorer: Scorer, paper: PaperText, promotions: Iterable[Promotion] = ()
) -> tuple[Reason, ...]:
    """What the paper's score is made of: each word and phrase by field, and what promoted it.

    The weightiest comes first; the weights sum to 1. Errors: SearchBroken.
    """
    found: list[Reason] = []
    for ranking, said in Counter(ranked_by(tree)).items():
        found += _of_leaf(ranking, said, scorer, paper)
    for promotion in promotions:
        if gained := promotion.of(paper.number):
            found.append(Reason("", None, 0, gained, promotion.ground))
    total = sum(reason.weight for reason in found)
    found.sort(key=lambda reason: -reason.weight)
    return tuple(reason._replace(weight=reason.weight / total) for reason in found)


def _of_leaf(ranking: Ranking, said: int, scorer: Scorer, paper: PaperText) -> Iterator[Reason]:
    """What one word or phrase weighs in each text, unshared, where it is said so many times."""
    leaf = _spelled(ranking, scorer)
    run = scorer.run(leaf)
    scored = scored_in_sentence(ranking.leaf, scorer) if ranking.is_said else scorer.scored(leaf)
    if run is None or scored is None:
        return
    score = said * value_of(paper.number, scored.numbers, scored.scores)
    shares = {
        field: value_of(paper.number, *scorer.frequencies(leaf, (field,)))
        for field in fields_of(leaf)
    }
    whole = sum(shares.values())
    for field, share in shares.items():
        if share and score:
            times = run.times(getattr(paper, field))
            yield Reason(leaf.text, field, times, score * share / whole)


def _spelled(ranking: Ranking, scorer: Scorer) -> Words:
    return as_spelled(ranking.leaf, scorer) if ranking.is_said else ranking.leaf


def _joined(found: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Spans in order, those that touch made one."""
    joined: list[tuple[int, int]] = []
    for start, end in sorted(found):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined
