"""What a search remembers of the index, and what it drops first."""

from __future__ import annotations

import pytest

from index.query.parse import parse
from index.query.question import Question
from index.search import reading, scoring
from index.search.cache import PostingCache
from index.search.evaluate import evaluate
from tests.search_library import Asked, small_library


@pytest.fixture
def asked(tmp_path):
    asked = Asked(tmp_path / "cache", small_library())
    yield asked
    asked.search.close()


def test_the_cache_forgets_the_longest_unused_first():
    cache = PostingCache(6)
    for name in "abc":
        cache.keep(name, {"x": 1.0})
    cache.get("a")
    cache.keep("d", {"x": 1.0})
    assert [cache.get(name) is not None for name in "abcd"] == [True, False, True, True]


def test_answers_stay_right_when_nothing_fits_the_cache(asked, monkeypatch):
    monkeypatch.setattr(scoring, "MOST_KEPT", 0)
    asked.search.rebuild()
    terms = reading.IndexedTerms(asked.search._folder)
    scorer = scoring.Scorer(terms, asked.source, most_cached=1)
    tree = parse("t* OR graph expert").tree
    expected = asked.search.answer(Question("t* OR graph expert")).ids
    assert tuple(hit.id for hit in evaluate(tree, scorer, asked.source)) == expected
    terms.close()
