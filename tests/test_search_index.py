"""The index on disk: made, and brought up to date."""

from __future__ import annotations

import stat

import pytest
from whoosh.index import open_dir

from index.errors import LibraryBusy, SearchBroken
from index.search import indexing, writing
from index.search.bulk import gathered
from index.search.bulk.gathered import Gathered
from index.search.folder import state_of
from index.search.notes import BUILDING
from index.search.schema import VERSION
from index.search.search import Search
from index.search.writing import turn_to_write
from tests.search_library import Asked, small_library
from tests.search_source import MemorySource


@pytest.fixture
def asked(tmp_path):
    asked = Asked(tmp_path / "cache", small_library())
    yield asked
    asked.search.close()


def test_without_an_index_every_text_is_read_and_a_rebuild_is_due(asked):
    assert not asked.search.is_ready()
    assert asked.first_words("graph") == {"Graph"}
    assert asked.notes() == (BUILDING,)
    assert asked.notes("is:read") == ()


def test_a_rebuild_makes_the_index_and_empties_the_queue(asked):
    seen = []
    asked.search.rebuild(lambda done, total: seen.append((done, total)) or True)
    assert seen == sorted(seen)
    assert {(1, 5), (5, 5)} <= set(seen)
    assert asked.search.is_ready()
    assert asked.source.queue == []
    assert asked.notes() == ()
    assert asked.folders() == [asked.search._folder.name]
    assert asked.folders() == [f"index-{VERSION}-memory"]


def test_the_index_is_its_owners_alone(asked):
    asked.search.rebuild()
    mode = stat.S_IMODE(asked.search._folder.stat().st_mode)
    assert mode == 0o700


@pytest.mark.parametrize("stop_at", [1, 3, 5])
def test_a_stopped_rebuild_changes_nothing_that_is_seen(asked, stop_at):
    part = asked.search._folder.name + ".part"
    asked.search.rebuild(lambda done, total: done < stop_at)
    assert asked.folders() == [part]
    assert not asked.search.is_ready()
    assert len(asked.source.queue) == 5
    asked.search.rebuild()
    assert asked.folders() == [asked.search._folder.name]
    asked.search.rebuild(lambda done, total: done < stop_at)
    assert asked.folders() == [asked.search._folder.name, part]
    assert asked.search.is_ready()


def test_a_failing_rebuild_leaves_nothing_behind(asked, monkeypatch):
    def texts(after):
        yield from list(small_library().every_text())[:2]
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(asked.source, "every_text", texts)
    with pytest.raises(SearchBroken, match="No space left on device"):
        asked.search.rebuild()
    assert asked.folders() == []
    monkeypatch.undo()
    asked.search.rebuild()
    assert asked.search.is_ready()


def test_a_library_that_cannot_be_read_is_not_taken_for_a_damaged_index(asked, monkeypatch):
    def texts(after):
        raise LibraryBusy("Someone else has it.")

    monkeypatch.setattr(asked.source, "every_text", texts)
    with pytest.raises(LibraryBusy):
        asked.search.rebuild()


def forget_papers(gathered, paper):
    """Take nothing of a paper."""


def forget_every_third(gathered, paper, add=Gathered.add):
    add(gathered, paper._replace(number=paper.number % 3 + 1))


@pytest.mark.parametrize("lose", [forget_papers, forget_every_third])
def test_an_index_that_lost_papers_on_its_way_is_not_put_in_place(asked, monkeypatch, lose):
    monkeypatch.setattr(Gathered, "add", lose)
    with pytest.raises(SearchBroken):
        asked.search.rebuild()
    assert asked.folders() == []


def test_a_cache_that_cannot_be_made_is_told(tmp_path):
    (tmp_path / "cache").write_text("a file")
    asked = Asked(tmp_path / "cache", small_library())
    with pytest.raises(SearchBroken, match="folder"):
        asked.search.rebuild()
    assert asked.first_words("graph") == {"Graph"}


def test_a_drain_indexes_what_is_queued(asked):
    assert asked.search.drain() == 0  # there is no index yet
    asked.search.rebuild()
    assert asked.search.drain() == 0
    asked.source.add("Graph Two", "More graphs.")
    asked.source.add("Untitled Notes", "Now about graphs.")
    asked.source.remove(asked.paper("Transformer"))
    seen = []
    assert asked.search.drain(lambda done, total: seen.append((done, total)) or True) == 3
    assert seen == sorted(seen)
    assert {(1, 3), (3, 3)} <= set(seen)
    assert len(asked.titles("graph")) == 3
    assert asked.first_words("terminal") == set()
    assert asked.notes() == ()
    assert asked.search.is_ready()
    assert asked.source.queue == []


