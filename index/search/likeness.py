"""More like this: a paper asked for by the words that tell it from the others."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from index.query.shape import all_of, any_of, leaves, none_of
from index.query.tree import And, Like, Not, Or, WithId, Word
from index.search.plain_words import FUNCTION_WORDS
from index.search.stems import term
from index.search.tokens import words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from index.query.tree import Tree
    from index.search.scoring import Scorer
    from index.search.source import PaperText, Source

MOST = 25  # words that one paper is looked up by
SHORTEST = 3  # letters of a word that may tell something
IN_TITLE = 2  # how often a word counts for standing in the title once


def likened(tree: Tree, scorer: Scorer, source: Source) -> Tree:
    """The tree with the telling words of each paper in the place of "like" it.

    A paper without any, or that is none, stays, and nothing is like it. Errors: SearchBroken,
    SearchStopped.
    """
    if isinstance(tree, Like):
        model = _model(tree, source)
        telling = _telling_words(model, scorer) if model is not None else []
        if model is None or not telling:
            return tree
        return all_of([any_of(telling), none_of(WithId(model.id))])
    if isinstance(tree, And):
        return all_of([likened(part, scorer, source) for part in tree.parts])
    if isinstance(tree, Or):
        return any_of([likened(part, scorer, source) for part in tree.parts])
    return none_of(likened(tree.part, scorer, source)) if isinstance(tree, Not) else tree


def unknown_models(tree: Tree, source: Source) -> Iterator[str]:
    """The beginnings of ids that "like" names and no paper has."""
    for leaf in leaves(tree):
        if isinstance(leaf, Like) and _model(leaf, source) is None:
            yield leaf.paper


def words_like(tree: Tree, source: Source) -> Iterator[Word]:
    """All words of the papers that the tree asks for more like."""
    for leaf in leaves(tree):
        if isinstance(leaf, Like) and (paper := _model(leaf, source)) is not None:
            yield from map(Word, {*words(paper.title), *words(paper.abstract)})


def _model(like: Like, source: Source) -> PaperText | None:
    models = source.matching(WithId(like.paper)) if like.paper else ()
    return next(iter(source.texts(models[:1]).values()), None)


def _telling_words(paper: PaperText, scorer: Scorer) -> list[Word]:
    """The words that are frequent in the paper and rare elsewhere, the most telling first."""
    times: Counter[str] = Counter()
    forms: dict[str, str] = {}
    for text, weight in ((paper.title, IN_TITLE), (paper.abstract, 1)):
        for form in words(text):
            if len(form) >= SHORTEST and form not in FUNCTION_WORDS:
                times[term(form)] += weight
                forms.setdefault(term(form), form)
    found = []
    for name, count in times.items():
        scorer.stop_if_told()
        word = Word(forms[name])
        scored = scorer.scored(word)
        if scored is not None and len(scored.numbers) > 1:
            found.append((count * scored.rarity, word))
    found.sort(key=lambda weighed: -weighed[0])
    return [word for _, word in found[:MOST]]
