"""Where a query's words stand in a text, and why a paper was found."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from index.query.shape import sought
from index.search.answer import Reason
from index.search.scoring import fields_of
from index.search.tokens import tokens

if TYPE_CHECKING:
    from index.query.field import Field
    from index.query.tree import Tree
    from index.search.runs import Run
    from index.search.scoring import Fields, Scorer
    from index.search.source import PaperText


@dataclass(frozen=True, slots=True)
class LitRuns:
    """The words and phrases of a query, to be found in any text; safe to use in any thread."""

    runs: tuple[tuple[Run, Fields], ...] = ()

    def spans(self, text: str, field: Field) -> list[tuple[int, int]]:
        """Where the hits stand in `text`: (start, end) in characters, in order, apart."""
        wanted = [run for run, fields in self.runs if field in fields]
        if not wanted:
            return []
        cut = tokens(text)
        spans: list[tuple[int, int]] = []
        for start, end in sorted(span for run in wanted for span in run.find(cut)):
            if spans and start <= spans[-1][1]:
                start, end = spans[-1][0], max(end, spans.pop()[1])
            spans.append((start, end))
        return spans


def light(tree: Tree, scorer: Scorer) -> LitRuns:
    """What to light for `tree`: not what it leaves out. Errors: SearchBroken."""
    leaves = dict.fromkeys(sought(tree))
    runs = ((scorer.run(leaf), fields_of(leaf)) for leaf in leaves)
    return LitRuns(tuple((run, fields) for run, fields in runs if run is not None))


def reasons(tree: Tree, scorer: Scorer, paper: PaperText) -> tuple[Reason, ...]:
    """Each word and phrase that stands in the paper, by field; their weights sum to 1.

    The weightiest comes first. Errors: SearchBroken.
    """
    found = []
    for leaf in dict.fromkeys(sought(tree)):
        run = scorer.run(leaf)
        score = (scorer.scores(leaf) or {}).get(paper.id, 0.0)
        if run is None or not score:
            continue
        parts = {
            field: (scorer.frequencies(leaf, (field,)) or {}).get(paper.id, 0.0)
            for field in fields_of(leaf)
        }
        whole = sum(parts.values())
        for field, part in parts.items():
            if part:
                times = run.times(getattr(paper, field))
                found.append(Reason(leaf.text, field, times, score * part / whole))
    total = sum(reason.weight for reason in found)
    found.sort(key=lambda reason: -reason.weight)
    return tuple(
        Reason(reason.words, reason.field, reason.times, reason.weight / total) for reason in found
    )
