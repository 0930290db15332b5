"""On a full disk the index stays as it was; nothing half written stays, and no lock is held."""

from __future__ import annotations

import pytest

from index.errors import SearchBroken
from tests.faults.sizes import times
from tests.faults.small_disk import PAGE, SmallDisk, needs_a_small_disk
from tests.faults.tally import TALLY
from tests.search_index import invented
from tests.search_library import Asked
from tests.search_source import MemorySource

pytestmark = needs_a_small_disk()


@pytest.fixture
def disk(tmp_path):
    with SmallDisk(tmp_path / "disk") as disk:
        yield disk


def fails(work):
    refusal = ""
    try:
        work()
    except SearchBroken as error:
        refusal = str(error)
    assert not refusal or "No space left" in refusal
    return bool(refusal)


def test_what_a_full_disk_stopped_leaves_nothing_behind_and_goes_on_when_there_is_room(disk):
    source = MemorySource()
    for number, (title, abstract) in enumerate(invented(60).values()):
        source.add(f"{title} {number}", abstract)
    asked = Asked(disk.root / "cache", source)
    asked.search.rebuild()
    failed = 0
    for turn in range(times(24, 120)):
        source.add(f"Okapi {turn}", "network graph")
        before = sorted(path.name for path in asked.search._folder.iterdir())
        disk.leave(PAGE * turn if turn < 60 else PAGE * (turn % 5))
        if fails(asked.search.drain):
            failed += 1
            assert sorted(path.name for path in asked.search._folder.iterdir()) == before
            assert source.queue_length() == 1
            TALLY.made("disk full while the index takes papers in")
        else:  # also where there was no room to join it with others
            assert not source.queue_length()
        assert asked.search.is_ready()
        assert asked.is_indexed_for("graph")
        disk.empty()
        asked.search.drain()
        assert asked.search.check() == (source.count(), 0, (), False)
        assert asked.titles(f'title:"okapi {turn}"') == [f"Okapi {turn}"]
    assert failed > times(3, 30)
    asked.search.close()


def test_a_rebuild_that_a_full_disk_stopped_leaves_the_old_index_and_works_when_there_is_room(disk):
    source = MemorySource()
    for number, (title, abstract) in enumerate(invented(60).values()):
        source.add(f"{title} {number}", abstract)
    asked = Asked(disk.root / "cache", source)
    asked.search.rebuild()
    for turn in range(times(6, 60)):
        disk.leave(PAGE * turn)
        if fails(asked.search.rebuild):
            TALLY.made("disk full while the index is made anew")
        assert asked.search.is_ready()
        assert asked.is_indexed_for("graph")
        disk.empty()
        asked.search.rebuild()
        assert asked.folders() == [asked.search._folder.name]
        assert asked.search.check() == (source.count(), 0, (), False)
    asked.search.close()
