"""The disk is full, at any moment: a sentence, nothing lost, and all is well once there is room."""

from __future__ import annotations

import random
import shutil
import sqlite3
import subprocess
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from index.errors import LibraryError
from index.library import Library
from index.paths import places
from index.query.question import Question
from reader.clipboard import last_copy
from reader.log import fault_words
from reader.session import Session, load_session, save_session
from tests.builders import SAVED, a_library, a_page
from tests.command_line import CommandLine
from tests.faults.sizes import IS_LARGE, times
from tests.faults.small_disk import PAGE, SmallDisk, needs_a_small_disk
from tests.faults.tally import TALLY
from tests.faults.told import is_a_sentence

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from index.paths import Places

    Action = Callable[[Library], object]

pytestmark = [
    needs_a_small_disk(),
    # Whoosh lets go of the files it could not write only once they are collected.
    pytest.mark.filterwarnings(
        "ignore::ResourceWarning", "ignore::pytest.PytestUnraisableExceptionWarning"
    ),
]

PAPERS = tuple(
    (f"Full Disks and Their Readers, Part {number}", f"Disks number {number} are full. " * 12)
    for number in range(30)
)
MORE = a_page(*((f"More {title}", text) for title, text in PAPERS), name="more.txt", label="Sep 2")
ACTIONS: dict[str, Action] = {
    "adding": lambda library: library.add(MORE, SAVED),
    "tagging": lambda library: library.retag(_ids(library), add=["full", "disk"]),
    "noting": lambda library: library.annotate(_ids(library)[0], "a long note " * 3000),
    "bookmarking": lambda library: library.bookmark(_ids(library)[:2]),
    "saving a search": lambda library: library.save_search("full", "disks " * 200),
    "reading": lambda library: library.note_reading(_ids(library)[1]),
    "undoing": lambda library: library.undo(),
    "indexing": lambda library: library.index_queue(),
    "rebuilding": lambda library: library.reindex(),
}


