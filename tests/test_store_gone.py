"""A library's file taken away or replaced while it is open."""

from __future__ import annotations

import shutil
from concurrent.futures import ThreadPoolExecutor

import pytest

from index.errors import LibraryGone, LibraryTooNew
from index.store.opening import connect
from tests.builders import a_library, a_page, every_id, ids_by_title

ONE = a_page(("One", ""))
TWO = a_page(("Two", ""), name="2.txt")


def test_a_library_that_is_taken_away_is_read_but_not_written(home, tmp_path):
    with a_library(home, ONE) as library:
        paper = ids_by_title(library)["One"]
        home.data.rename(tmp_path / "elsewhere")
        assert library.counts().total == 1
        with pytest.raises(LibraryGone, match=r"is gone, so nothing was changed; bring"):
            library.bookmark([paper])
        (tmp_path / "elsewhere").rename(home.data)
        assert library.counts().bookmarked == 0
        assert library.bookmark([paper]) == 1


def test_a_thread_that_first_reads_once_it_is_gone_reads_it_too(home, tmp_path):
    with a_library(home, ONE) as library, ThreadPoolExecutor(1) as earlier:
        assert earlier.submit(library.counts).result().total == 1
        home.data.rename(tmp_path / "elsewhere")
        with ThreadPoolExecutor(1) as later:
            assert later.submit(library.counts).result().total == 1
            assert later.submit(ids_by_title, library).result().keys() == {"One"}
            (tmp_path / "elsewhere").rename(home.data)
            assert later.submit(library.retag, every_id(library), ["back"], []).result() == 1
        assert library.paper(*every_id(library)).tags == ("back",)


def test_a_library_that_is_removed_is_not_made_anew_under_its_readers(home):
    with a_library(home, ONE) as library:
        shutil.rmtree(home.data)
        assert library.counts().total == 1
        with pytest.raises(LibraryGone):
            library.retag(ids_by_title(library).values(), add=["lost"])
        with pytest.raises(LibraryGone):
            library.reindex()
        assert not home.data.exists()


def test_another_library_in_its_place_is_read_and_written_from_then_on(home, tmp_path):
    with a_library(tmp_path / "other", TWO):
        pass
    with a_library(home, ONE) as library:
        assert [tag.name for tag in library.tags()] == []
        identity = library.store.identity()
        (tmp_path / "other" / "library.db").replace(home.library)
        assert list(ids_by_title(library)) == ["Two"]
        assert library.store.identity() != identity
        assert library.bookmark(ids_by_title(library).values()) == 1
    with a_library(home) as library:
        assert (list(ids_by_title(library)), library.counts().bookmarked) == (["Two"], 1)


def test_a_newer_library_in_its_place_is_left_as_it_is(home, tmp_path):
    with a_library(tmp_path / "other", TWO):
        pass
    newer = connect(tmp_path / "other" / "library.db")
    newer.execute("PRAGMA user_version = 1000")
    newer.close()
    with a_library(home, ONE) as library:
        (tmp_path / "other" / "library.db").replace(home.library)
        before = home.library.read_bytes()
        with pytest.raises(LibraryTooNew):
            library.counts()
        with pytest.raises(LibraryTooNew):
            library.bookmark([])
        assert home.library.read_bytes() == before


def test_a_library_taken_away_amid_a_change_says_that_it_may_be_lost(home, tmp_path):
    with a_library(home, ONE) as library:
        paper = ids_by_title(library)["One"]

        def mark_and_move() -> None:
            with library.store.writing("marks") as connection:
                connection.execute("INSERT INTO bookmark (paper, since) VALUES (?, '')", (paper,))
                home.library.rename(tmp_path / "elsewhere.db")

        with pytest.raises(LibraryGone, match="look whether the last change is in it"):
            mark_and_move()


def test_a_library_at_rest_is_whole_in_its_own_file(home, tmp_path):
    with a_library(home, ONE) as library:
        library.bookmark(ids_by_title(library).values())
        assert library.store.unsettled() > 0
        library.store.settle()
        assert library.store.unsettled() == 0
        (tmp_path / "copy").mkdir()
        shutil.copyfile(home.library, tmp_path / "copy" / "library.db")
        with a_library(tmp_path / "copy") as copy:
            assert copy.counts().bookmarked == 1
        with library.store.reading() as reader:  # who reads is not waited for
            reader.execute("SELECT * FROM paper").fetchone()
            with a_library(home) as other:
                other.bookmark(ids_by_title(other).values(), on=False)
                other.store.settle()
                assert other.store.unsettled() > 0
