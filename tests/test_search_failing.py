"""What is told, and offered, when no paper holds all that was asked for."""

from __future__ import annotations

import pytest

from index.errors import SearchStopped
from index.query.question import Question
from index.search.answer import Failure, Missing
from tests.search_library import Asked, small_library
from tests.search_source import MemorySource


@pytest.fixture
def asked(tmp_path):
    asked = Asked(tmp_path, small_library())
    asked.search.rebuild()
    yield asked
    asked.search.close()


def failed(asked, text, scope=""):
    answer = asked.search.answer(Question(text, scope))
    assert answer.failure is not None
    return answer.failure


def test_the_word_that_no_paper_holds_with_the_others_is_named(asked):
    failure = failed(asked, "graph atention code")
    assert failure.missing == (Missing("atention"),)


@pytest.mark.parametrize(
    ("text", "scope", "part"),
    [
        ("-experts", "title:mixture", Missing("experts", is_left_out=True)),
        ("graph -code", "", Missing("code", is_left_out=True)),
        ('graph -"attention for tabular"', "", Missing("attention for tabular", is_left_out=True)),
        ("title:graph -title:attention", "", Missing("title:attention", is_left_out=True)),
    ],
)
def test_what_every_paper_holds_is_named_where_it_is_to_be_left_out(asked, text, scope, part):
    assert part in failed(asked, text, scope).missing


def test_the_query_with_what_was_to_be_left_out_is_offered(asked):
    ways = failed(asked, "graph -code").ways_out
    assert ("graph", "with “code” too", 1) in [(way.text, way.words, way.papers) for way in ways]


def test_nothing_is_missing_where_the_filter_leaves_no_paper(asked):
    assert failed(asked, "-graph", scope="is:read").missing == ()


def test_a_spelling_one_edit_away_is_offered_with_what_it_finds(asked):
    first = failed(asked, "graph atention code").ways_out[0]
    assert (first.text, first.words, first.papers) == ("graph attention code", "attention", 1)


def test_the_query_without_the_word_is_offered(asked):
    last = failed(asked, "graph atention code").ways_out[-1]
    assert (last.text, last.words, last.papers) == ("graph code", "without “atention”", 1)


def test_each_way_out_finds_as_many_papers_as_it_says(asked):
    for text in (
        "graph experts",
        "graph expert -code",
        "expertz",
        '"of graphs" code',
        "graph is:read",
    ):
        for way in failed(asked, text).ways_out:
            assert len(asked.titles(way.text)) == way.papers > 0


def test_a_single_unknown_word_has_only_its_spellings(asked):
    failure = failed(asked, "expertz")
    assert failure.missing == (Missing("expertz"),)
    assert [way.text for way in failure.ways_out] == ["experts"]


def test_the_papers_that_hold_most_of_the_words_follow(asked):
    answer = asked.search.answer(Question("graph attention tables experts"))
    assert answer.failure
    assert asked.source.kept[answer.ids[0]].text.title.startswith("Graph")


def test_a_condition_must_hold_even_for_those_that_hold_most(asked):
    answer = asked.search.answer(Question("attention experts sparse tables -title:graph"))
    assert answer.failure
    assert {asked.source.kept[paper].text.title.split()[0] for paper in answer.ids} == {"k-Sparse"}


def test_what_fails_within_a_filter_is_told_for_the_filter(asked):
    failure = failed(asked, "graph", scope="title:mixture")
    assert failure.missing == (Missing("graph"),)
    assert failure.ways_out == ()


def test_a_sentence_that_a_filter_leaves_without_papers_names_no_word(asked):
    failure = failed(asked, "where does attention find its tables", scope="title:terminals")
    assert failure == Failure((), ())


def test_without_an_index_a_query_is_offered_without_the_word_alone(tmp_path):
    asked = Asked(tmp_path, small_library())
    assert [way.text for way in failed(asked, "graph atention code").ways_out] == ["graph code"]


def test_nothing_fails_where_there_are_papers(asked):
    assert asked.search.answer(Question("graph")).failure is None
    assert asked.search.answer(Question("is:read")).failure is None


def test_a_query_of_very_many_parts_is_not_looked_into(asked):
    words = " AND ".join(f"nosuch{number}" for number in range(100))
    assert failed(asked, words).ways_out == ()


def test_looking_for_ways_out_stops_when_nobody_waits(asked):
    asks = iter([False])
    asked.search.should_stop = lambda: next(asks, True)
    with pytest.raises(SearchStopped):
        asked.search.answer(Question("graph atention code nosuch"))


def test_several_unknown_words_are_offered_respelled_together(asked):
    failure = failed(asked, "grph atention code")
    assert [part.text for part in failure.missing] == ["grph", "atention"]
    (way,) = failure.ways_out
    assert (way.text, way.words, way.papers) == ("graph attention code", "graph attention", 1)
    assert failed(asked, "grph zzzzzz").ways_out == ()
    assert failed(asked, "experts grph selff").ways_out == ()


def test_words_that_tell_nothing_are_left_out_where_they_are_in_the_way(asked):
    answer = asked.search.answer(Question("about terminal text"))
    assert answer.failure is None
    assert answer.notes == ("No paper holds “about” with the rest: left out.",)
    assert asked.titles("about terminal text") == ["Transformer Terminals"]
    assert asked.titles("of mixture -of") == []


def test_the_least_telling_word_is_the_first_to_go_without(tmp_path):
    source = MemorySource()
    for number in range(5):
        source.add(f"Papers {number}", "on networks")
    source.add("Pruning", "of networks")
    asked = Asked(tmp_path, source)
    asked.search.rebuild()
    ways = failed(asked, "papers networks pruning").ways_out
    assert [way.text for way in ways] == ["networks pruning", "papers networks"]
    asked.search.close()
