"""Where a query's words stand in a text, and why a paper was found."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from index.query.shape import patterns_in, sought
from index.search.answer import Reason
from index.search.arrays import value_of
from index.search.patterns import spans
from index.search.scoring import fields_of
from index.search.tokens import tokens

if TYPE_CHECKING:
    from collections.abc import Iterable

    from index.query.field import Field
    from index.query.tree import Pattern, Tree
    from index.search.runs import Run
    from index.search.scoring import Fields, Scorer
    from index.search.source import PaperText


@dataclass(frozen=True, slots=True)
class LitRuns:
    """The words and phrases of a query, to be found in any text; safe to use in any thread."""

    runs: tuple[tuple[Run, Fields], ...] = ()
    patterns: tuple[Pattern, ...] = ()

    def spans(self, text: str, field: Field) -> list[tuple[int, int]]:
        """Where the hits stand in `text`: (start, end) in characters, in order, apart."""
        wanted = [run for run, fields in self.runs if field in fields]
        cut = tokens(text) if wanted else []
        found = [span for run in wanted for span in run.find(cut)]
        for pattern in self.patterns:
            if pattern.field in (None, field):
                found += spans(pattern, text)
        return _joined(found)


def light(tree: Tree, scorer: Scorer) -> LitRuns:
    """What to light for `tree`: not what it leaves out. Errors: SearchBroken."""
    leaves = dict.fromkeys(sought(tree))
    runs = ((scorer.run(leaf), fields_of(leaf)) for leaf in leaves)
    found = tuple((run, fields) for run, fields in runs if run is not None)
    return LitRuns(found, tuple(dict.fromkeys(patterns_in(tree))))


def reasons(tree: Tree, scorer: Scorer, paper: PaperText) -> tuple[Reason, ...]:
    """Each word and phrase that stands in the paper, by field; their weights sum to 1.

    The weightiest comes first. Errors: SearchBroken.
    """
    found = []
    for leaf in dict.fromkeys(sought(tree)):
        run, scored = scorer.run(leaf), scorer.scored(leaf)
        if run is None or scored is None:
            continue
        score = value_of(paper.number, scored.numbers, scored.scores)
        shares = {
            field: value_of(paper.number, *scorer.frequencies(leaf, (field,)))
            for field in fields_of(leaf)
        }
        whole = sum(shares.values())
        for field, share in shares.items():
            if share and score:
                times = run.times(getattr(paper, field))
                found.append(Reason(leaf.text, field, times, score * share / whole))
    total = sum(reason.weight for reason in found)
    found.sort(key=lambda reason: -reason.weight)
    return tuple(
        Reason(reason.words, reason.field, reason.times, reason.weight / total) for reason in found
    )


def _joined(found: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Spans in order, those that touch made one."""
    joined: list[tuple[int, int]] = []
    for start, end in sorted(found):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined
