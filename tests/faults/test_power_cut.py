"""The power goes, at any moment of an evening: what was acknowledged is there, and nothing half."""

from __future__ import annotations

import random
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from index.library import Library
from index.paths import places
from index.query.question import Question
from index.store.backups import backups_of
from reader.session import load_session
from tests.faults import an_evening
from tests.faults.disk import Disk
from tests.faults.recording import Event, record
from tests.faults.sizes import times
from tests.faults.tally import TALLY
from tests.launching import ROOT
from tests.terminal import clean_environment, needs

if TYPE_CHECKING:
    from collections.abc import Callable

    from index.paths import Places

pytestmark = [
    needs("strace"),
    # Whoosh lets go of a broken index's files only once they are collected.
    pytest.mark.filterwarnings(
        "ignore::ResourceWarning", "ignore::pytest.PytestUnraisableExceptionWarning"
    ),
]

HOME = Path("deep", "home")
WORDS = ("readers", "word3x1", "word9x3", "word20x7", "evening", "nowhere")
KEPT = (
    *("paper", "link", "page", "appearance", "standing", "bookmark", "reading", "tag", "note"),
    *("action", "action_change", "saved_search"),
)
"""The tables of what a person has, all of them; the queue and earlier queries are not told."""

State = dict[str, list[tuple[object, ...]]]


@dataclass(frozen=True, slots=True)
class Evening:
    """What was done, and the library's state after each thing that was acknowledged."""

    root: Path
    events: list[Event]
    states: list[State]


@pytest.fixture(scope="module")
def evening(tmp_path_factory: pytest.TempPathFactory) -> Evening:
    folder = tmp_path_factory.mktemp("evening")
    root, pages, said = folder / "disk", folder / "pages", folder / "said"
    root.mkdir()
    an_evening.write_pages(pages)
    argv = [sys.executable, an_evening.__file__, str(root / HOME), str(pages), str(said)]
    environment = clean_environment(PYTHONPATH=ROOT)
    events = record(argv, folder / "strace", root, said, environment)
    return Evening(root, events, _states(events, root, folder / "after"))


def _states(events: list[Event], root: Path, place: Path) -> list[State]:
    """The library's state before anything, and after each acknowledgement."""
    states, disk = [_empty()], Disk(root)
    for event in events:
        disk.do(event)
        if event.kind == "said":
            disk.put(place, lambda: True)
            states.append(_state(place / HOME / "library.db"))
            shutil.rmtree(place)
    return states


def _empty() -> State:
    return {table: [] for table in KEPT}


def _state(file: Path) -> State:
    with closing(sqlite3.connect(file)) as connection:
        return {
            table: sorted(connection.execute(f"SELECT * FROM {table}").fetchall(), key=repr)
            for table in KEPT
        }


def test_what_was_recorded_is_all_that_was_done_to_the_disk(evening, tmp_path):
    disk = Disk(evening.root)
    for event in evening.events:
        disk.do(event)
    disk.put(tmp_path / "made", lambda: True)
    assert _files(tmp_path / "made") == _files(evening.root)
    told_apart = {repr(state) for state in evening.states}
    assert len(told_apart) > 12


def _files(root: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(root)): path.read_bytes() for path in root.rglob("*") if path.is_file()
    }


def test_the_power_may_go_at_any_moment(evening, tmp_path):
    chance = random.Random(6)
    last = len(evening.events) - 1
    moments = sorted([*chance.choices(range(last), k=times(24, 800) - 1), last])
    ways = _ways(chance)
    disk, done, acknowledged = Disk(evening.root), 0, 0
    for number, moment in enumerate(moments):
        for event in evening.events[done : moment + 1]:
            disk.do(event)
            acknowledged += event.kind == "said"
        done = moment + 1
        way, survives = ways[number % len(ways)]
        place = tmp_path / "cut"
        disk.put(place, survives)
        _check(place, evening, acknowledged, f"event {moment}, {way} of what was not synced")
        TALLY.made(f"power cut, {way} of what was not synced")
        shutil.rmtree(place)


@pytest.mark.parametrize("command", [["search", "readers"], ["pages"], ["doctor"]], ids=" ".join)
def test_what_writes_nothing_waits_for_no_disk(evening, tmp_path, command):
    log, home = tmp_path / "strace", str(evening.root / HOME)
    asked = [sys.executable, "-m", "reader", *command, "--home", home]
    calls = "trace=fsync,fdatasync,sync,syncfs,sync_file_range,msync"
    done = subprocess.run(
        ["strace", "-f", "-o", str(log), "-e", calls, *asked],
        env=clean_environment(PYTHONPATH=ROOT),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert [line for line in log.read_text().splitlines() if "sync(" in line] == []


def _ways(chance: random.Random) -> list[tuple[str, Callable[[], bool]]]:
    def share(part: float) -> Callable[[], bool]:
        return lambda: chance.random() < part

    return [
        ("nothing", lambda: False),
        ("some", share(0.5)),
        ("most", share(0.85)),
        ("all", lambda: True),
        ("some", share(0.2)),
    ]


def _check(place: Path, evening: Evening, acknowledged: int, when: str) -> None:
    where = places(place / HOME)
    with Library.open(where) as library:
        with library.store.reading() as connection:
            assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)], when
            assert connection.execute("PRAGMA foreign_key_check").fetchall() == [], when
        # What came after the last acknowledgement is wholly there, or not at all.
        possible = evening.states[acknowledged : acknowledged + 2]
        assert _state(where.library) in possible, when
        _check_search(library, when)
    _check_files(where, evening, acknowledged, when)


def _check_search(library: Library, when: str) -> None:
    """Whatever is left of the index: it is made anew, or it finds what the texts hold.

    What is damaged may be met only by the search that reads it; it is made anew then, too.
    """
    if library.index_is_ready():
        library.index_queue()
    if any(library.answer(Question(word)).is_without_index for word in WORDS):
        assert not library.index_is_ready(), when
        library.reindex()
    texts = {text.id: f"{text.title} {text.abstract}" for text in library.store.every_text()}
    for word in WORDS:
        found = library.answer(Question(word))
        assert not found.is_without_index, when
        held = {paper for paper, text in texts.items() if word in text.lower()}
        assert set(found.ids if held else ()) == held, f"{when}: {word}"


def _check_files(where: Places, evening: Evening, acknowledged: int, when: str) -> None:
    load_session(where.session)
    for backup in backups_of(where.library):
        with closing(sqlite3.connect(backup.file)) as connection:
            assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)], when
    said = [event.content.decode() for event in evening.events if event.kind == "said"]
    told = "".join(said[:acknowledged])
    if "copied\n" in told:
        assert where.last_copy.read_text() == an_evening.COPIED, when
    exported = where.data.parent / an_evening.EXPORTED
    if exported.exists() or "Wrote " in told:
        whole = (evening.root / HOME.parent / an_evening.EXPORTED).read_bytes()
        assert exported.read_bytes() == whole, when
