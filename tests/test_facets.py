"""Facets: how a result could be narrowed, and what sets it apart."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from index.query.question import Question
from index.query.tree import And, Everything, Tagged, Word
from index.search.answer import Facet
from index.search.facets import LOOKED_THROUGH, MOST, facets
from index.search.search import Search
from index.search.source import Grouping
from tests.builders import a_page, ids_of
from tests.search_source import MemorySource

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from index.query.tree import Tree
    from index.search.answer import Facets

ABSTRACTS = (
    "A graph neural network reads tables. Orders of magnitude faster than others are. "
    "Wooden shelves carry heavy books through long corridors.",
    "Graph neural networks read the code; state-of-the-art results follow. "
    "Quiet rivers cross green meadows while tall herons wait.",
    "We train a graph neural network by hand. It is orders of magnitude slower. "
    "Old bridges span narrow valleys near stone villages.",
    "Sparse panels calm. The graph Neural Network is drawn, orders of magnitude larger. "
    "Bright lamps light empty streets during cold evenings.",
)
OTHERS = (
    "Neural panels are calm networks of panels.",
    "A network may be neural, though its orders have magnitude.",
    "Terminals draw letters in cells.",
    "Cells of a terminal hold letters.",
)
PANELS = Word("panels")


def a_source() -> MemorySource:
    source = MemorySource()
    for place, abstract in enumerate(ABSTRACTS):
        source.add(f"Reader {place}", abstract, tags=("graphs",) if place else ("graphs", "first"))
    for place, abstract in enumerate(OTHERS):
        source.add(f"Other {place}", abstract, tags=("other",), page=f"page {place % 2}.txt")
    for place in range(8):
        source.add(f"Remote {place}", f"Far from all this is number {place}.")
    return source


def common(source: MemorySource, word: str) -> float:
    """Which part of the papers holds the word, or its plural."""
    texts = [f" {kept.text.abstract.lower()} " for kept in source.kept.values()]
    return sum(f" {word.removesuffix('s')}" in text for text in texts) / len(texts)


def facets_of(source: MemorySource, tree: Tree, count: int, *, is_known: bool = True) -> Facets:
    """The facets of the first papers that were added, as found by this tree."""
    found = np.arange(1, count + 1, dtype=np.int32)
    share = (lambda word: common(source, word)) if is_known else None
    return facets(found, tree, source, share)


def test_tags_and_pages_are_counted_in_what_was_found_alone() -> None:
    found = facets_of(a_source(), Word("reader"), 6)
    assert found.tags == (
        Facet("#graphs", "tag:graphs", 4),
        Facet("#other", "tag:other", 2),
        Facet("#first", "tag:first", 1),
    )
    assert [(page.words, page.papers) for page in found.pages] == [
        ("2026-09-01.txt", 4),
        ("page 1.txt", 1),
        ("page 0.txt", 1),
    ]
    assert found.pages[1].query == 'page:"page 1.txt"'


def test_what_holds_for_all_that_was_found_narrows_nothing_and_is_left_out() -> None:
    found = facets_of(a_source(), Word("reader"), 4)
    assert [tag.words for tag in found.tags] == ["#first"]
    assert found.pages == ()


def test_with_code_is_a_facet_where_some_papers_have_code_and_others_none() -> None:
    source = a_source()
    source.kept[source.add("Coded")].has_code = True
    assert facets_of(source, Everything(), 17).things == (Facet("with code", "has:code", 1),)
    assert facets_of(source, Everything(), 16).things == ()


def test_no_kind_has_more_facets_than_can_be_chosen_from() -> None:
    source = MemorySource()
    for place in range(MOST + 3):
        source.add(f"Paper {place}", tags=(f"tag-{place}",))
    assert len(facets_of(source, Everything(), MOST + 3).tags) == MOST


def test_nothing_found_has_no_facets() -> None:
    found = facets_of(a_source(), Word("nothing"), 0)
    assert found == facets_of(MemorySource(), Everything(), 0)
    assert not any((found.tags, found.pages, found.things, found.phrases))


def test_phrases_that_the_found_say_and_others_do_not_are_facets_as_they_are_written() -> None:
    source = a_source()
    found = facets_of(source, PANELS, 5).phrases
    assert Facet("graph neural network", '"graph neural network"', 4) in found
    assert Facet("Orders of magnitude", '"Orders of magnitude"', 3) not in found
    assert [each.papers for each in found if each.words == "orders of magnitude"] == [3]


def test_phrases_neither_repeat_each_other_nor_the_words_asked_for() -> None:
    found = facets_of(a_source(), Word("neural networks graph"), 5).phrases
    assert [each.words for each in found] == ["orders of magnitude"]
    begun = facets_of(
        a_source(), And(tuple(Word(w, prefix=True) for w in ("neur", "net", "gr"))), 5
    ).phrases
    assert [each.words for each in begun] == ["orders of magnitude"]


def test_phrases_need_to_know_how_common_words_are() -> None:
    assert facets_of(a_source(), PANELS, 5, is_known=False).phrases == ()


def test_words_as_common_elsewhere_tell_nothing() -> None:
    source = a_source()
    for place in range(LOOKED_THROUGH):
        source.add(
            f"Echo {place}", f"{ABSTRACTS[place % 4]} Number {place} says so in its own way."
        )
    assert facets_of(source, PANELS, 5).phrases == ()


def test_papers_that_repeat_one_another_have_one_voice() -> None:
    source = MemorySource()
    for place in range(4):
        source.add(f"Version {place}", "A very wordy abstract counts furry animals in dark woods.")
        source.add(f"Else {place}", f"Nothing of number {place} is shared.")
    assert facets_of(source, Word("version"), 8).phrases == ()


@pytest.fixture
def library(open_library):
    first = a_page(("One", "a"), ("Two", "b"), name="first.txt", label="Sep 1")
    second = a_page(("Two", "b"), ("Three", "c"), ("Two", "b"), name="second.txt", label=None)
    return open_library(first, second)


def test_the_store_groups_papers_by_page_each_once_and_newest_page_first(library) -> None:
    grouped = library.store.grouped(Grouping.PAGE)
    assert dict(zip(grouped.names, grouped.words, strict=True)) == {
        "first.txt": "Sep 1",
        "second.txt": "second.txt",
    }
    titles = {paper.id: paper.title for paper in library.papers(ids_of(library, grouped.papers))}
    members = sorted(
        (grouped.names[group], titles[paper])
        for group, paper in zip(grouped.groups, ids_of(library, grouped.papers), strict=True)
    )
    assert members == [
        ("first.txt", "One"),
        ("first.txt", "Two"),
        ("second.txt", "Three"),
        ("second.txt", "Two"),
    ]


def test_the_store_groups_papers_by_tag_anew_once_tags_change(library) -> None:
    papers = library.store.ids(library.store.ordered("title"))
    library.retag(papers[:2], add=["b", "a"])
    before = library.store.grouped(Grouping.TAG)
    assert before.names == ("a", "b")
    assert library.store.grouped(Grouping.TAG) is before
    library.retag(papers[:1], remove=["b"])
    after = library.store.grouped(Grouping.TAG)
    tagged_b = [n for group, n in zip(after.groups, after.papers, strict=True) if group == 1]
    assert tagged_b == list(library.store.matching(Tagged(("b",))))


@pytest.fixture
def search(tmp_path: Path) -> Iterator[Search]:
    searched = Search(tmp_path, a_source())
    searched.rebuild()
    yield searched
    searched.close()


def test_facets_of_a_question_are_those_of_its_answer_within_its_filter(search: Search) -> None:
    found = search.facets(Question("graph OR cells", typing=True))
    assert {each.words for each in found.tags} == {"#graphs", "#other", "#first"}
    assert "graph neural network" in [each.words for each in found.phrases]
    within = search.facets(Question("graph OR cells", scope="tag:first,other"))
    assert {each.words for each in within.tags} == {"#other", "#graphs", "#first"}


def test_facets_of_a_limited_answer_are_those_of_its_papers(search: Search) -> None:
    found = search.facets(Question("graph limit:2 sort:title"))
    assert found.tags == (Facet("#first", "tag:first", 1),)


def test_facets_of_everything_need_no_words(search: Search) -> None:
    found = search.facets(Question())
    assert Facet("#graphs", "tag:graphs", 4) in found.tags


def test_a_search_that_fails_has_no_facets(search: Search) -> None:
    found = search.facets(Question("graph neural zebra"))
    assert not any((found.tags, found.pages, found.things, found.phrases))


def test_without_an_index_there_are_facets_but_no_phrases(tmp_path: Path) -> None:
    found = Search(tmp_path, a_source()).facets(Question("graph OR cells"))
    assert {each.words for each in found.tags} == {"#graphs", "#other", "#first"}
    assert found.phrases == ()
