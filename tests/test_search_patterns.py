"""Characters and regular expressions, looked for in every text as it is written."""

from __future__ import annotations

import time

import pytest

from index.errors import SearchStopped
from index.query.field import Field
from index.query.question import Question
from index.search import patterns
from tests.search_library import Asked, small_library


@pytest.fixture
def asked(tmp_path):
    asked = Asked(tmp_path, small_library())
    asked.search.rebuild()
    yield asked
    asked.search.close()


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("=ttenti", {"Graph", "k-Sparse"}),
        ("=TTENTI", {"Graph", "k-Sparse"}),
        ("title:=ttenti", {"Graph"}),
        ('="k words"', {"k-Sparse"}),
        ("=O(n^2)", {"Graph"}),
        ("=nosuch", set()),
        ("=NAÏVE", {"Transformer"}),
        ("/att.n+tion/", {"Graph", "k-Sparse"}),
        ("/^k-/", {"k-Sparse"}),
        ("title:/expert/", {"A"}),
        ("/expert/ -title:=mixture", {"k-Sparse"}),
        ("/expert/ graph", set()),
        ("=ttenti expert", {"k-Sparse"}),
        ("expert | =neural", {"A", "k-Sparse", "Transformer"}),
    ],
)
def test_a_pattern_finds_what_is_written(asked, text, found):
    assert asked.first_words(text) == found


def test_papers_found_by_a_pattern_alone_come_newest_first(asked):
    titles = asked.titles("=ttenti")
    assert [title.split()[0] for title in titles] == ["k-Sparse", "Graph"]


def test_words_rank_what_a_pattern_finds(asked):
    assert asked.titles("/expert/ expert")[0].startswith("A Mixture")


@pytest.mark.parametrize("text", ["=ttenti", "/ttenti/", "=naïve"])
def test_what_was_looked_through_is_remembered_until_papers_change(asked, monkeypatch, text):
    found = len(asked.titles(text))
    reads = []
    for name in ("texts", "containing"):
        read = getattr(asked.source, name)
        monkeypatch.setattr(
            asked.source, name, lambda *asked_for, read=read: reads.append(1) or read(*asked_for)
        )
    assert len(asked.titles(text)) == found
    assert not reads
    asked.source.add("Inattention and naïve readers", "")
    assert len(asked.titles(text)) == found + 1
    assert reads


def test_many_patterns_are_remembered_only_so_far(asked):
    for number in range(40):
        asked.titles(f"=a{number}")
    assert len(asked.titles("=ttenti")) == 2


def test_an_expression_that_backtracks_for_ever_is_stopped_and_said(asked, monkeypatch):
    monkeypatch.setattr(patterns, "SECONDS_A_TEXT", 0.01)
    asked.source.add("Long", "a" * 40 + "!")
    answer = asked.search.answer(Question("/(a|aa)+$/"))
    assert any("takes too long" in note and "looked at" in note for note in answer.notes)
    assert answer.lit.spans("a" * 5000 + "!", Field.TITLE) == []


def test_an_expression_has_its_time_for_all_texts_together(asked, monkeypatch):
    monkeypatch.setattr(patterns, "SECONDS", -1)
    (note,) = asked.search.answer(Question("/graph/")).notes
    assert "0 of 5 papers" in note


def test_a_pattern_is_lit_where_it_stands(asked):
    lit = asked.search.answer(Question("=tten title:/ab+/")).lit
    assert lit.spans("attention abb", Field.TITLE) == [(1, 5), (10, 13)]
    assert lit.spans("attention abb", Field.ABSTRACT) == [(1, 5)]


def test_a_search_through_texts_stops_when_nobody_waits_for_it(asked):
    asked.search.should_stop = lambda: True
    with pytest.raises(SearchStopped):
        asked.search.answer(Question("/ttenti/"))
    with pytest.raises(SearchStopped):
        asked.search.answer(Question('"mixture of experts"'))
    asked.search.should_stop = lambda: False
    assert len(asked.titles("=ttenti")) == 2


def test_a_paper_that_there_was_no_time_for_is_neither_found_nor_left_out(asked, monkeypatch):
    monkeypatch.setattr(patterns, "SECONDS", -1)
    for text in ("/graph/", "-/graph/", "expert -/graph/", "-(expert | /graph/)"):
        answer = asked.search.answer(Question(text))
        assert answer.is_partial
        assert tuple(answer.ids) == (), text
    assert len(asked.search.answer(Question("expert | /graph/")).ids) == 2
    monkeypatch.setattr(patterns, "SECONDS", 2)
    assert not asked.search.answer(Question("-/graph/")).is_partial


def test_an_expression_that_takes_too_long_is_tried_once_for_a_question(asked, monkeypatch):
    monkeypatch.setattr(patterns, "SECONDS", -1)
    answer = asked.search.answer(Question("/graph/ expert | /graph/ nosuch | -/graph/"))
    assert len(answer.notes) == 1


def test_a_text_that_changed_is_looked_at_again(asked):
    assert asked.titles("=hidden") == asked.titles("/hidden/") == []
    asked.source.add("Untitled Notes", "A hidden word.")
    assert asked.titles("=hidden") == asked.titles("/hidden/") == ["Untitled Notes"]


def test_what_characters_find_does_not_depend_on_what_was_asked_before(asked):
    asked.source.add("Straße", "\u212aelvin")  # the sign for Kelvin, which folds to a k
    for text in ("=ss", "title:straße =ss", "=ss", "=ke", "title:straße =ke"):
        assert "Straße" not in asked.titles(text), text


def test_lighting_gives_an_expression_up_that_takes_too_long(asked):
    lit = asked.search.answer(Question("expert OR /(a|aa)+$/")).lit
    assert lit.spans("a" * 5000 + "!", Field.TITLE) == []
    began = time.perf_counter()
    for _ in range(1000):
        lit.spans("a" * 5000 + "!", Field.TITLE)
    assert time.perf_counter() - began < 1000 * patterns.SECONDS_TO_LIGHT
    assert [tuple(span) for span in lit.spans("an expert", Field.TITLE)] == [(3, 9)]
