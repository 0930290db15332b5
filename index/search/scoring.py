"""How well a word or phrase fits each paper: BM25F over title and abstract.

Robertson and Zaragoza, The Probabilistic Relevance Framework: BM25 and Beyond (2009), section 3.5.
The constants are chosen by `python -m tests.relevance`; near them the figures hardly change.
"""

from __future__ import annotations

from functools import cached_property
from math import log
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from index.query.field import Field
from index.query.tree import Phrase, Word, Words
from index.search.arrays import added_up
from index.search.cache import Cache
from index.search.candidates import candidates
from index.search.runs import Run, counted
from index.search.spelling import one_edit_away
from index.search.stems import term
from index.search.stopping import stop_if
from index.search.terms import SHORTEST_LOOKED_UP, Postings
from index.search.tokens import words

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from index.search.matches import Matches
    from index.search.source import Source
    from index.search.stopping import ShouldStop
    from index.search.terms import Terms

K1 = 2.0  # how soon more of the same word counts no more
WEIGHT = {Field.TITLE: 2.0, Field.ABSTRACT: 1.0}
LENGTH = {Field.TITLE: 0.6, Field.ABSTRACT: 0.6}  # how much a long text discounts (b)
RARER = 1.25  # the power that raises a word's idf: one rare word tells more than two common ones
TYPED = 0.6  # of a whole word's score, for one that is still being typed
MOST_CACHED = 64_000_000  # bytes
FIRST_LETTERS = "satcmpdibforewlnghuvqjkyxz"  # of words, the likeliest first

Fields = tuple[Field, ...]
BOTH: Fields = (Field.TITLE, Field.ABSTRACT)


class Scored(NamedTuple):
    """The papers that hold a word or phrase, and how well it fits each."""

    numbers: NDArray[np.int32]  # ascending
    scores: NDArray[np.float32]
    rarity: float  # how much it tells: a power of its inverse document frequency


