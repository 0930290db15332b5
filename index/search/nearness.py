"""Words that stand near each other in the order typed, in the best papers alone.

Reading texts takes time, and near words tell least where few papers hold them all.
"""

from __future__ import annotations

from functools import lru_cache
from itertools import pairwise
from sys import intern
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from index.query.tree import Word
from index.search.ranking import best
from index.search.stems import term
from index.search.tokens import words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from index.search.matches import Matches
    from index.search.scoring import Scorer
    from index.search.source import Source

LOOKED_AT = 10  # papers
WITHIN = 3  # words from one to the next
_MOST_KEPT = 64  # texts, cut, some 4 KB each: 20 a question, and 20 more where feedback looks


class Text(NamedTuple):
    """A text cut into words."""

    words: tuple[str, ...]
    terms: tuple[str, ...]


class Pair(NamedTuple):
    """Two neighbours of the query."""

    first: str  # its term
    second: str
    begun: str  # what the second may be the beginning of; "" where it is finished
    weight: float


def nearness(
    asked: Sequence[Word], matches: Matches, scorer: Scorer, source: Source
) -> tuple[NDArray[np.int32], NDArray[np.float32]]:
    """The best papers in which neighbours of the query stand near, and what that weighs."""
    pairs = _pairs(asked, scorer)
    numbers: list[int] = []
    scores: list[float] = []
    for number, text in source.texts(best(matches, LOOKED_AT).tolist() if pairs else ()).items():
        texts = (cut(text.title), cut(text.abstract))
        if score := sum(pair.weight * _closeness(part, pair) for part in texts for pair in pairs):
            numbers.append(number)
            scores.append(score)
    return np.array(numbers, np.int32), np.array(scores, np.float32)


@lru_cache(maxsize=_MOST_KEPT)
def cut(text: str) -> Text:
    """The words of a text and their terms; those of the last texts are kept."""
    cut_up = tuple(map(intern, words(text)))
    return Text(cut_up, tuple(map(term, cut_up)))


def _pairs(asked: Sequence[Word], scorer: Scorer) -> list[Pair]:
    """The neighbours among the words asked for, but a word and its own other form."""
    forms = [(form, part) for part in asked for form in words(part.text)]
    pairs = []
    for place, ((before, _), (after, part)) in enumerate(pairwise(forms), 2):
        if term(before) != term(after):
            begun = after if part.typed and place == len(forms) else ""
            told = [_rarity(form, scorer) for form in ((before,) if begun else (before, after))]
            pairs.append(Pair(term(before), term(after), begun, min(told)))
    return pairs


def _rarity(form: str, scorer: Scorer) -> float:
    found = scorer.scored(Word(form))
    return found.rarity if found else 0.0


def _closeness(text: Text, pair: Pair) -> float:
    """1 where the second word follows the first at once, 1/2 with one between; 0 for not near."""
    if pair.first not in text.terms:
        return 0.0
    starts = [place for place, name in enumerate(text.terms) if name == pair.first]
    for distance in range(1, WITHIN + 1):
        for place in starts:
            if place + distance < len(text.terms) and _fits(text, place + distance, pair):
                return 1 / distance
    return 0.0


def _fits(text: Text, place: int, pair: Pair) -> bool:
    return text.terms[place] == pair.second or bool(
        pair.begun and text.words[place].startswith(pair.begun)
    )
