"""Phrases: where words may stand side by side, known without positions."""

from __future__ import annotations

from itertools import pairwise

import pytest

from index.search.reading import IndexedTerms
from index.search.stems import term
from index.search.tokens import words
from tests.search_index import commit, invented
from tests.search_library import Asked
from tests.search_source import MemorySource

PAPERS = invented(300) | {900: ("Narrow graph readers", "graph narrow readers")}


@pytest.fixture(scope="module")
def terms(tmp_path_factory):
    folder = tmp_path_factory.mktemp("pairs") / "index"
    commit(folder, PAPERS)
    terms = IndexedTerms(folder)
    yield terms
    terms.close()


def papers_with(one: str, other: str) -> set[int]:
    return {
        number
        for number, texts in PAPERS.items()
        for text in texts
        if (one, other) in pairwise(map(term, words(text)))
    }


def test_every_paper_with_two_words_side_by_side_is_among_those_told(terms):
    seen = 0
    for texts in list(PAPERS.values())[::10]:
        for one, other in list(pairwise(map(term, words(texts[1]))))[::7]:
            told = terms.side_by_side(one, {other}).tolist()
            assert told == sorted(set(told))
            assert papers_with(one, other) <= set(told)
            seen += len(told)
    assert seen


def test_hardly_a_paper_is_told_that_has_them_otherwise(terms):
    assert terms.side_by_side("narrow", {"graph"}).tolist() == [900]
    assert terms.side_by_side("title", {"narrow"}).tolist() == []


def test_each_of_several_seconds_counts(terms):
    one = terms.side_by_side("narrow", {"graph"})
    other = terms.side_by_side("narrow", {"reader"})
    both = terms.side_by_side("narrow", {"graph", "reader"})
    assert set(one) | set(other) == set(both)


def test_a_phrase_of_common_words_reads_few_texts(tmp_path, monkeypatch):
    source = MemorySource()
    for number in range(300):
        source.add(f"Paper {number}", "graph of a network")
    source.add("Another", "a graph network, a graph networking")
    asked = Asked(tmp_path, source)
    asked.search.rebuild()
    read = []
    texts = source.texts
    monkeypatch.setattr(source, "texts", lambda numbers: read.extend(numbers) or texts(numbers))
    assert asked.titles('"graph network"') == ["Another"]
    assert asked.titles('"graph netw', typing=True) == ["Another"]
    assert len(set(read)) < 10
    asked.search.close()
