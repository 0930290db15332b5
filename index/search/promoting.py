"""What plain words tell beside how often they stand somewhere: where, in which order, how near.

Each piece is measured by `python -m tests.relevance`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from index.query.prose import is_plain
from index.query.tree import And, Condition, Most, Not, Pattern, Word
from index.search.answer import Ground
from index.search.arrays import in_all
from index.search.feedback import fed_back
from index.search.matches import Matches
from index.search.nearness import nearness
from index.search.scoring import TYPED
from index.search.sentences import scored_in_sentence
from index.search.telling import telling
from index.search.tokens import words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from index.query.tree import Tree
    from index.search.scoring import Scored, Scorer
    from index.search.source import Source

IN_TITLE = 0.5  # of the words' rarity, for a title that holds them all
BEGINS = 0.5  # of the words' rarity, for a title that begins with them
WHOLE = 1_000.0  # more than any words make: a title typed out is the paper that is meant
MOST_BEGUN = 200  # titles; a beginning that more of them share tells nothing
MOST_NAMESAKES = 3  # papers of one title that are put first


class Promotion(NamedTuple):
    """What some papers' scores gain, and on what ground."""

    ground: Ground
    numbers: NDArray[np.int32]  # each once
    scores: NDArray[np.float32]

    def of(self, paper: int) -> float:
        """What this paper gains; 0 where it is not among them."""
        return float(self.scores[self.numbers == paper].sum())


class Asked(NamedTuple):
    """Plain words, and what they have found so far."""

    words: tuple[Word, ...]  # as typed, in order
    is_sentence: bool
    matches: Matches
    scorer: Scorer
    source: Source


def promotions(
    tree: Tree, matches: Matches, scorer: Scorer, source: Source
) -> Iterator[tuple[Promotion, Matches]]:
    """Each promotion, and the matches with it and all before it; none but for plain words.

    Conditions, patterns and what is left out may stand beside the words. Papers gain, and none
    is found or lost. Errors: SearchBroken, SearchStopped.
    """
    said, is_sentence = plain_words(tree)
    if not said or matches.scores is None or not matches.held.any():
        return
    for step in (_of_kin, _begun) if is_sentence else (_in_titles, _begun, _near):
        for promotion in step(Asked(said, is_sentence, matches, scorer, source)):
            matches = _with(matches, promotion)
            yield promotion, matches


def plain_words(tree: Tree) -> tuple[tuple[Word, ...], bool]:
    """The words, if plain ones are all that the tree ranks by, and whether they are a sentence."""
    parts = tree.parts if isinstance(tree, And) else (tree,)
    ranking = [part for part in parts if not isinstance(part, Condition | Pattern | Not)]
    is_sentence = len(ranking) == 1 and isinstance(ranking[0], Most)
    said = ranking[0].parts if is_sentence and isinstance(ranking[0], Most) else ranking
    plain = tuple(part for part in said if isinstance(part, Word) and is_plain(part))
    return (plain if len(plain) == len(said) else ()), is_sentence


def _with(matches: Matches, promotion: Promotion) -> Matches:
    assert matches.scores is not None  # noqa: S101 - words give scores
    scores = matches.scores.copy()
    scores[promotion.numbers] += promotion.scores
    return Matches(matches.held, scores)


def _in_titles(asked: Asked) -> Iterator[Promotion]:
    """For titles that hold every word."""
    titles = [asked.scorer.in_titles(word) for word in asked.words]
    numbers = in_all([found for found in titles if found is not None], len(asked.matches.held))
    yield _evenly(Ground.TITLE_HOLDS_ALL, _held(asked, numbers), IN_TITLE * _rarity(asked))


def _begun(asked: Asked) -> Iterator[Promotion]:
    """For titles that begin with the words in their order, and most for those that end there."""
    typed = " ".join(word.text for word in asked.words)
    begun = asked.source.titled(typed, MOST_BEGUN)
    if not 0 < len(begun) < MOST_BEGUN:
        return
    numbers = _held(asked, np.array(begun, np.int32))  # in the order of titles: the whole one first
    if not len(numbers):
        return
    yield _evenly(Ground.TITLE_BEGINS, numbers, BEGINS * _rarity(asked))
    texts = asked.source.texts(numbers[:MOST_NAMESAKES].tolist())
    whole = [number for number, text in texts.items() if words(text.title) == words(typed)]
    yield _evenly(Ground.TITLE, np.array(whole, np.int32), WHOLE)


def _near(asked: Asked) -> Iterator[Promotion]:
    yield Promotion(Ground.NEAR, *nearness(asked.words, asked.matches, asked.scorer, asked.source))


def _of_kin(asked: Asked) -> Iterator[Promotion]:
    yield Promotion(Ground.KIN, *fed_back(asked.words, asked.matches, asked.scorer, asked.source))


def _evenly(ground: Ground, numbers: NDArray[np.int32], score: float) -> Promotion:
    return Promotion(ground, numbers, np.full(len(numbers), score, np.float32))


def _held(asked: Asked, numbers: NDArray[np.int32]) -> NDArray[np.int32]:
    held = asked.matches.held
    known = numbers[numbers < len(held)]  # a paper may have come since
    return known[held[known]]


def _rarity(asked: Asked) -> float:
    """What all the words tell together; one still being typed tells less."""
    telling_words = telling(asked.words) if asked.is_sentence else asked.words
    return sum(
        scored.rarity * (TYPED if word.typed else 1)
        for word in telling_words
        if (scored := _scored(asked, word)) is not None
    )


def _scored(asked: Asked, word: Word) -> Scored | None:
    if asked.is_sentence:
        return scored_in_sentence(word, asked.scorer)
    return asked.scorer.scored(word)