def test_each_batch_is_one_commit_and_a_drain_can_be_stopped_between(asked, monkeypatch):
    monkeypatch.setattr(indexing, "BATCH", 2)
    asked.search.rebuild()
    for number in range(5):
        asked.source.add(f"New {number}", "zebra")
    left = asked.source.queue_length
    assert asked.search.drain(lambda done, total: left() > 3) == 2
    assert len(asked.titles("zebra")) == 2
    assert asked.search.is_ready()
    assert asked.search.drain() == 3
    assert len(asked.titles("zebra")) == 5


@pytest.mark.parametrize("stop_at", range(5))
def test_a_drain_stopped_amid_a_batch_leaves_index_and_queue_as_they_were(asked, stop_at):
    asked.search.rebuild()
    for number in range(5):
        asked.source.add(f"New {number}", "zebra")
    asked.source.add("Graph Attention for Tabular Code", "zebra")
    before = state_of(asked.search._folder), list(asked.source.queue)
    assert asked.search.drain(lambda done, total: done < stop_at) == 0
    assert (state_of(asked.search._folder), asked.source.queue) == before
    assert asked.search.is_ready()
    assert asked.titles("zebra") == []
    assert asked.is_indexed_for("zebra")
    assert asked.search.drain() == 6
    assert len(asked.titles("zebra")) == 6


def test_a_drain_can_be_stopped_while_small_segments_are_joined(asked, monkeypatch):
    monkeypatch.setattr(writing, "_FEW", 2)
    monkeypatch.setattr(writing, "_LARGER", 5)
    asked.search.rebuild()
    asked.source.add("New 1", "zebra")
    asked.search.drain()
    segments = segments_of(asked)
    asked.source.add("New 2", "zebra")
    seen = []
    drained = asked.search.drain(lambda done, total: seen.append((done, total)) or done < 5)
    assert drained == 1
    assert (1, 1) in seen
    assert seen[-1] == (5, 8)  # the one, and the seven of the small segments
    assert asked.source.queue == []
    assert segments_of(asked) == segments + 1
    assert len(asked.titles("zebra")) == 2
    asked.source.add("New 3", "zebra")
    asked.search.drain()
    assert segments_of(asked) == 1
    assert len(asked.titles("zebra")) == 3


def segments_of(asked):
    return len(open_dir(str(asked.search._folder))._segments())


def test_a_drain_that_waits_for_its_turn_can_be_stopped(asked, monkeypatch):
    asked.search.rebuild()
    asked.source.add("New", "zebra")
    monkeypatch.setattr(indexing, "PATIENCE", float("inf"))
    with turn_to_write(asked.search._cache, lambda: False):
        assert asked.search.drain(lambda done, total: False) == 0
    assert asked.search.drain() == 1


def test_a_drain_killed_before_it_could_unqueue_is_done_again(asked, monkeypatch):
    asked.search.rebuild()
    asked.source.add("New", "zebra")
    monkeypatch.setattr(asked.source, "unqueue", lambda through: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        asked.search.drain()
    monkeypatch.undo()
    assert asked.titles("zebra") == ["New"]
    assert asked.search.drain() == 1
    assert asked.titles("zebra") == ["New"]
    assert asked.search.is_ready()


def test_another_librarys_index_is_not_answered_from(asked, tmp_path):
    asked.search.rebuild()
    stranger = MemorySource(name="stranger")
    for number in range(5):
        stranger.add(f"Graph {number}", "a stranger's graphs")
    stranger.unqueue(5)
    other = Asked(tmp_path / "cache", stranger)
    assert len(other.titles("graph")) == 5
    assert other.notes() == (BUILDING,)
    assert not other.search.is_ready()
    other.search.rebuild()
    assert other.notes() == ()
    assert other.search.is_ready()
    assert not Search(tmp_path / "cache", asked.source).is_ready()
    other.search.close()


def test_an_index_with_papers_that_the_library_lost_is_out_of_step(asked):
    asked.search.rebuild()
    del asked.source.kept[asked.paper("Graph")]
    assert not Search(asked.search._cache, asked.source).is_ready()


def test_joining_that_fails_for_another_reason_than_the_disk_is_told(asked, monkeypatch):
    monkeypatch.setattr(writing, "_FEW", 1)
    asked.search.rebuild()
    asked.source.add("New", "zebra")
    monkeypatch.setattr(gathered, "MOST_PAPERS", 2)  # not the six that the two segments hold
    with pytest.raises(SearchBroken):
        asked.search.drain()
    assert not asked.search.is_ready()
    assert asked.titles("zebra") == ["New"]
