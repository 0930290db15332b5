"""A rebuild that is stopped, or dies: what was done stays, and the next one goes on behind it."""

from __future__ import annotations

import gc
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from index.search.bulk import gathered, vocabulary
from index.search.search import Search
from index.search.writing import numbers_in
from tests.search_library import Asked
from tests.search_source import MemorySource

SEGMENT = 40  # words


@pytest.fixture
def asked(tmp_path, monkeypatch):
    """Thirty papers of ten words, of which a segment takes four."""
    monkeypatch.setattr(gathered, "_MOST_WORDS", SEGMENT)
    asked = Asked(tmp_path / "cache", library())
    yield asked
    asked.search.close()


def library():
    source = MemorySource()
    for number in range(1, 31):
        source.add(f"Paper {number}", "zebra " * 8)
    return source


def part_of(asked):
    return asked.search._folder.with_name(asked.search._folder.name + ".part")


def read_after(asked, monkeypatch):
    """The numbers behind which papers are read for the index from now on."""
    asked_for = []
    every_text = asked.source.every_text

    def texts(after=0):
        asked_for.append(after)
        return every_text(after)

    monkeypatch.setattr(asked.source, "every_text", texts)
    return asked_for


def test_a_stopped_rebuild_goes_on_behind_the_last_segment(asked, monkeypatch):
    asked.search.rebuild(lambda done, total: done < 15)
    kept = len(numbers_in(part_of(asked)))
    assert 4 <= kept <= 15
    asked_for = read_after(asked, monkeypatch)
    seen = []
    asked.search.rebuild(lambda done, total: seen.append(done) or True)
    assert asked_for == [kept]
    assert kept <= seen[0]
    assert seen == sorted(seen)
    assert seen[-1] == 30
    assert asked.search.is_ready()
    assert len(asked.titles("zebra")) == 30
    assert asked.source.queue == []
    assert not part_of(asked).exists()


def test_a_rebuild_can_be_stopped_while_it_writes_a_segment(asked, monkeypatch):
    monkeypatch.setattr(gathered, "_MOST_WORDS", 10_000)
    written = []

    def goes_on(done, total):
        written.append(threading.active_count() and any(part_of(asked).glob("*.trm")))
        return done < 25  # all are read at 18: the rest is writing

    asked.search.rebuild(goes_on)
    assert written[-1]
    assert len(numbers_in(part_of(asked))) == 0
    asked.search.rebuild()
    assert len(asked.titles("zebra")) == 30


def test_papers_changed_while_it_rested_are_left_to_the_drain(asked):
    asked.search.rebuild(lambda done, total: done < 15)
    asked.source.add("Paper 1", "giraffe")
    asked.source.add("Paper 31", "giraffe")
    asked.source.remove(asked.paper("Paper 2"))
    asked.search.rebuild()
    assert asked.search.is_ready()
    assert {number for _, number in asked.source.queue} == {1, 2, 31}
    asked.search.drain()
    assert set(asked.titles("giraffe")) == {"Paper 1", "Paper 31"}
    assert len(asked.titles("zebra")) == 28
    assert asked.source.queue == []


def test_a_part_that_missed_changes_of_the_old_index_is_not_gone_on_with(asked, monkeypatch):
    asked.search.rebuild()
    asked.search.rebuild(lambda done, total: done < 15)
    assert part_of(asked).exists()
    asked.source.add("Paper 1", "giraffe")
    asked.search.drain()
    assert not part_of(asked).exists()
    asked_for = read_after(asked, monkeypatch)
    asked.search.rebuild()
    assert asked_for == [0]
    assert asked.titles("giraffe") == ["Paper 1"]


@pytest.mark.filterwarnings(
    "ignore::ResourceWarning", "ignore::pytest.PytestUnraisableExceptionWarning"
)
@pytest.mark.parametrize("kind", ["toc", "number.col", "through"])
@pytest.mark.parametrize("content", [None, b"", b"nonsense"])
def test_a_damaged_part_is_made_from_the_beginning(asked, kind, content):
    asked.search.rebuild(lambda done, total: done < 15)
    for path in part_of(asked).glob(f"*{kind}"):
        path.unlink()
        if content is not None:
            path.write_bytes(content)
    asked.search.rebuild()
    assert asked.search.is_ready()
    asked.search.drain()
    assert len(asked.titles("zebra")) == 30
    assert asked.is_indexed_for("zebra")


