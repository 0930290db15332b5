"""The library's search, end to end: pages in, papers found."""

from __future__ import annotations

import pytest

from index.errors import SearchBroken
from index.query.question import Question
from tests.builders import SAVED, a_library, a_page, every_id

PAGE = a_page(
    ("Sparse Panels", "Terminals show lists of papers, calmly."),
    ("Deep Rivers", "Water runs downhill, and so do gradients."),
)


@pytest.fixture
def library(open_library):
    return open_library(PAGE)


def found(library, text):
    return [paper.title for paper in library.papers(library.answer(Question(text)).ids)]


def test_an_index_is_ready_once_it_was_made(library):
    assert not library.index_is_ready()
    library.reindex()
    assert library.index_is_ready()
    assert found(library, "gradients") == ["Deep Rivers"]


def test_what_is_added_later_is_found_once_the_queue_is_taken_in(library):
    library.reindex()
    library.index_queue()
    library.add(a_page(("Late Rivers", "Gradients again."), name="late.txt"), SAVED)
    assert library.index_queue() == 1
    assert set(found(library, "gradients")) == {"Deep Rivers", "Late Rivers"}
    assert library.store.queued(10) == []


def test_marks_are_found_at_once_without_touching_the_index(library):
    library.reindex()
    library.index_queue()
    (rivers,) = library.answer(Question("rivers")).ids
    library.retag([rivers], add=["water"])
    assert found(library, "tag:water gradients") == ["Deep Rivers"]
    assert library.store.queued(10) == []


def test_without_words_everything_is_found_newest_first_without_an_index(library):
    assert tuple(library.answer(Question()).ids) == every_id(library)


def test_why_a_paper_was_found_is_told(library):
    library.reindex()
    (rivers,) = library.answer(Question("gradients")).ids
    assert [reason.words for reason in library.why(Question("gradients"), rivers)] == ["gradients"]


def test_the_index_lives_in_the_cache_and_may_be_deleted(home, library):
    library.reindex()
    folders = [folder.name for folder in home.cache.iterdir()]
    assert any(name.startswith("index-") for name in folders)
    assert not any(name.startswith("index") for name in (path.name for path in home.data.iterdir()))


def test_a_library_whose_search_was_used_can_be_closed_and_opened_again(home):
    with a_library(home, PAGE) as library:
        library.reindex()
        assert found(library, "gradients") == ["Deep Rivers"]
    with a_library(home) as library:
        assert library.index_is_ready()
        assert found(library, "gradients") == ["Deep Rivers"]


def test_a_search_is_made_ready_in_steps_until_there_is_no_more_to_do(library):
    with pytest.raises(SearchBroken):
        library.warm_up()
    library.reindex()
    assert [step for step in range(100) if not library.warm_up()]
    assert found(library, "gradients") == ["Deep Rivers"]


def test_what_is_found_can_be_narrowed_by_its_tags(library):
    library.reindex()
    (rivers,) = library.answer(Question("rivers")).ids
    library.retag([rivers], add=["water"])
    (tag,) = library.facets(Question()).tags
    assert (tag.query, tag.papers) == ("tag:water", 1)


def test_a_saved_search_stands_for_what_it_finds(library):
    library.reindex()
    library.save_search("Water", "rivers OR nothing")
    assert found(library, "@water") == ["Deep Rivers"]
    library.save_search("Water", "terminals")
    assert found(library, "@water") == ["Sparse Panels"]


def test_the_papers_that_a_query_asks_for_more_like_are_known_wherever_it_names_them(library):
    ids = {paper.title: paper.id for paper in library.papers(every_id(library))}
    rivers, panels = ids["Deep Rivers"], ids["Sparse Panels"]
    library.save_search("calm", f"like:{panels}")

    def models(text):
        return [paper.title for paper in library.models(text)]

    assert models(f"(like:{rivers[:-2]} has:code) OR @calm") == ["Deep Rivers", "Sparse Panels"]
    assert models(f"LIKE:{rivers.upper()} like:{rivers} like:nosuch") == ["Deep Rivers"]
    assert models(f'"like:{rivers}" -like:{panels} a') == []
