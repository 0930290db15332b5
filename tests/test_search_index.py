"""The index on disk: made, brought up to date, shared and taken away."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
import threading

import pytest

from index.errors import SearchBroken
from index.query.question import Question
from index.search import indexing, reading, scoring
from index.search.cache import PostingCache
from index.search.schema import VERSION
from index.search.search import BUILDING, Search
from index.search.writing import turn_to_write
from tests.search_library import Asked, small_library
from tests.search_source import MemorySource

# Where Whoosh fails to open an index it leaves files to the garbage collector, which warns.
whoosh_leaves_files_open = pytest.mark.filterwarnings(
    "ignore::ResourceWarning", "ignore::pytest.PytestUnraisableExceptionWarning"
)


@pytest.fixture
def asked(tmp_path):
    asked = Asked(tmp_path / "cache", small_library())
    yield asked
    asked.search.close()


def folders(asked):
    return sorted(path.name for path in asked.search._cache.glob("index-*"))


def notes(asked, text="graph"):
    return asked.search.answer(Question(text)).notes


def test_without_an_index_every_text_is_read_and_a_rebuild_is_due(asked):
    assert not asked.search.is_ready()
    assert asked.first_words("graph") == {"Graph"}
    assert notes(asked) == (BUILDING,)
    assert notes(asked, "is:read") == ()


def test_a_rebuild_makes_the_index_and_empties_the_queue(asked):
    seen = []
    asked.search.rebuild(lambda done, total: seen.append((done, total)) or True)
    assert seen == [(n, 5) for n in range(1, 6)]
    assert asked.search.is_ready()
    assert asked.source.queue == []
    assert notes(asked) == ()
    assert folders(asked) == [f"index-{VERSION}"]


def test_the_index_is_its_owners_alone(asked):
    asked.search.rebuild()
    mode = stat.S_IMODE((asked.search._cache / f"index-{VERSION}").stat().st_mode)
    assert mode == 0o700


@pytest.mark.parametrize("stop_at", [1, 3, 5])
def test_a_cancelled_rebuild_changes_nothing(asked, stop_at):
    asked.search.rebuild(lambda done, total: done < stop_at)
    assert folders(asked) == []
    assert not asked.search.is_ready()
    assert len(asked.source.queue) == 5
    asked.search.rebuild()
    asked.search.rebuild(lambda done, total: done < stop_at)
    assert folders(asked) == [f"index-{VERSION}"]
    assert asked.search.is_ready()


def test_a_failing_rebuild_leaves_nothing_behind(asked, monkeypatch):
    def texts():
        yield from list(small_library().every_text())[:2]
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(asked.source, "every_text", texts)
    with pytest.raises(SearchBroken, match="No space left on device"):
        asked.search.rebuild()
    assert folders(asked) == []
    monkeypatch.undo()
    asked.search.rebuild()
    assert asked.search.is_ready()


def test_an_index_that_lost_papers_on_its_way_is_not_put_in_place(asked, monkeypatch):
    monkeypatch.setattr("index.search.writing._add", lambda writer, paper: None)
    with pytest.raises(SearchBroken):
        asked.search.rebuild()
    assert folders(asked) == []


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
    assert seen == [(3, 3)]
    assert len(asked.titles("graph")) == 3
    assert asked.first_words("terminal") == set()
    assert notes(asked) == ()
    assert asked.search.is_ready()
    assert asked.source.queue == []


def test_each_batch_is_one_commit_and_a_drain_can_be_stopped_between(asked, monkeypatch):
    monkeypatch.setattr(indexing, "BATCH", 2)
    asked.search.rebuild()
    for number in range(5):
        asked.source.add(f"New {number}", "zebra")
    assert asked.search.drain(lambda done, total: False) == 2
    assert len(asked.titles("zebra")) == 2
    assert asked.search.is_ready()
    assert asked.search.drain() == 3
    assert len(asked.titles("zebra")) == 5


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
        assert notes(asked) == ()
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
        fresh = indexing.new_beside(asked.search._folder)
        indexing.write_index(fresh, asked.source.every_text(), lambda done: True)
        indexing.put_in_place(fresh, asked.search._folder)
    thread.join()
    assert set(seen) == {0}
    assert asked.search.is_ready()


def test_another_librarys_index_is_not_answered_from(asked, tmp_path):
    asked.search.rebuild()
    stranger = MemorySource()
    for number in range(5):
        stranger.add(f"Graph {number}", "a stranger's graphs")
    stranger.unqueue(5)
    other = Asked(tmp_path / "cache", stranger)
    assert len(other.titles("graph")) == 5
    assert notes(other) == (BUILDING,)
    assert not other.search.is_ready()
    other.search.rebuild()
    assert notes(other) == ()
    assert other.search.is_ready()
    assert not Search(tmp_path / "cache", asked.source).is_ready()
    other.search.close()


def test_an_index_with_papers_that_the_library_lost_is_out_of_step(asked):
    asked.search.rebuild()
    del asked.source.kept[asked.paper("Graph")]
    assert not Search(asked.search._cache, asked.source).is_ready()


def test_an_index_of_another_version_is_swept_away_and_so_is_what_dead_processes_left(asked):
    dead = subprocess.Popen([sys.executable, "-c", ""])
    dead.wait()
    cache = asked.search._cache
    mine = f"index-{VERSION}"
    for name in ("index-0", f"{mine}.tmp-{dead.pid}", f"{mine}.old-{dead.pid}", "other"):
        (cache / name).mkdir(parents=True)
    (cache / f"{mine}.tmp-1").mkdir()  # process 1 lives
    asked.search.rebuild()
    assert folders(asked) == [mine, f"{mine}.tmp-1"]
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
    assert len(folders(asked)) == 2
    assert asked.search.is_ready()
    assert asked.first_words("graph") == {"Graph"}
    asked.search.rebuild()
    assert folders(asked) == [f"index-{VERSION}"]
    asked.search.close()


@whoosh_leaves_files_open
@pytest.mark.parametrize("damage", ["deleted", "emptied", "truncated", "flipped"])
def test_whatever_happens_to_a_file_of_the_index_answers_come_and_a_rebuild_heals(tmp_path, damage):
    Asked(tmp_path, small_library()).search.rebuild()
    names = sorted(path.name for path in (tmp_path / f"index-{VERSION}").iterdir())
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
        assert notes(asked) == ()
        assert asked.first_words("graph") == {"Graph"}
        asked.search.close()


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


@whoosh_leaves_files_open
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
    assert notes(asked) == ()


def test_a_full_disk_leaves_the_index_as_it_was_and_the_next_drain_does_its_work(
    asked, monkeypatch
):
    asked.search.rebuild()
    asked.source.add("New", "zebra")

    def full(writer, paper):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("index.search.writing._add", full)
    with pytest.raises(SearchBroken, match="No space left"):
        asked.search.drain()
    monkeypatch.undo()
    again = Search(asked.search._cache, asked.source)
    assert again.drain() == 1


def test_the_cache_forgets_the_longest_unused_first():
    cache = PostingCache(6)
    for name in "abc":
        cache.keep(name, {"x": 1.0})
    cache.get("a")
    cache.keep("d", {"x": 1.0})
    assert [cache.get(name) is not None for name in "abcd"] == [True, False, True, True]


def test_answers_stay_right_when_nothing_fits_the_cache(asked, monkeypatch):
    monkeypatch.setattr(scoring, "MOST_KEPT", 0)
    asked.search.rebuild()
    terms = reading.IndexedTerms(asked.search._folder)
    scorer = scoring.Scorer(terms, asked.source, most_cached=1)
    from index.query.parse import parse
    from index.search.evaluate import evaluate

    tree = parse("t* OR graph expert").tree
    expected = asked.search.answer(Question("t* OR graph expert")).ids
    assert tuple(hit.id for hit in evaluate(tree, scorer, asked.source)) == expected
    terms.close()


def test_a_process_of_someone_else_counts_as_running(monkeypatch):
    from index.search.folder import _is_running

    def forbidden(process, signal):
        raise PermissionError

    monkeypatch.setattr(os, "kill", forbidden)
    assert _is_running(4242)
