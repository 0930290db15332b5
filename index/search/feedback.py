"""Words that the best papers share, for a sentence that no paper answers in its own words.

After Robertson, On term selection for query expansion (1990): words are chosen by how many of the
best papers say them and by how rare they are. Nothing is found by them; what is found is reordered.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from index.query.tree import Word
from index.search.arrays import nothing, value_of
from index.search.nearness import cut
from index.search.plain_words import FUNCTION_WORDS
from index.search.ranking import best
from index.search.telling import telling

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

    from index.search.matches import Matches
    from index.search.scoring import Scored, Scorer
    from index.search.source import PaperText, Source

PAPERS = 10  # the best, that words are taken from
SHARED = 2  # of them, at least, must say a word
WORDS = 20
WEIGHED = 150  # words whose rarity is looked up for it, which takes the most time
WEIGHT = 0.5  # of a word that was asked for, what the best of these counts
ANSWERED = 0.7  # of the words' rarity: a paper that holds so much is likely the one meant


class Weighed(NamedTuple):
    """A word that the best papers share, by how much it tells of them."""

    weight: float
    scored: Scored


def fed_back(
    asked: Sequence[Word], matches: Matches, scorer: Scorer, source: Source
) -> tuple[NDArray[np.int32], NDArray[np.float32]]:
    """What each paper found gains by words of the best ones; nothing where the first answers it.

    Errors: SearchStopped.
    """
    top = best(matches, PAPERS)
    if _is_answered(int(top[0]), asked, scorer):
        return nothing()
    texts = source.texts(top.tolist())
    shared = _weighed(_shared([texts[number] for number in sorted(texts)]), scorer)
    gains = np.zeros(len(matches.held), np.float32)
    for word in shared:
        share = np.float32(WEIGHT * word.weight / shared[0].weight)
        gains[word.scored.numbers] += share * word.scored.scores
    numbers = np.flatnonzero(matches.held & (gains > 0)).astype(np.int32)
    return numbers, gains[numbers]


def _is_answered(first: int, asked: Sequence[Word], scorer: Scorer) -> bool:
    """Whether the first paper holds nearly all of the words that any paper holds."""
    forms = dict.fromkeys(Word(word.text) for word in telling(asked))
    known = [found for form in forms if (found := scorer.scored(form)) and len(found.numbers)]
    held = sum(found.rarity for found in known if value_of(first, found.numbers, found.scores))
    return held >= ANSWERED * sum(found.rarity for found in known)


def _shared(papers: Iterable[PaperText]) -> dict[str, float]:
    """The words that several of the papers say, each by a form of it, and how much they say it."""
    said: dict[str, float] = defaultdict(float)
    papers_with: Counter[str] = Counter()
    forms: dict[str, str] = {}
    for paper in papers:
        times: Counter[str] = Counter()
        for text in (cut(paper.title), cut(paper.abstract)):
            for form, name in zip(text.words, text.terms, strict=True):
                if form not in FUNCTION_WORDS:
                    times[name] += 1
                    forms.setdefault(name, form)
        for name, count in times.items():
            said[name] += count / (count + 1)
            papers_with[name] += 1
    return {forms[name]: much for name, much in said.items() if papers_with[name] >= SHARED}


def _weighed(shared: dict[str, float], scorer: Scorer) -> list[Weighed]:
    """The words that tell most, the best first."""
    found = []
    for form in sorted(shared, key=lambda form: (-shared[form], form))[:WEIGHED]:
        scorer.stop_if_told()
        scored = scorer.scored(Word(form))
        if scored is not None and len(scored.numbers) > 1:
            found.append(Weighed(shared[form] * scored.rarity, scored))
    found.sort(key=lambda word: -word.weight)
    return found[:WORDS]
