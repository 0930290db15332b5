"""A sentence: the papers that any of its telling words finds, those that fit far worse left out."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from index.query.tree import Word

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from index.query.tree import Words
    from index.search.scoring import Scored, Scorer

LEAST = 0.2  # of the best paper's score, what a paper must have
SLIP = 0.5  # of its score, what a word counts for that may be another one's slip
SHORTEST_SLIP = 4  # letters


def as_spelled(leaf: Words, scorer: Scorer) -> Words:
    """The word, or where no paper holds it the words that are one slip of the hand away."""
    found = scorer.scored(leaf)
    if found is None or len(found.numbers) or len(leaf.text) < SHORTEST_SLIP:
        return leaf
    assert isinstance(leaf, Word)  # noqa: S101 - a sentence holds no phrases
    return replace(leaf, typo=True, prefix=False, typed=False)


def scored_in_sentence(leaf: Words, scorer: Scorer) -> Scored | None:
    """What a word finds that is one of a sentence; None where it holds no word."""
    spelled = as_spelled(leaf, scorer)
    found = scorer.scored(spelled)
    if found is None or spelled is leaf:
        return found
    return found._replace(scores=found.scores * np.float32(SLIP))


def most_of(words: Sequence[Scored], size: int) -> tuple[NDArray[np.bool_], NDArray[np.float32]]:
    """Which papers the words find, taken together, and their scores; both by number."""
    scores = np.zeros(size, np.float32)
    for word in words:
        scores[word.numbers] += word.scores
    return (scores > 0) & (scores >= np.float32(LEAST) * scores.max(initial=0)), scores