class Scorer:
    """Scores from one state of an index; a newer index needs a new scorer. For one thread."""

    def __init__(
        self,
        terms: Terms,
        source: Source,
        should_stop: ShouldStop = lambda: False,
        most_cached: int = MOST_CACHED,
    ) -> None:
        self._terms = terms
        self._source = source
        self._should_stop = should_stop
        self._cache: Cache[Scored] = Cache(most_cached)
        self._titles: Cache[NDArray[np.int32]] = Cache(most_cached // 8)
        self._runs: Cache[Run] = Cache(most_cached // 16)
        self._found: Cache[Postings] = Cache(most_cached // 4)
        self._to_warm = iter(FIRST_LETTERS)
        self.spread: Cache[Matches] = Cache(most_cached // 3)
        """For the evaluator: what common words find, over all papers."""

    @property
    def size(self) -> int:
        """Every paper's number is below this."""
        return self._terms.size

    @property
    def is_slow(self) -> bool:
        """Whether each answer takes long, so that a person had better know."""
        return self._terms.is_slow

    def known(self, forms: set[str]) -> list[str]:
        """Those of the folded words that stand in the library as they are."""
        return self._terms.known(forms)

    def warm_up(self) -> bool:
        """Work out one of the answers that any search begins with; whether there are more."""
        letter = next(self._to_warm, None)
        if letter is not None:
            self.scored(Word(letter, prefix=True, typed=True))
        return letter is not None

    def scored(self, leaf: Words) -> Scored | None:
        """The papers that `leaf` finds, each with its score; None where it holds no word."""
        kept = self._cache.get(leaf)
        if kept is not None:
            return kept
        run = self.run(leaf)
        if run is None:
            return None
        found = self._score(self.frequencies(leaf, fields_of(leaf)))
        if isinstance(leaf, Word) and leaf.typed:
            finished = self.scored(Word(leaf.text, leaf.field))
            if finished is not None:
                found = _at_least(found, finished, self.size)
        return self._cache.keep(leaf, found, found.numbers.nbytes + found.scores.nbytes)

    def in_titles(self, word: Word) -> NDArray[np.int32] | None:
        """The papers whose title holds the word, ascending; None where it holds no letter."""
        kept = self._titles.get(word)
        if kept is None and self.run(word) is not None:
            found = self.times(word, Field.TITLE).numbers
            kept = self._titles.keep(word, found, found.nbytes)
        return kept

    def stop_if_told(self) -> None:
        """Go no further where nobody waits for the answer any more. Errors: SearchStopped."""
        stop_if(self._should_stop)

    def share(self, word: str) -> float:
        """Which part of the papers holds this word in any form, from 0 to 1."""
        found = self.scored(Word(word))
        return len(found.numbers) / max(1, len(self._papers)) if found else 0.0

    def frequencies(self, leaf: Words, fields: Fields) -> Postings:
        """How often `leaf` stands in each paper that holds it, weighted by field and length."""
        weighed = []
        for field in fields:
            numbers, times = self.times(leaf, field)
            weighed.append(
                Postings(numbers, WEIGHT[field] * times / self._discounts[field][numbers])
            )
        return added_up(weighed, self.size)

    def times(self, leaf: Words, field: Field) -> Postings:
        """How often `leaf` stands in this text of each paper that holds it."""
        run = self.run(leaf)
        if run is None:
            return added_up((), self.size)
        if len(run.words) > 1:
            return self._times_of_run(run, field)
        (word,) = run.words
        if run.is_prefix and len(word) < SHORTEST_LOOKED_UP:
            return self._terms.begun(word, field)
        return self._terms.postings(run.completions or {term(word)}, field)

    def run(self, leaf: Words) -> Run | None:
        """The words of `leaf`, as they must stand in a text; None where there are none."""
        kept = self._runs.get(leaf)
        if kept is None:
            forms = tuple(words(leaf.text))
            if not forms:
                return None
            kept = Run(forms, leaf.prefix, self._completions(leaf, forms[-1]))
            self._runs.keep(leaf, kept, 100 * len(kept.completions))
        return kept

    def _completions(self, leaf: Words, last: str) -> frozenset[str]:
        """The terms that the last word may be as well: more than one of them, or none at all."""
        if isinstance(leaf, Word) and leaf.typo:
            known = self._terms.known(one_edit_away(last))
            return frozenset({term(last), *map(term, known)})
        if not leaf.prefix or len(last) < SHORTEST_LOOKED_UP:
            return frozenset()
        found = {name for _, name in self._terms.completions(last)}
        if isinstance(leaf, Phrase) or leaf.typed or not found:
            # "transformers" may begin no word of the library and still be a form of one.
            found.add(term(last))
        return frozenset(found)

    def _score(self, found: Postings) -> Scored:
        papers, holding = len(self._papers), len(found.numbers)
        rarity = log(1 + max(0.5, papers - holding + 0.5) / (holding + 0.5)) ** RARER
        times = found.times
        scores = (rarity * (K1 + 1)) * times / (times + K1)
        return Scored(found.numbers, scores.astype(np.float32), rarity)

    def _times_of_run(self, run: Run, field: Field) -> Postings:
        key = (run, field)
        kept = self._found.get(key)
        if kept is None:
            papers = candidates(run, field, self._terms)
            kept = counted(run, field, papers, self._source, self._should_stop)
            self._found.keep(key, kept, kept.numbers.nbytes + kept.times.nbytes)
        return kept

    @cached_property
    def _papers(self) -> NDArray[np.int32]:
        return self._terms.papers()

    @cached_property
    def _discounts(self) -> dict[Field, NDArray[np.float32]]:
        found = {}
        for field in BOTH:
            lengths, strength = self._terms.lengths(field), LENGTH[field]
            mean = float(lengths.sum()) / max(1, len(self._papers)) or 1.0
            found[field] = ((1 - strength) + (strength / mean) * lengths).astype(np.float32)
        return found


def fields_of(leaf: Words) -> Fields:
    """The texts that `leaf` is looked for in."""
    return BOTH if leaf.field is None else (leaf.field,)


def _at_least(begun: Scored, finished: Scored, size: int) -> Scored:
    """A word being typed: less than a finished one, but no less than itself finished."""
    scores = np.zeros(size, np.float32)
    scores[begun.numbers] = TYPED * begun.scores
    scores[finished.numbers] = np.maximum(scores[finished.numbers], finished.scores)
    numbers = np.flatnonzero(scores).astype(np.int32)
    return Scored(numbers, scores[numbers], begun.rarity)