@pytest.mark.parametrize("content", [None, b"", b"nonsense"])
def test_a_part_that_does_not_know_what_it_missed_is_not_gone_on_with(asked, monkeypatch, content):
    asked.search.rebuild(lambda done, total: done < 15)
    through = part_of(asked) / "through"
    through.unlink()
    if content is not None:
        through.write_bytes(content)
    asked.source.add("Paper 1", "giraffe")
    asked_for = read_after(asked, monkeypatch)
    asked.search.rebuild()
    assert asked_for == [0]
    assert asked.titles("giraffe") == ["Paper 1"]
    assert asked.search.is_ready()


def test_a_part_of_papers_that_the_library_lost_is_not_gone_on_with(asked):
    asked.search.rebuild(lambda done, total: done < 15)
    asked.source.kept.pop(asked.paper("Paper 2"))  # and nothing in the queue tells so
    asked.source.queue = [entry for entry in asked.source.queue if entry[1] != 2]
    asked.search.rebuild()
    assert asked.search.is_ready()
    assert len(asked.titles("zebra")) == 29


def test_a_rebuild_killed_amid_its_work_goes_on_behind_the_last_segment(asked, monkeypatch):
    code = (
        "import os, pathlib, signal, sys; from index.search.search import Search;"
        "from index.search.bulk import gathered; from tests.test_search_writing_on import *;"
        "gathered._MOST_WORDS = SEGMENT; s = Search(pathlib.Path(sys.argv[1]), library());"
        "s.rebuild(lambda done, total: done < 15 or os.kill(os.getpid(), signal.SIGKILL))"
    )
    here = Path(__file__).parents[1]
    killed = subprocess.run(
        [sys.executable, "-c", code, str(asked.search._cache)], check=False, cwd=here
    )
    assert killed.returncode == -9
    kept = len(numbers_in(part_of(asked)))
    assert 4 <= kept <= 15
    assert not asked.search.is_ready()
    asked_for = read_after(asked, monkeypatch)
    asked.search.rebuild()
    assert asked_for == [kept]
    assert asked.search.is_ready()
    assert len(asked.titles("zebra")) == 30


def test_many_drains_leave_few_segments_and_answers_go_on_meanwhile(asked):
    asked.search.rebuild()
    for number in range(31, 60):
        asked.source.add(f"Paper {number}", "zebra " * 8)
        asked.search.drain()
        assert len(asked.titles("zebra")) == number
        assert asked.is_indexed_for("zebra")
    assert len(list(asked.search._folder.glob("*.trm"))) < 10


def test_a_library_of_ever_new_words_is_written_too(asked, monkeypatch):
    monkeypatch.setattr(vocabulary, "_MANY", 20)
    monkeypatch.setattr(gathered, "_MOST_DIFFERENT", 30)
    for number in range(40):
        asked.source.add(f"New {number}", f"alpha{number} beta{number} gamma{number}")
    asked.search.rebuild()
    assert asked.titles("beta7") == ["New 7"]
    assert len(asked.titles("gamma*")) == 40


@pytest.mark.parametrize("was_collecting", [True, False])
def test_garbage_is_collected_after_as_before(asked, monkeypatch, was_collecting):
    try:
        gc.enable() if was_collecting else gc.disable()
        during = []
        asked.search.rebuild(lambda done, total: during.append(gc.isenabled()) or True)
        assert not during[0]
        assert gc.isenabled() == was_collecting
        asked.search.rebuild(lambda done, total: False)
        assert gc.isenabled() == was_collecting
    finally:
        gc.enable()


def test_two_that_rebuild_at_once_make_one_index(asked):
    other = Search(asked.search._cache, asked.source)
    threads = [threading.Thread(target=search.rebuild) for search in (asked.search, other)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert asked.folders() == [asked.search._folder.name]
    assert len(asked.titles("zebra")) == 30
    other.close()
