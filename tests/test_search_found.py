"""The papers found, in order: a sequence that looks ids up as they are needed."""

from __future__ import annotations

import pytest

from index.query.question import Question, Sort
from index.search import found, ranking
from tests.builders import SAVED, a_library, a_page, every_id
from tests.search_library import Asked
from tests.search_source import MemorySource


@pytest.fixture
def asked(tmp_path):
    source = MemorySource()
    for number in range(200):
        source.add(f"Paper {number}", "graph " * (number % 7 + 1) + "filler " * (number % 5))
    asked = Asked(tmp_path, source)
    asked.search.rebuild()
    yield asked
    asked.search.close()


def test_the_head_of_a_long_list_is_as_in_the_whole(asked, monkeypatch):
    whole = tuple(asked.search.answer(Question("graph")).ids)
    assert len(whole) == len(set(whole)) == 200
    monkeypatch.setattr(ranking, "HEAD", 10)
    ids = asked.search.answer(Question("graph")).ids
    assert ids[:10] == whole[:10]
    assert ids[0] == whole[0]
    assert tuple(ids) == whole
    assert ids[-1] == whole[-1]
    assert [ids[place] for place in range(200)] == list(whole)


def test_a_paper_is_found_at_its_place(asked, monkeypatch):
    monkeypatch.setattr(ranking, "HEAD", 10)
    ids = asked.search.answer(Question("graph")).ids
    for place in (0, 9, 63, 64, 199):
        assert ids.index(ids[place]) == place
        assert ids[place] in ids
    assert "nobody" not in ids
    assert 7 not in ids
    with pytest.raises(ValueError, match="not found"):
        ids.index("nobody")
    with pytest.raises(ValueError, match="not found"):
        ids.index(ids[0], 1)
    with pytest.raises(IndexError):
        ids[200]


def test_ids_are_looked_up_only_where_they_are_seen(asked, monkeypatch):
    asked_for = []
    ids_of = asked.source.ids
    monkeypatch.setattr(
        asked.source, "ids", lambda numbers: asked_for.extend(numbers) or ids_of(numbers)
    )
    ids = asked.search.answer(Question("graph")).ids
    assert (len(ids), asked_for) == (200, [])
    assert ids[3]
    assert len(asked_for) == found.LOOKED_UP
    assert ids[4]
    assert len(asked_for) == found.LOOKED_UP


def test_the_limit_of_a_query_holds(asked):
    whole = asked.search.answer(Question("graph")).ids
    limited = asked.search.answer(Question("graph limit:5"))
    assert tuple(limited.ids) == tuple(whole[:5])


def test_the_order_said_in_the_query_goes_before_the_chosen_one(asked):
    answer = asked.search.answer(Question("graph sort:title", sort=Sort.NEW))
    assert answer.sort is Sort.TITLE
    titles = [asked.source.kept[paper].text.title for paper in answer.ids]
    assert titles == sorted(titles)


@pytest.mark.parametrize("ask", ["answer", "why", "facets"])
def test_papers_may_come_between_two_looks_at_the_library(asked, monkeypatch, ask):
    looks = []
    ordered = asked.source.ordered

    def ordered_later(sort):
        if len(looks) < 5:
            looks.append(asked.source.add(f"Late {len(looks)}", "graph"))
        return ordered(sort)

    monkeypatch.setattr(asked.source, "ordered", ordered_later)
    question = Question("graph -/late/")
    if ask == "why":
        asked.search.why(question, asked.paper("Paper 7"))
    else:
        getattr(asked.search, ask)(question)
    assert looks


def test_what_is_asked_within_a_moment_is_told_of_that_moment(open_library):
    library = open_library(a_page(("Otters", "Otters swim.")))
    store = library.store
    with store.moment():
        before = (store.version(), store.ordered(Sort.NEW), store.count())
        with a_library(library.places) as other:
            other.bookmark(every_id(other))
            other.add(a_page(("Herons", "Herons wade."), name="later.txt"), SAVED)
        assert (store.version(), store.ordered(Sort.NEW), store.count()) == before
    assert store.version() > before[0]
    assert store.count() == 2
