"""One index, several threads and processes: each has its turn, none sees another's half work."""

from __future__ import annotations

import os
import subprocess
import sys
import threading

import pytest

from index.query.question import Question
from index.search import indexing
from index.search.schema import VERSION
from index.search.search import Search
from index.search.writing import turn_to_write
from tests.search_library import Asked, small_library


@pytest.fixture
def asked(tmp_path):
    asked = Asked(tmp_path / "cache", small_library())
    yield asked
    asked.search.close()


def test_answers_go_on_while_another_thread_drains(asked, monkeypatch):
    monkeypatch.setattr(indexing, "BATCH", 3)
    asked.search.rebuild()
    for number in range(60):
        asked.source.add(f"New {number}", "zebra stripes")
    counts = []

    def drain():
        asked.search.drain()  # pytest tells of what a thread raises

    thread = threading.Thread(target=drain)
    thread.start()
    while thread.is_alive():
        counts.append(len(asked.titles("zebra")))
        assert asked.notes() == ()
    thread.join()
    assert counts == sorted(counts)
    assert len(asked.titles("zebra stripes")) == 60


def test_two_that_drain_at_once_do_all_of_it_once_and_neither_fails(asked, monkeypatch):
    monkeypatch.setattr(indexing, "BATCH", 3)
    asked.search.rebuild()
    for number in range(30):
        asked.source.add(f"New {number}", "zebra")
    other = Search(asked.search._cache, asked.source)
    done = []

    def drain(search):
        done.append(search.drain())

    threads = [threading.Thread(target=drain, args=(s,)) for s in (asked.search, other)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert asked.search.drain() + sum(done) == 30
    assert len(asked.titles("zebra")) == 30


def test_a_drain_leaves_the_queue_to_who_is_at_it(asked, monkeypatch):
    asked.search.rebuild()
    asked.source.add("New", "zebra")
    monkeypatch.setattr(indexing, "PATIENCE", 0.1)
    with turn_to_write(asked.search._cache, lambda: False) as is_ours:
        assert is_ours
        assert asked.search.drain() == 0
    assert asked.search.drain() == 1


def test_a_rebuild_waits_for_its_turn_and_can_be_cancelled_while_it_waits(asked):
    asked.search.rebuild()
    with turn_to_write(asked.search._cache, lambda: False):
        asked.search.rebuild(lambda done, total: False)
    assert asked.search.is_ready()


def test_a_rebuild_that_waited_for_another_one_takes_its_index(asked):
    other = Search(asked.search._cache, asked.source)
    waits = threading.Event()
    seen = []

    def wait(done, total):
        seen.append(done)
        waits.set()
        return True

    with turn_to_write(asked.search._cache.parent, lambda: False):
        pass
    asked.search._cache.mkdir()
    with turn_to_write(asked.search._cache, lambda: False):
        thread = threading.Thread(target=other.rebuild, args=(wait,))
        thread.start()
        assert waits.wait(10)
        fresh = indexing.part_of(asked.search._folder)
        indexing.write_index(fresh, asked.source.every_text, lambda done: True)
        indexing.put_in_place(fresh, asked.search._folder)
    thread.join()
    assert set(seen) == {0}
    assert asked.search.is_ready()


def test_an_index_of_another_version_is_swept_away_and_so_is_what_dead_processes_left(asked):
    dead = subprocess.Popen([sys.executable, "-c", ""])
    dead.wait()
    cache = asked.search._cache
    mine = asked.search._folder.name
    gone = ("index-0", "index-0-memory.part", f"index-{VERSION}", f"{mine}.old-{dead.pid}")
    for name in (*gone, f"{mine}.old-1", "other"):  # process 1 lives
        (cache / name).mkdir(parents=True)
    asked.search.rebuild()
    assert asked.folders() == [mine, f"{mine}.old-1"]
    assert (cache / "other").exists()


def test_a_rebuild_killed_half_way_leaves_the_old_index_and_the_next_one_cleans_up(tmp_path):
    asked = Asked(tmp_path, small_library())
    asked.search.rebuild()
    code = (
        "import os, pathlib, signal, sys; from index.search.search import Search;"
        "from tests.search_library import small_library;"
        "s = Search(pathlib.Path(sys.argv[1]), small_library());"
        "s.rebuild(lambda done, total: done < 3 or os.kill(os.getpid(), signal.SIGKILL))"
    )
    killed = subprocess.run([sys.executable, "-c", code, str(tmp_path)], check=False)
    assert killed.returncode == -9
    assert len(asked.folders()) == 2
    assert asked.search.is_ready()
    assert asked.first_words("graph") == {"Graph"}
    asked.search.rebuild()
    assert asked.folders() == [asked.search._folder.name]
    asked.search.close()


def test_a_process_of_someone_else_counts_as_running(monkeypatch):
    from index.search.folder import _is_running

    def forbidden(process, signal):
        raise PermissionError

    monkeypatch.setattr(os, "kill", forbidden)
    assert _is_running(4242)


def test_closing_waits_for_the_answer_that_another_thread_is_at(asked, monkeypatch):
    asked.search.rebuild()
    texts = asked.source.texts
    closing = threading.Thread(target=asked.search.close)

    def close_amid(ids):
        closing.start()
        closing.join(0.2)  # time enough to take the files away, if it does not wait
        return texts(ids)

    monkeypatch.setattr(asked.source, "texts", close_amid)
    answer = asked.search.answer(Question('abs:"mixture of experts" OR gr*'))
    closing.join()
    assert len(answer.ids) == 2
    assert not answer.is_without_index
    monkeypatch.undo()
    assert asked.is_indexed_for('"mixture of experts"')
