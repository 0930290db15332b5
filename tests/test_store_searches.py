"""Saved searches, and the queries that were asked."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as some

from index.errors import WrongUse
from index.query.names import canonical, search_name
from index.query.parse import parse
from index.query.tree import Saved
from index.store import searches
from index.store.rows import SavedSearch
from tests.builders import a_library


@pytest.fixture
def library(open_library):
    return open_library()


def test_a_search_is_saved_under_its_name_and_replaced(library, home):
    library.save_search("to-read", "is:unread -tag:done")
    library.save_search("@Graphs_2", "graph attention")
    library.save_search("TO-READ", " is:unread\n")
    saved = [SavedSearch("graphs_2", "graph attention"), SavedSearch("to-read", "is:unread")]
    assert library.saved_searches() == saved
    with a_library(home) as again:
        assert again.saved_searches() == saved


@pytest.mark.parametrize("name", ["graphs", "@graphs", " GRAPHS ", "ｇｒａｐｈｓ"])
def test_a_saved_search_is_known_by_its_name_however_it_is_written(library, name):
    library.save_search("Graphs", "graph")
    assert library.store.saved(name) == "graph"
    assert library.forget_search(name)
    assert library.store.saved(name) is None
    assert not library.forget_search(name)


def test_saving_tells_the_name_that_is_kept(library):
    assert library.save_search(" @Ｆoo", "graph") == "foo"
    assert library.saved_search("ＦOO") == "graph"
    assert library.saved_search("bar") is None


@pytest.mark.parametrize("name", ["größe", "图", "हिन्दी", "İstanbul", "42", "_"])
def test_a_name_may_be_of_any_script(library, name):
    library.save_search(name, "graph")
    assert library.store.saved(f"@{name}") == "graph"


@pytest.mark.parametrize(
    "name", ["", "@", " ", "two words", "a:b", "a/b", "@@a", '"a"', "x" * 65, "\udcff", "a\x1b[31m"]
)
def test_what_is_no_name_is_refused_in_one_sentence(library, name):
    with pytest.raises(WrongUse, match=r"is no name for a search; write one of at most 64 letters"):
        library.save_search(name, "graph")
    assert library.saved_searches() == []
    assert library.store.saved(name) is None
    assert not library.forget_search(name)


@given(some.text(max_size=8))
def test_what_is_kept_as_a_name_is_asked_for_by_it(text):
    try:
        name = search_name(text)
    except WrongUse:
        return
    assert parse(f"@{name}").tree == Saved(name)
    assert search_name(name) == canonical(f"@{name}") == name


@pytest.mark.parametrize("text", ["", " \n", "\x1b[31m"])
def test_an_empty_search_is_not_saved(library, text):
    library.save_search("mine", "graph")
    with pytest.raises(WrongUse, match="The search to save as @mine is empty; search for"):
        library.save_search("mine", text)
    assert library.store.saved("mine") == "graph"


def test_a_search_that_is_saved_is_a_change_and_saving_it_again_is_none(library):
    before = library.changes()
    library.save_search("mine", "graph")
    after = library.changes()
    assert after > before
    library.save_search("mine", "graph")
    assert library.changes() == after
    library.forget_search("mine")
    assert library.changes() > after


def test_undo_does_not_touch_a_saved_search(library):
    library.save_search("mine", "graph")
    assert library.undo() is None
    assert library.store.saved("mine") == "graph"


def test_queries_come_back_the_newest_first_each_once(library, home):
    for text in ("graph", "tag:moe", "graph", " \t", "graph ", "a \x1b[31mb\udcff"):
        library.remember_query(text)
    assert library.queries() == ["a b", "graph", "tag:moe"]
    assert library.queries(limit=2) == ["a b", "graph"]
    with a_library(home) as again:
        assert again.queries() == ["a b", "graph", "tag:moe"]


def test_a_query_is_no_change_of_the_library(library):
    before = library.changes()
    library.remember_query("graph")
    assert library.changes() == before


def test_the_oldest_queries_are_forgotten(library, monkeypatch):
    monkeypatch.setattr(searches, "KEPT", 3)
    for text in ("a", "b", "c", "a", "d", "b"):
        library.remember_query(text)
    assert library.queries() == ["b", "d", "a"]
