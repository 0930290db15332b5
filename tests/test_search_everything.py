"""The answer to the empty question: every paper, in any order, for any thread."""

from __future__ import annotations

import pytest

from index.query.field import Field
from index.query.question import Question, Sort
from index.search import everything as module
from index.search.everything import everything, is_for_everything
from tests.builders import SAVED, a_library, a_page, every_id

OLDER = a_page(*[(f"Older {n}", f"Text {n}.") for n in range(9)], name="older.txt", label="Sep 1")
NEWER = a_page(*[(f"Newer {n}", f"Text {n}.") for n in range(9)], name="newer.txt", label="Sep 8")
LATE = a_page(
    *[(f"Late {n}", "Rivers.") for n in range(3)],
    ("Older 7", "Text 7."),
    ("Newer 2", "Text 2."),
    name="late.txt",
    label="Sep 9",
)


@pytest.fixture
def library(open_library, monkeypatch):
    """Eighteen papers, of which four are read at a time."""
    monkeypatch.setattr(module, "AT_ONCE", 4)
    monkeypatch.setattr(module, "_IN_A_ROW", 5)
    return open_library(OLDER, NEWER)


@pytest.fixture
def asked(library, monkeypatch):
    """The names of the store's orders that were read."""
    orders, ordered = [], library.store.ordered

    def told(sort):
        orders.append(sort)
        return ordered(sort)

    monkeypatch.setattr(library.store, "ordered", told)
    return orders


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
def test_only_a_question_without_text_and_scope_is_for_everything(library, question, is_it):
    assert is_for_everything(question) is is_it
    assert (library.first_answer(question) is not None) is is_it


@pytest.mark.parametrize("sort", [None, *Sort])
def test_everything_comes_in_each_order(library, sort):
    question = Question(sort=sort)
    answer = library.answer(question)
    assert tuple(answer.ids) == every_id(library, sort or Sort.NEW)
    assert answer.sort is not Sort.RELEVANCE
    assert (answer.total, answer.notes, answer.question) == (18, (), question)
    assert answer.lit.spans("Graph Attention", Field.TITLE) == []
    assert not answer.is_without_index


def test_everything_of_an_empty_library_is_nothing(open_library):
    answer = everything(Question(), open_library().store)
    assert (list(answer.ids), len(answer.ids), answer.total) == ([], 0, 0)
    assert not answer.ids
    assert "nobody" not in answer.ids


def test_the_first_screen_reads_no_whole_order(library, asked):
    wanted = every_id(library)
    asked.clear()
    ids = library.first_answer(Question()).ids
    assert (len(ids), ids[0], ids[3], ids[1:3]) == (18, wanted[0], wanted[3], wanted[1:3])
    assert ids.index(wanted[2]) == 2
    assert wanted[17] in ids
    assert asked == []


def test_places_slices_and_the_places_of_papers_are_those_of_the_whole_order(library):
    wanted = every_id(library)
    for sort in (Sort.NEW, Sort.TITLE):
        wanted = every_id(library, sort)
        ids = library.first_answer(Question(sort=sort)).ids
        assert [ids[place] for place in (17, 0, 5, -1, -18)] == [
            wanted[place] for place in (17, 0, 5, -1, -18)
        ]
        for part in (slice(2, 9), slice(None), slice(-3, None), slice(9, 2), slice(30, 40)):
            assert ids[part] == wanted[part]
        assert ids[::-3] == wanted[::-3]
        assert [ids.index(paper) for paper in wanted] == list(range(18))
        assert list(reversed(ids)) == list(reversed(wanted))


@pytest.mark.parametrize("place", [18, -19])
def test_there_is_nothing_beyond_the_last_place(library, place):
    with pytest.raises(IndexError):
        library.first_answer(Question()).ids[place]


def test_a_paper_that_is_not_there_has_no_place(library):
    ids = library.first_answer(Question()).ids
    assert "nobody" not in ids
    assert 7 not in ids
    for ask in (
        lambda: ids.index("nobody"),
        lambda: ids.index(ids[5], 6),
        lambda: ids.index(ids[5], 0, 5),
    ):
        with pytest.raises(ValueError, match=r"."):
            ask()


@pytest.mark.parametrize("seen", [(), (0,), (17,)])
def test_what_is_shown_at_a_place_stays_there_though_pages_are_added(library, home, seen):
    """The new page lists known papers too, which go to the top of an answer that is new."""
    before = every_id(library)
    ids = library.first_answer(Question()).ids
    shown = {place: ids[place] for place in seen}
    with a_library(home) as other:
        other.add(LATE, SAVED)
    assert {place: ids[place] for place in seen} == shown
    assert len(ids) == 18
    assert ids[:4] == before[:4]
    assert sorted(ids) == sorted(before)
    assert [ids.index(paper) for paper in ids] == list(range(18))
    (late, *_) = every_id(library)
    assert late not in ids
    assert tuple(library.first_answer(Question()).ids) == every_id(library)
