"""The index lost or damaged: answers come all the same, and it is made anew."""

from __future__ import annotations

import os
import shutil
from contextlib import suppress
from pathlib import Path

import pytest

from index.errors import SearchBroken
from index.query.question import Question
from index.search.bulk.gathered import Gathered
from index.search.notes import BUILDING
from index.search.search import Search
from index.search.writing import turn_to_write
from tests.search_library import Asked, small_library

# Where Whoosh fails to open or write an index it leaves files to the garbage collector, which
# warns; on which tests of these the warning falls differs from Python to Python.
pytestmark = pytest.mark.filterwarnings(
    "ignore::ResourceWarning", "ignore::pytest.PytestUnraisableExceptionWarning"
)


@pytest.fixture
def asked(tmp_path):
    asked = Asked(tmp_path / "cache", small_library())
    yield asked
    asked.search.close()


@pytest.mark.parametrize("damage", ["deleted", "emptied", "truncated", "flipped"])
def test_whatever_happens_to_a_file_of_the_index_answers_come_and_a_rebuild_heals(tmp_path, damage):
    Asked(tmp_path, small_library()).search.rebuild()
    (folder,) = tmp_path.glob("index-*")
    names = sorted(path.name for path in folder.iterdir())
    for name in names:
        asked = Asked(tmp_path, small_library())
        asked.search.rebuild()
        asked.source.unqueue(99)
        file = asked.search._folder / name
        hurt = [path for path in asked.search._folder.iterdir() if path.suffix == file.suffix]
        for path in hurt:
            harm(path, damage)
        for text, found in (
            ("graph", {"Graph"}),
            ('"mixture of experts"', {"A"}),
            ("neur*", {"Transformer"}),
        ):
            assert asked.first_words(text) == found, (name, text)
        asked.search.why(Question("graph"), asked.paper("Graph"))
        if not asked.search.is_ready():
            asked.search.rebuild()
        assert asked.search.is_ready()
        assert asked.notes() == ()
        assert asked.first_words("graph") == {"Graph"}
        asked.search.close()


def test_an_index_found_broken_while_it_is_written_is_told_and_rebuilt(asked):
    asked.search.rebuild()
    asked.source.add("New", "zebra")
    for path in asked.search._folder.glob("*.toc"):
        harm(path, "truncated")
    with pytest.raises(SearchBroken, match="damaged"):
        asked.search.drain()
    assert not asked.search.is_ready()
    assert asked.search.drain() == 0
    assert asked.titles("zebra") == ["New"]
    asked.search.rebuild()
    assert asked.titles("zebra") == ["New"]
    assert asked.notes() == ()


@pytest.mark.parametrize("kind", ["trm", "number.col"])
def test_a_file_found_missing_while_the_index_is_written_makes_a_rebuild_due(asked, kind):
    asked.search.rebuild()
    assert asked.search.is_ready()
    for path in asked.search._folder.glob(f"*.{kind}"):
        path.unlink()
    asked.source.add("New", "zebra")
    with suppress(SearchBroken):
        asked.search.drain()
    assert not asked.search.is_ready()
    assert asked.titles("zebra") == ["New"]
    asked.search.rebuild()
    assert asked.is_indexed_for("zebra")


def test_a_full_disk_leaves_the_index_as_it_was_and_the_next_drain_does_its_work(
    asked, monkeypatch
):
    asked.search.rebuild()
    asked.source.add("New", "zebra")

    def full(gathered, paper):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Gathered, "add", full)
    with pytest.raises(SearchBroken, match="No space left"):
        asked.search.drain()
    monkeypatch.undo()
    assert asked.search.is_ready()
    assert asked.is_indexed_for("graph")
    assert asked.search.drain() == 1


