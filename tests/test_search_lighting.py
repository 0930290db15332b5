"""Where hits are lit, and why a paper was found."""

from __future__ import annotations

import pytest

from index.query.field import Field
from index.query.question import Question
from tests.search_library import Asked, small_library

TITLE, ABSTRACT = Field.TITLE, Field.ABSTRACT


@pytest.fixture(params=["with the index", "without the index"])
def asked(request, tmp_path):
    asked = Asked(tmp_path, small_library())
    if request.param == "with the index":
        asked.search.rebuild()
        asked.is_indexed = True
    yield asked
    asked.search.close()


@pytest.mark.parametrize(
    ("query", "text", "lit"),
    [
        ("graph", "Graphs of a graph", ["Graphs", "graph"]),
        ("gra*", "Graphs and gravel", ["Graphs", "gravel"]),
        ('"mixture of experts"', "experts: a mixture of experts", ["mixture of experts"]),
        ("self-attention", "self-attention, self and attention", ["self-attention"]),
        ("expert -graph", "an expert on graphs", ["expert"]),
        ("-(expert graph)", "an expert on graphs", []),
        ("title:graph", "graph", []),
        ("abs:graph", "graph", ["graph"]),
        ("cafe", "the Café", ["Café"]),
        ("机制", "注意机制的", ["机制"]),
        ("a OR b", "b, a", ["b", "a"]),
        ('"a b" "b c"', "a b c", ["a b c"]),
        ("is:read", "is read", []),
        ("", "anything", []),
        ("+", "+", []),
    ],
)
def test_the_words_found_are_lit(asked, query, text, lit):
    spans = asked.search.answer(Question(query)).lit.spans(text, ABSTRACT)
    assert [text[start:end] for start, end in spans] == lit


def test_a_word_being_typed_lights_what_it_completes_to(asked):
    lit = asked.search.answer(Question("graph transf", typing=True)).lit
    text = "Transformers of graphs"
    assert [text[slice(*span)] for span in lit.spans(text, TITLE)] == ["Transformers", "graphs"]


def test_the_words_of_the_scope_are_not_lit(asked):
    lit = asked.search.answer(Question("graph", scope="code")).lit
    assert lit.spans("code graph", TITLE) == [(5, 10)]


def test_why_tells_each_word_its_place_and_its_share(asked):
    question = Question('graph "self attention" -expert OR nosuch')
    reasons = asked.search.why(question, asked.paper("Graph"))
    assert {(reason.words, reason.field, reason.times) for reason in reasons} == {
        ("graph", TITLE, 1),
        ("graph", ABSTRACT, 1),
        ("self attention", ABSTRACT, 1),
    }
    assert sum(reason.weight for reason in reasons) == pytest.approx(1)
    assert [r.weight for r in reasons] == sorted((r.weight for r in reasons), reverse=True)


def test_why_counts_what_a_beginning_stands_for(asked):
    reasons = asked.search.why(Question("transf", typing=True), asked.paper("A Mixture"))
    assert [(reason.words, reason.field, reason.times) for reason in reasons] == [
        ("transf", ABSTRACT, 1)
    ]


def test_there_is_no_reason_for_a_paper_that_is_not_found(asked):
    assert asked.search.why(Question("terminal"), asked.paper("Graph")) == ()
    assert asked.search.why(Question("graph"), "nosuchpaper") == ()
    assert asked.search.why(Question("rank:1"), asked.paper("Graph")) == ()
    assert asked.search.why(Question("+ +"), asked.paper("Graph")) == ()
