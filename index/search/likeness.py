"""More like this: the words that tell a paper from the others."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from index.query.shape import leaves
from index.query.tree import Like, WithId, Word
from index.search.stems import term
from index.search.tokens import words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from index.query.tree import Tree
    from index.search.scoring import Scored, Scorer
    from index.search.source import PaperText, Source

MOST = 25  # words that one paper is looked up by
SHORTEST = 3  # letters of a word that may tell something
IN_TITLE = 2  # how often a word counts for standing in the title once


def telling_words(paper: PaperText, scorer: Scorer) -> list[Scored]:
    """What the paper's most telling words find: frequent in it, and rare elsewhere."""
    times: Counter[str] = Counter()
    forms: dict[str, str] = {}
    for text, weight in ((paper.title, IN_TITLE), (paper.abstract, 1)):
        for form in words(text):
            if len(form) >= SHORTEST:
                times[term(form)] += weight
                forms.setdefault(term(form), form)
    found = []
    for name, count in times.items():
        scored = scorer.scored(Word(forms[name]))
        if scored is not None and len(scored.numbers) > 1:
            found.append((count * scored.rarity, scored))
    found.sort(key=lambda weighed: -weighed[0])
    return [scored for _, scored in found[:MOST]]


def words_like(tree: Tree, source: Source) -> Iterator[Word]:
    """The words of the papers that the tree asks for more like."""
    for leaf in leaves(tree):
        models = source.matching(WithId(leaf.paper)) if isinstance(leaf, Like) else ()
        for paper in source.texts(models[:1]).values():
            yield from map(Word, {*words(paper.title), *words(paper.abstract)})
