"""The answer to the empty question: every paper, in any order, for any thread."""

from __future__ import annotations

import pytest

from index.query.field import Field
from index.query.question import Question, Sort
from index.search.everything import everything, is_for_everything
from index.search.search import Search
from tests.search_library import small_library
from tests.search_source import MemorySource


@pytest.mark.parametrize(
    ("question", "is_it"),
    [
        (Question(), True),
        (Question(" \t", scope=" "), True),
        (Question(sort=Sort.TITLE), True),
        (Question("graph"), False),
        (Question(scope="is:read"), False),
    ],
)
def test_only_a_question_without_text_and_scope_is_for_everything(question, is_it):
    assert is_for_everything(question) is is_it


@pytest.mark.parametrize("sort", [None, *Sort])
def test_everything_comes_in_each_order_as_from_a_search(tmp_path, sort):
    source = small_library()
    question = Question(sort=sort)
    answer, searched = everything(question, source), Search(tmp_path, source).answer(question)
    assert answer.ids == searched.ids == tuple(source.ordered(sort or Sort.NEW))
    assert answer.sort == searched.sort
    assert answer.sort is not Sort.RELEVANCE
    assert (answer.total, answer.notes, answer.question) == (5, (), question)
    assert answer.lit.spans("Graph Attention", Field.TITLE) == []
    assert not answer.is_without_index


def test_everything_of_an_empty_library_is_nothing():
    answer = everything(Question(), MemorySource())
    assert (answer.ids, answer.total) == ((), 0)
