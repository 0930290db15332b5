"""How well a word or phrase fits each paper: BM25F over title and abstract.

Robertson and Zaragoza, The Probabilistic Relevance Framework: BM25 and Beyond (2009), section 3.5.
"""

from __future__ import annotations

from functools import cached_property
from math import log
from typing import TYPE_CHECKING

from index.query.field import Field
from index.query.tree import Phrase, Word, Words
from index.search.cache import PostingCache, Postings
from index.search.runs import Run
from index.search.stems import term
from index.search.tokens import words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from index.search.source import Source
    from index.search.terms import Terms

K1 = 1.2  # how soon more of the same word counts no more
WEIGHT = {Field.TITLE: 2.0, Field.ABSTRACT: 1.0}
LENGTH = {Field.TITLE: 0.5, Field.ABSTRACT: 0.75}  # how much a long text discounts (b)
TYPED = 0.6  # of a whole word's score, for one that is still being typed
MOST_CACHED = 600_000  # postings
MOST_KEPT = 2_000  # completions of one prefix that are cached each by itself

Fields = tuple[Field, ...]
BOTH: Fields = (Field.TITLE, Field.ABSTRACT)


class Scorer:
    """Scores from one state of an index; a newer index needs a new scorer."""

    def __init__(self, terms: Terms, source: Source, most_cached: int = MOST_CACHED) -> None:
        self._terms = terms
        self._source = source
        self._cache = PostingCache(most_cached)

    def scores(self, leaf: Words) -> Mapping[str, float] | None:
        """The papers that `leaf` finds, each with its score; None where it holds no word."""
        frequencies = self.frequencies(leaf, fields_of(leaf))
        if frequencies is None:
            return None
        key = ("scores", leaf)
        scores = self._cache.get(key)
        if scores is None:
            scores = self._score(frequencies)
            if isinstance(leaf, Word) and leaf.typed:
                finished = self.scores(Word(leaf.text, leaf.field)) or {}
                scores = {
                    paper: max(TYPED * score, finished.get(paper, 0.0))
                    for paper, score in scores.items()
                }
            self._cache.keep(key, scores)
        return scores

    def frequencies(self, leaf: Words, fields: Fields) -> Mapping[str, float] | None:
        """How often `leaf` stands in each paper that holds it, weighted by field and length."""
        run = self.run(leaf)
        if run is None:
            return None
        key = (leaf, fields)
        found = self._cache.get(key)
        if found is None:
            if len(run.words) > 1:
                found = self._run_frequencies(run, fields)
            elif run.is_prefix:
                found = self._best_frequencies(run.completions, fields)
            else:
                found = self._term_frequencies(term(run.words[0]), fields)
            self._cache.keep(key, found)
        return found

    def run(self, leaf: Words) -> Run | None:
        """The words of `leaf`, as they must stand in a text; None where there are none."""
        forms = tuple(words(leaf.text))
        if not forms:
            return None
        if not leaf.prefix:
            return Run(forms)
        completions = self._terms.completions(forms[-1])
        if isinstance(leaf, Phrase) or leaf.typed:
            # "transformers" may begin no word of the library and still be a form of one.
            completions |= {term(forms[-1])}
        return Run(forms, is_prefix=True, completions=completions)

    def _score(self, frequencies: Mapping[str, float]) -> Postings:
        papers = len(self._terms.lengths(Field.TITLE))
        rarity = log(1 + max(0.5, papers - len(frequencies) + 0.5) / (len(frequencies) + 0.5))
        return {
            paper: rarity * frequency * (K1 + 1) / (frequency + K1)
            for paper, frequency in frequencies.items()
        }

    def _term_frequencies(
        self, name: str, fields: Fields, keep: bool = True
    ) -> Mapping[str, float]:
        key = (name, fields)
        found = self._cache.get(key)
        if found is None:
            found = self._weigh({field: self._terms.postings(name, field) for field in fields})
            if keep:
                self._cache.keep(key, found)
        return found

    def _best_frequencies(self, names: frozenset[str], fields: Fields) -> Postings:
        """Of many terms, for each paper the one that it holds most of."""
        best: Postings = {}
        # All that begins with one letter would push everything else out of the cache.
        keep = len(names) <= MOST_KEPT
        for name in names:
            for paper, frequency in self._term_frequencies(name, fields, keep).items():
                if frequency > best.get(paper, 0.0):
                    best[paper] = frequency
        return best

    def _run_frequencies(self, run: Run, fields: Fields) -> Postings:
        by_field = {}
        for field in fields:
            papers = self._candidates(run, field)
            texts = self._source.texts(papers) if papers else {}
            times = {paper: float(run.times(getattr(text, field))) for paper, text in texts.items()}
            by_field[field] = {paper: count for paper, count in times.items() if count}
        return self._weigh(by_field)

    def _candidates(self, run: Run, field: Field) -> set[str]:
        """The papers that hold every word of the run in this text, wherever."""
        plain = run.words[:-1] if run.is_prefix else run.words
        found = [self._terms.postings(name, field).keys() for name in {term(w) for w in plain}]
        if run.is_prefix:
            found.append(self._best_frequencies(run.completions, (field,)).keys())
        found.sort(key=len)
        return set(found[0]).intersection(*found[1:])

    def _weigh(self, by_field: Mapping[Field, Mapping[str, float]]) -> Postings:
        weighted: Postings = {}
        for field, times in by_field.items():
            discounts, weight = self._discounts[field], WEIGHT[field]
            for paper, count in times.items():
                weighted[paper] = weighted.get(paper, 0.0) + weight * count / discounts[paper]
        return weighted

    @cached_property
    def _discounts(self) -> dict[Field, Postings]:
        return {field: _discounts(self._terms.lengths(field), LENGTH[field]) for field in BOTH}


def fields_of(leaf: Words) -> Fields:
    """The texts that `leaf` is looked for in."""
    return BOTH if leaf.field is None else (leaf.field,)


def _discounts(lengths: Mapping[str, float], strength: float) -> Postings:
    mean = sum(lengths.values()) / max(1, len(lengths)) or 1.0
    return {paper: 1 - strength + strength * length / mean for paper, length in lengths.items()}
