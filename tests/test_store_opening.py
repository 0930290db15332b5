"""Libraries made, opened, refused."""

from __future__ import annotations

import os
import sqlite3
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from index.errors import LibraryBusy, LibraryDamaged, LibraryError, LibraryTooNew
from index.store import migrate, opening
from index.store.store import Store
from tests.test_store_migrating import of_version


def litter(file: Path) -> dict[str, bytes]:
    """What lies beside the library's file, and in it, byte for byte."""
    return {path.name: path.read_bytes() for path in sorted(file.parent.glob(file.name + "*"))}


@pytest.fixture
def file(tmp_path) -> Path:
    return tmp_path / "library.db"


def test_a_new_library_is_for_its_owner_alone(tmp_path):
    file = tmp_path / "deep" / "home" / "library.db"
    store = Store.open(file)
    store.count()
    for path, mode in [(file.parent, 0o700), *((path, 0o600) for path in file.parent.iterdir())]:
        assert stat.S_IMODE(path.stat().st_mode) == mode, path
    store.close()


def test_an_empty_file_becomes_a_library(file):
    file.touch()
    store = Store.open(file)
    assert store.count() == 0
    store.close()


def test_a_library_is_in_wal_mode_synced_and_keeps_its_references(file):
    store = Store.open(file)
    with store.reading() as opened:
        asked = ("journal_mode", "synchronous", "foreign_keys", "busy_timeout", "user_version")
        found = [opened.execute(f"PRAGMA {name}").fetchone()[0] for name in asked]
    store.close()
    assert found == ["wal", 2, 1, 5000, migrate.VERSION]


def test_opening_a_library_that_is_up_to_date_writes_nothing(file):
    Store.open(file).close()
    before, time = litter(file), file.stat().st_mtime_ns
    store = Store.open(file)
    store.count()
    store.close()
    assert (litter(file), file.stat().st_mtime_ns) == (before, time)


def test_a_newer_library_is_refused_and_left_as_it_is(file):
    newer = of_version(file, migrate.VERSION)
    newer.execute(f"PRAGMA user_version = {migrate.VERSION + 1}")
    newer.close()
    before = litter(file)
    with pytest.raises(LibraryTooNew, match=r"newer Paperdeck.*update Paperdeck"):
        Store.open(file)
    assert litter(file) == before


def test_a_newer_library_whose_program_crashed_keeps_even_its_unfinished_log(file):
    crash = (
        "import os, pathlib, sys\n"
        "from index.store import migrate\n"
        "from tests.test_store_migrating import of_version\n"
        "newer = of_version(pathlib.Path(sys.argv[1]), migrate.VERSION)\n"
        "newer.execute('PRAGMA wal_checkpoint(TRUNCATE)')\n"
        "newer.execute(f'PRAGMA user_version = {migrate.VERSION + 1}')\n"
        "os.kill(os.getpid(), 9)\n"
    )
    root = Path(__file__).parents[1]
    subprocess.run([sys.executable, "-c", crash, str(file)], check=False, cwd=root)
    log = file.with_name("library.db-wal")
    before, written = file.read_bytes(), log.read_bytes()
    assert written
    with pytest.raises(LibraryTooNew):
        Store.open(file)
    assert (file.read_bytes(), log.read_bytes()) == (before, written)


@pytest.mark.parametrize(
    "bytes_in_it", [b"no library " * 1000, b"SQLite format 3\0" + b"\xff" * 900]
)
def test_a_file_that_is_no_library_is_refused_and_left_as_it_is(file, bytes_in_it):
    file.write_bytes(bytes_in_it)
    with pytest.raises(LibraryDamaged, match="was left as it is"):
        Store.open(file)
    assert litter(file) == {"library.db": bytes_in_it}


def test_another_programs_database_is_refused_and_left_as_it_is(file):
    other = sqlite3.connect(file)
    other.execute("CREATE TABLE songs (name)")
    other.close()
    before = litter(file)
    with pytest.raises(LibraryDamaged, match="is not a library of Paperdeck"):
        Store.open(file)
    assert litter(file) == before


def test_a_library_cut_short_is_damaged_and_left_as_it_is(file):
    Store.open(file).close()
    os.truncate(file, file.stat().st_size // 2)
    before = litter(file)
    with pytest.raises(LibraryDamaged, match="is damaged and was left"):
        Store.open(file)
    assert litter(file) == before


def test_a_folder_that_cannot_be_made_is_told_in_one_sentence(tmp_path):
    (tmp_path / "taken").write_text("a file where the folder should be")
    with pytest.raises(LibraryError, match=r"cannot be made \(.*\); make its folder"):
        Store.open(tmp_path / "taken" / "library.db")


def test_a_folder_in_the_librarys_place_is_told_in_one_sentence(file):
    file.mkdir()
    with pytest.raises(LibraryError, match=r"cannot be written; make its folder"):
        Store.open(file)


def test_many_programs_may_make_the_library_at_once(file):
    make = (
        "import pathlib, sys\n"
        "from index.store.store import Store\n"
        "sys.stdin.read(1)\n"
        "Store.open(pathlib.Path(sys.argv[1])).close()\n"
    )
    makers = [
        subprocess.Popen(
            [sys.executable, "-c", make, str(file)], stdin=subprocess.PIPE, stderr=subprocess.PIPE
        )
        for _ in range(6)
    ]
    for maker in makers:
        assert maker.stdin
        maker.stdin.write(b"!")
        maker.stdin.flush()
    told = [maker.communicate()[1].decode() for maker in makers]
    assert told == [""] * len(makers)


def test_a_new_library_that_another_program_is_making_is_busy_after_a_while(file, monkeypatch):
    monkeypatch.setattr(opening, "BUSY_SECONDS", 0)
    monkeypatch.setattr(migrate, "BUSY_SECONDS", 0.05)
    maker = sqlite3.connect(file, isolation_level=None)
    maker.execute("BEGIN IMMEDIATE")
    with pytest.raises(LibraryBusy):
        Store.open(file)
    maker.rollback()
    maker.close()
    store = Store.open(file)
    assert store.count() == 0
    store.close()


def test_a_library_that_is_overwritten_after_it_was_opened_is_damaged(file):
    store = Store.open(file)
    file.write_bytes(b"no library " * 1000)
    with pytest.raises(LibraryDamaged, match="is damaged and was left"):
        store.count()
    store.close()