def _ids(library: Library) -> list[str]:
    return list(library.answer(Question("part")).ids)


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[SmallDisk]:
    with SmallDisk(tmp_path / "disk") as disk:
        yield disk


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with one page, its index made."""
    home = tmp_path_factory.mktemp("made") / "home"
    with a_library(home, a_page(*PAPERS)) as library:
        library.reindex()
    return home


def _state(file: Path) -> list[str]:
    """All that the library holds but for what is still to be indexed, and how often it changed."""
    with closing(sqlite3.connect(file)) as connection:
        return [line for line in connection.iterdump() if not line.startswith(_PASSING)]


_PASSING = ('INSERT INTO "index_queue"', 'INSERT INTO "change"', 'INSERT INTO "sqlite_sequence"')


def test_whatever_is_done_on_a_full_disk_is_done_wholly_or_not_at_all(disk, made):
    chance = random.Random(7)
    for number in range(times(10, 400)):
        home = disk.root / f"home{number}"
        shutil.copytree(made, home)
        _fill_and_act(disk, places(home), chance)
        shutil.rmtree(home)


def _fill_and_act(disk: SmallDisk, where: Places, chance: random.Random) -> None:
    with Library.open(where) as library:
        opened = _ids(library)[0]
        library.note_reading(opened)  # which nothing takes back
        disk.leave(PAGE * chance.choice([0, 1, 2, 3, chance.randrange(80)]))
        for name in chance.sample(sorted(ACTIONS), len(ACTIONS)):
            before = _state(where.library)
            if refusal := _refused(ACTIONS[name], library):
                assert is_a_sentence(refusal), refusal
                assert _state(where.library) == before, f"{name} was half done"
                TALLY.made(f"disk full while {name}")
            assert library.paper(opened).read
            assert len(_ids(library)) >= len(PAPERS)
        disk.empty()
        for name in chance.sample(sorted(ACTIONS), len(ACTIONS)):
            ACTIONS[name](library)  # at once
        if not library.index_is_ready():
            library.reindex()
        library.index_queue()
        assert not library.answer(Question("disks")).is_without_index
        kept = _state(where.library)
        with library.store.reading() as connection:
            assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert _state(where.library) == kept


def _refused(act: Action, library: Library) -> str:
    try:
        act(library)
    except LibraryError as error:
        return str(error)
    return ""


LEFT = ("nothing", "its log", "its log alone")
"""What a killed process left beside the library: to read a log takes one more file."""


def test_a_library_is_opened_and_read_on_a_full_disk(disk, made):
    chance = random.Random(8)
    for number in range(times(6, 150)):
        home, left = disk.root / f"home{number}", LEFT[number % len(LEFT)]
        shutil.copytree(made, home)
        where = places(home)
        if left != "nothing":
            _bookmark_and_end(where.library)
        if left == "its log alone":
            where.library.with_name("library.db-shm").unlink()
        disk.leave(PAGE * chance.choice([0, 0, 1, 2, chance.randrange(12)]))
        with Library.open(where) as library:
            assert library.counts().bookmarked == (0 if left == "nothing" else 1)
            assert not library.answer(Question("disks")).is_without_index
            for name in chance.sample(sorted(ACTIONS), 3):
                if refusal := _refused(ACTIONS[name], library):
                    assert is_a_sentence(refusal), refusal
            disk.empty()
            assert library.bookmark(_ids(library)) >= len(PAPERS) - 3  # at once
        TALLY.made(f"library opened on a full disk, {left} left beside it")
        shutil.rmtree(home)


def _bookmark_and_end(file: Path) -> None:
    """Bookmark a paper, and leave all as a process that is killed does."""
    aside = file.with_name("aside")
    with closing(sqlite3.connect(file, isolation_level=None)) as connection:
        connection.execute("PRAGMA wal_autocheckpoint = 0")
        connection.execute("INSERT INTO bookmark SELECT id, '2026' FROM paper LIMIT 1")
        aside.mkdir()
        for end in ("", "-wal", "-shm"):
            shutil.copy2(file.with_name(file.name + end), aside)
    for part in list(aside.iterdir()):
        part.rename(file.with_name(part.name))
    aside.rmdir()


COMMANDS = {
    ("search", "disks"): (0, "Full Disks"),
    ("pages",): (0, "2026-09-01"),
    ("doctor",): (0, "well: "),
    ("tag", "disks", "--add", "new"): (4, ""),
    ("saved", "name", "disks"): (4, ""),
    ("reindex",): (4, ""),
    ("export", "--output", "DISK"): (2, ""),
}


@pytest.mark.parametrize(
    "command", list(COMMANDS) if IS_LARGE else [("search", "disks"), ("export", "--output", "DISK")]
)
def test_a_command_on_a_full_disk_does_what_it_can_and_says_what_it_cannot(disk, made, command):
    home, exported = disk.root / "home", disk.root / "out.json"
    shutil.copytree(made, home)
    exported.write_text("before")
    disk.leave(0)
    run = CommandLine(home)
    ended = run(*(str(exported) if word == "DISK" else word for word in command))
    code, shows = COMMANDS[command]
    assert ended.code == code, ended
    assert shows in ended.out
    assert (is_a_sentence(ended.err) and not ended.out) if code else ended.err == "", ended
    assert exported.read_text() == "before"
    assert [path.name for path in disk.root.iterdir() if path.name.startswith(".")] == []
    disk.empty()
    assert run(*(str(exported) if word == "DISK" else word for word in command)).code == 0
    TALLY.made("command on a full disk")


def test_what_is_printed_to_a_full_disk_is_refused_in_a_sentence(disk, made):
    run = CommandLine(made)
    with open("/dev/full", "wb") as full:  # noqa: PTH123 - a device
        ended = subprocess.run(
            run.command("search", "disks"),
            env=run.environment({}),
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
        )
    assert ended.returncode == 4
    assert is_a_sentence(ended.stderr.decode())


def test_a_place_a_copy_and_a_fault_are_kept_whole_or_not_at_all(disk):
    where = places(disk.root / "home")
    assert save_session(where.session, Session(text="before"))
    last_copy.keep("before", where.last_copy)
    fault = ValueError("of ours")
    assert "is written down in" in fault_words(where.log, fault)
    for room in range(times(4, 40)):
        disk.leave(room * PAGE)
        later = Session(text="later " * 2000)
        if not save_session(where.session, later):
            assert load_session(where.session) == Session(text="before")
        try:
            last_copy.keep("later " * 2000, where.last_copy)
        except OSError:
            assert where.last_copy.read_text() == "before"
        words = fault_words(where.log, fault)
        if "could not" in words:
            assert "of ours" in words
        assert [path.name for path in where.state.iterdir() if path.name.startswith(".")] == []
        TALLY.made("disk full while a place, a copy or a fault is kept")
        disk.empty()
        assert save_session(where.session, Session(text="before"))
        last_copy.keep("before", where.last_copy)
        where.log.unlink()
