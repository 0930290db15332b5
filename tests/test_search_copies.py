"""Copies of one library that went their own ways: none is answered from another's index."""

from __future__ import annotations

import shutil
from contextlib import closing

import pytest

from index.errors import SearchBroken
from index.query.question import Question
from index.search.indexing import open_in_step
from tests.builders import SAVED, a_library, a_page

PAGE = a_page(
    ("Sparse Panels", "Terminals show lists of papers, calmly."),
    ("Deep Rivers", ""),
)


@pytest.fixture
def homes(tmp_path):
    """Two copies of a library with its index."""
    with closing(a_library(tmp_path / "one", PAGE)) as library:
        library.reindex()
    shutil.copytree(tmp_path / "one", tmp_path / "other")
    return tmp_path / "one", tmp_path / "other"


def add(home, page):
    with closing(a_library(home)) as library:
        library.add(page, SAVED)
        assert library.index_is_ready()
        assert library.index_queue() == 1
        assert library.index_is_ready()


def carry(home, other):
    """Let the library of one home be the other's too, as a synced folder or a backup may do."""
    shutil.copy(home / "library.db", other / "library.db")


def found(library, text):
    return [paper.title for paper in library.papers(library.answer(Question(text)).ids)]


def new_page(title, abstract):
    return a_page((title, abstract), name=f"{title}.txt")


@pytest.mark.parametrize(
    ("page", "others"),
    [
        (new_page("Tidal Maps", "Zebra."), new_page("Lunar Maps", "Giraffe.")),
        (new_page("Deep Rivers", "Zebra."), new_page("Deep Rivers", "Giraffe.")),
    ],
    ids=["another paper", "another abstract"],
)
def test_the_index_of_a_copy_that_went_its_own_way_is_not_answered_from(homes, page, others):
    one, other = homes
    add(one, page)
    add(other, others)
    carry(one, other)
    with closing(a_library(other)) as library:
        assert not library.index_is_ready()
        answer = library.answer(Question("zebra"))
        assert answer.is_without_index
        library.reindex()
        assert library.index_is_ready()
        assert found(library, "zebra") == [page.listings[0].title]
        assert not library.answer(Question("zebra")).is_without_index


def test_the_index_of_a_copy_with_an_older_abstract_is_not_answered_from(homes):
    one, other = homes
    add(one, new_page("Deep Rivers", "Zebra."))
    carry(one, other)
    with closing(a_library(other)) as library:
        assert not library.index_is_ready()
        assert found(library, "zebra") == ["Deep Rivers"]


def test_a_part_of_another_copys_index_is_not_gone_on_with(homes):
    one, other = homes
    add(one, new_page("Tidal Maps", "Zebra."))
    add(other, new_page("Lunar Maps", "Giraffe."))
    with closing(a_library(other)) as library:
        folder = library.searching._folder
        library.reindex(lambda done, total: False)
        shutil.copytree(folder, folder.with_name(f"{folder.name}.part"), dirs_exist_ok=True)
    carry(one, other)
    with closing(a_library(other)) as library:
        library.reindex()
        assert library.index_is_ready()
        assert found(library, "zebra") == ["Tidal Maps"]


def test_an_index_that_is_in_step_goes_along_with_a_library_that_is_carried(homes):
    one, other = homes
    for home in homes:
        add(home, new_page("Tidal Maps", "Zebra."))
    carry(one, other)
    with closing(a_library(other)) as library:
        assert library.index_is_ready()


def test_what_another_process_adds_and_indexes_while_the_index_is_opened_is_in_step(homes):
    one, _ = homes
    with closing(a_library(one)) as library, closing(a_library(one)) as another:
        folder, store = library.searching._folder, library.store
        pages = iter([new_page("Tidal Maps", "Zebra."), new_page("Deep Rivers", "Zebra.")])
        queued = store.queued

        def queued_and_changed(limit):
            entries = queued(limit)
            if page := next(pages, None):
                another.add(page, SAVED)
                another.index_queue()
            return entries

        store.queued = queued_and_changed
        for _ in range(2):
            open_in_step(folder, store).close()
        assert not queued(9)
        another.add(new_page("Lunar Maps", "Giraffe."), SAVED)
        store.unqueue(1 << 40)
        with pytest.raises(SearchBroken, match="out of step"):
            open_in_step(folder, store)
