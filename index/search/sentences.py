"""A sentence: papers that hold most of its words, by what the words weigh."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from index.search.scoring import Scored

MOST = 0.4  # of the weight of all words, what a paper must hold


def most_of(words: Sequence[Scored], size: int) -> tuple[NDArray[np.bool_], NDArray[np.float32]]:
    """Which papers hold most of the words, by weight, and their scores; both by number."""
    scores = np.zeros(size, np.float32)
    weight = np.zeros(size, np.float32)
    for word in words:
        scores[word.numbers] += word.scores
        weight[word.numbers] += np.float32(word.rarity)
    least = MOST * sum(word.rarity for word in words)
    return (weight >= least) & (scores > 0), scores