def harm(path, damage):
    content = path.read_bytes()
    if damage == "deleted":
        path.unlink()
    elif damage == "emptied":
        path.write_bytes(b"")
    elif damage == "truncated":
        path.write_bytes(content[: len(content) // 2])
    else:
        path.write_bytes(bytes(byte ^ 0xA5 for byte in content))


def zero_postings(asked):
    """Damage that opening the index does not meet, and reading it does."""
    for path in asked.search._folder.glob("*.pst"):
        path.write_bytes(bytes(path.stat().st_size))


@pytest.fixture
def hurt(asked):
    """An index that opens well and breaks when it is read."""
    asked.search.rebuild()
    zero_postings(asked)
    assert asked.search.is_ready()
    return asked


def test_an_index_that_breaks_while_it_is_read_is_gone_for_every_process(hurt):
    assert hurt.sees_it_ready_elsewhere()
    assert hurt.first_words("expert") == {"A", "k-Sparse"}
    assert hurt.folders() == []
    assert not hurt.search.is_ready()
    assert not hurt.sees_it_ready_elsewhere()
    assert not hurt.is_indexed_for("expert")
    hurt.search.rebuild()
    assert hurt.is_indexed_for("expert")
    assert hurt.sees_it_ready_elsewhere()


def test_why_sets_a_broken_index_aside_too(hurt):
    reasons = hurt.search.why(Question("expert"), hurt.paper("A Mixture"))
    assert reasons[0].words == "expert"
    assert hurt.folders() == []


def test_files_of_an_index_that_broke_are_closed(hurt):
    opened = open_files(hurt.search._folder)
    hurt.first_words("expert")
    assert open_files(hurt.search._folder) == opened == []


def open_files(folder):
    """The files of the index that this process has mapped or open."""
    process = Path("/proc/self")
    if not process.exists():
        pytest.skip("only Linux lists what a process has open")
    mapped = [line for line in (process / "maps").read_text().splitlines() if str(folder) in line]
    # Listing a folder opens it: that one is gone when it is looked at.
    links = [link.readlink() for link in (process / "fd").iterdir() if link.is_symlink()]
    return mapped + [link for link in links if str(folder.parent) in str(link)]


def test_a_new_index_put_in_place_meanwhile_is_not_set_aside_for_the_old_one(hurt):
    other = Search(hurt.search._cache, hurt.source)
    hurt.search._ready_scorer()  # the damaged one is open now
    other.rebuild()
    fresh = hurt.search._folder.stat().st_ino
    hurt.search._give_up()
    assert hurt.search._folder.stat().st_ino == fresh
    assert hurt.is_indexed_for("expert")


def bar(folder, mode):
    """Take rights away from this folder, and from the test where that changes nothing."""
    folder.chmod(mode)
    if os.access(folder, os.W_OK):
        folder.chmod(0o700)
        pytest.skip("this user may read and write everywhere")


def lock_out(asked):
    lock = asked.search._cache / "index.lock"
    lock.unlink()
    lock.mkdir()


def make_read_only(asked):
    bar(asked.search._cache, 0o500)


@pytest.mark.parametrize("hinder", [lock_out, make_read_only])
def test_a_broken_index_that_cannot_be_moved_is_not_read_again_by_this_process(hurt, hinder):
    hinder(hurt)
    assert hurt.first_words("expert") == {"A", "k-Sparse"}
    assert hurt.search._folder.exists()
    assert not hurt.search.is_ready()
    assert not hurt.is_indexed_for("graph")
    assert hurt.search.drain() == 0
    hurt.search._cache.chmod(0o700)


def test_a_broken_index_that_another_process_is_writing_is_left_to_it(hurt):
    with turn_to_write(hurt.search._cache, lambda: False):
        assert hurt.first_words("expert") == {"A", "k-Sparse"}
        assert hurt.search._folder.exists()
    assert not hurt.search.is_ready()


@pytest.mark.parametrize("damage", ["emptied", "truncated"])
def test_an_index_that_breaks_while_it_is_written_is_gone_for_every_process(asked, damage):
    asked.search.rebuild()
    for path in asked.search._folder.glob("*.number.col"):
        harm(path, damage)
    asked.source.add("New", "zebra")
    with pytest.raises(SearchBroken, match="damaged"):
        asked.search.drain()
    assert asked.folders() == []
    assert not asked.search.is_ready()
    assert asked.titles("zebra") == ["New"]
    asked.search.rebuild()
    assert asked.is_indexed_for("zebra")


def test_an_index_lost_while_it_is_in_use_is_answered_without_and_made_anew(asked):
    asked.search.rebuild()
    assert asked.is_indexed_for("graph")
    shutil.rmtree(asked.search._folder)
    assert asked.first_words("graph") == {"Graph"}
    assert not asked.is_indexed_for("graph")
    assert not asked.search.is_ready()
    assert asked.search.drain() == 0
    asked.search.rebuild()
    assert asked.is_indexed_for("graph")


def test_a_cache_lost_while_it_is_in_use_is_answered_without_and_made_anew(asked):
    asked.search.rebuild()
    assert asked.is_indexed_for("graph")
    shutil.rmtree(asked.search._cache)
    assert not asked.is_indexed_for("graph")
    asked.search.rebuild()
    assert asked.is_indexed_for("graph")


def loop_the_last_commit(asked):
    (toc,) = asked.search._folder.glob("*.toc")
    toc.unlink()
    toc.symlink_to(toc.name)


def bar_the_folder(asked):
    bar(asked.search._folder, 0)


def bar_the_cache(asked):
    bar(asked.search._cache, 0)


@pytest.mark.parametrize("hinder", [loop_the_last_commit, bar_the_folder, bar_the_cache])
def test_an_index_that_may_not_be_looked_at_is_done_without(asked, hinder):
    asked.search.rebuild()
    hinder(asked)
    assert asked.first_words("graph") == {"Graph"}
    assert not asked.is_indexed_for("graph")
    assert not asked.search.is_ready()
    asked.search._cache.chmod(0o700)
    asked.search.rebuild()
    assert asked.is_indexed_for("graph")


def test_only_words_make_an_answer_one_without_the_index(asked):
    for text in ("", "is:read", "has:code -is:read"):
        assert asked.is_indexed_for(text)
    for text in ("graph", "-graph", "is:read graph", '"graph attention"'):
        assert not asked.is_indexed_for(text)
    assert asked.search.answer(Question("is:read", scope="graph")).is_without_index
    assert BUILDING in asked.notes()
