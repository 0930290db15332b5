"""More like this: papers that share what tells a paper from the others."""

from __future__ import annotations

import pytest

from index.query.field import Field
from index.query.question import Question
from tests.search_library import Asked
from tests.search_source import MemorySource

PAPERS = (
    ("Graph Routes", "Messages travel over graph routes; a router learns which routes are wide."),
    ("Wide Routes for Messages", "A router for messages. Routes differ, and graphs are wide."),
    ("Graphs of Tables", "A table read as a graph of cells."),
    ("Choirs", "Voices in a choir are told apart by their vowels."),
    ("And So On", "of the and"),
)


@pytest.fixture(params=["with the index", "without the index"])
def asked(request, tmp_path):
    source = MemorySource()
    for title, abstract in PAPERS:
        source.add(title, abstract)
    asked = Asked(tmp_path, source)
    if request.param == "with the index":
        asked.search.rebuild()
        asked.is_indexed = True
    yield asked
    asked.search.close()


def like(asked, title):
    return f"like:{asked.paper(title)}"


def test_the_paper_that_shares_most_comes_first_and_the_paper_itself_not_at_all(asked):
    assert asked.titles(like(asked, "Graph Routes")) == [
        "Wide Routes for Messages",
        "Graphs of Tables",
    ]


def test_words_and_conditions_narrow_what_is_like_a_paper(asked):
    assert asked.titles(like(asked, "Graph Routes") + " cells") == ["Graphs of Tables"]
    assert asked.titles(like(asked, "Graph Routes") + " -title:wide") == ["Graphs of Tables"]
    found = asked.titles(like(asked, "Graph Routes") + " OR choir")
    assert set(found) == {"Wide Routes for Messages", "Graphs of Tables", "Choirs"}


def test_what_is_not_like_a_paper_can_be_asked_for(asked):
    found = asked.titles("-" + like(asked, "Graph Routes"))
    assert set(found) == {"And So On", "Choirs", "Graph Routes"}


def test_nothing_is_like_a_paper_that_says_nothing_or_is_none(asked):
    assert asked.titles(like(asked, "And So On")) == []
    assert asked.titles("like:nosuchpaper") == []
    (note, *_) = asked.search.answer(Question("like:nosuchpaper")).notes
    assert note == "No paper has an id that begins with “nosuchpaper”: nothing is like it."


def test_the_shared_words_are_lit_and_told_as_reasons(asked):
    question = Question(like(asked, "Graph Routes"))
    lit = asked.search.answer(question).lit
    text = "Wide Routes for Voices"
    assert [text[slice(*span)] for span in lit.spans(text, Field.TITLE)] == ["Wide", "Routes"]
    reasons = asked.search.why(question, asked.paper("Wide Routes"))
    assert {"routes", "wide", "messages", "router"} <= {reason.words for reason in reasons}
    assert sum(reason.weight for reason in reasons) == pytest.approx(1)
