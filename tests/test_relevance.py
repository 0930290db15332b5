"""How well search ranks, held to its figures; `python -m tests.relevance` prints them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.relevance.figures import KNOWN_ITEMS, NDCG, RECALL
from tests.relevance.judged import COLLECTION, NO_COLLECTION, questions, relevance
from tests.relevance.known_items import SETS, known_items, mrr
from tests.relevance.libraries import (
    NO_PAGES,
    PAGES,
    of_collection,
    of_sample_pages,
    of_starter_page,
    papers_of,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from index.library import Library


@pytest.fixture(scope="module")
def starter(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    with of_starter_page(tmp_path_factory.mktemp("starter")) as library:
        yield library


@pytest.fixture(scope="module")
def sample_pages(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    with of_sample_pages(tmp_path_factory.mktemp("pages")) as library:
        yield library


@pytest.mark.parametrize("name", SETS)
def test_a_paper_of_the_first_page_is_found_by_what_one_remembers_of_it(
    starter: Library, name: str
) -> None:
    items = known_items(papers_of(starter), name)
    assert items
    assert mrr(starter, items) >= KNOWN_ITEMS[name]


@pytest.mark.parametrize("name", SETS)
@pytest.mark.skipif(not PAGES.is_dir(), reason=NO_PAGES)
def test_one_paper_of_hundreds_is_found_by_what_one_remembers_of_it(
    sample_pages: Library, name: str
) -> None:
    items = known_items(papers_of(sample_pages), name)
    assert len(items) > 250
    assert mrr(sample_pages, items) >= KNOWN_ITEMS[name]


@pytest.mark.skipif(not COLLECTION.is_dir(), reason=NO_COLLECTION)
def test_questions_bring_up_the_papers_that_people_found_helpful(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    with of_collection(tmp_path_factory.mktemp("collection")) as library:
        measured = relevance(library, questions())
    assert measured.ndcg >= NDCG
    assert measured.recall >= RECALL


def test_the_same_papers_give_the_same_queries_every_time(starter: Library) -> None:
    papers = papers_of(starter)
    for name in SETS:
        assert known_items(papers, name) == known_items(papers, name)
