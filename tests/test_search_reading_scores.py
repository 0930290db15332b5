"""Ranking made of our arrays is Whoosh's own exhaustive BM25F."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from whoosh.query import And, Or, Term

from index.query.field import Field
from index.search.reading import IndexedTerms
from tests.search_index import commit, invented, searcher_of

K1, B = 1.2, 0.75


@pytest.fixture(scope="module", params=[False, True], ids=["fast", "stock"])
def both(tmp_path_factory, request):
    """An index of several segments with papers gone, read by us and by Whoosh."""
    folder = tmp_path_factory.mktemp("scores") / "index"
    commit(folder, invented(400), blocklimit=4096, compression=0)
    commit(folder, invented(60, seed=3, first=380), removed=(5, 6))
    commit(folder, invented(40, seed=4, first=100))
    terms = IndexedTerms(folder, is_stock=request.param)
    searcher = searcher_of(folder)
    yield terms, searcher
    searcher.close()
    terms.close()


def scores(terms, searcher, word, field):
    """BM25F of a word, by paper number, after Whoosh's idf and mean length."""
    found = terms.postings([word], field)
    mean = searcher.avg_field_length(field.value)
    lengths = terms.lengths(field)[found.numbers].astype(float)
    times = found.times.astype(float)
    weights = times * (K1 + 1) / (times + K1 * (1 - B + B * lengths / mean))
    by_number = np.zeros(terms.size)
    by_number[found.numbers] = searcher.idf(field.value, word.encode()) * weights
    return by_number


def scores_of_whoosh(searcher, query):
    numbers = [
        number
        for leaf, _ in searcher.leaf_searchers()
        for number in leaf.reader().column_reader("number")
    ]
    hits = searcher.search(query, limit=None)
    return {numbers[hit.docnum]: hit.score for hit in hits}


def ours(by_number, is_hit):
    return {int(number): by_number[number] for number in np.flatnonzero(is_hit)}


def sample(searcher, field):
    names = [name.decode() for name in searcher.reader().lexicon(field.value)]
    return ["network", "graph", "read", "a", *names[:: len(names) // 40]]


@pytest.mark.parametrize("field", list(Field))
def test_a_word(both, field):
    terms, searcher = both
    for word in sample(searcher, field):
        found = scores(terms, searcher, word, field)
        expected = scores_of_whoosh(searcher, Term(field.value, word))
        assert ours(found, found > 0) == pytest.approx(expected, rel=1e-5)


@pytest.mark.parametrize("field", list(Field))
@pytest.mark.parametrize("operator", [And, Or])
def test_two_words(both, field, operator):
    terms, searcher = both
    words = sample(searcher, field)
    assert len(words) > 20
    for first, second in pairwise(words):
        one = scores(terms, searcher, first, field)
        other = scores(terms, searcher, second, field)
        is_hit = (one > 0) & (other > 0) if operator is And else (one > 0) | (other > 0)
        query = operator([Term(field.value, first), Term(field.value, second)])
        expected = scores_of_whoosh(searcher, query)
        assert ours(one + other, is_hit) == pytest.approx(expected, rel=1e-5)
