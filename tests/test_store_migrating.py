"""Older libraries, brought up to date."""

from __future__ import annotations

import signal
import sqlite3
import subprocess
import sys
from importlib.resources import files
from typing import TYPE_CHECKING

import pytest

from index.errors import LibraryBusy, LibraryError
from index.fingerprint import fingerprint_of
from index.store import migrate, opening
from index.store.store import Store

if TYPE_CHECKING:
    from pathlib import Path

SCHEMA = sorted(step.name for step in files("index.store").joinpath("schema").iterdir())


def of_version(file: Path, version: int) -> sqlite3.Connection:
    """A file as the program that knew this version made it; to be closed."""
    opened = sqlite3.connect(file, isolation_level=None)
    opened.execute("PRAGMA journal_mode = WAL")
    opened.execute("PRAGMA foreign_keys = ON")
    opened.create_function("fingerprint_of", 2, fingerprint_of)
    for name in SCHEMA[:version]:
        opened.executescript(
            files("index.store").joinpath("schema").joinpath(name).read_text(encoding="utf-8")
        )
    opened.execute(f"PRAGMA application_id = {migrate.APPLICATION}")
    opened.execute(f"PRAGMA user_version = {version}")
    return opened


@pytest.fixture
def file(tmp_path) -> Path:
    return tmp_path / "library.db"


def tables(opened: sqlite3.Connection) -> list[str]:
    """Every table of the schema, in the order they were made: parents first."""
    found = opened.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
    )
    return [name for (name,) in found]


def put_a_row_everywhere(opened: sqlite3.Connection) -> None:
    """One row in each table, with every column filled, that refers to its parents' rows."""
    for table in tables(opened):
        parents = {row[3]: row[2] for row in opened.execute(f"PRAGMA foreign_key_list({table})")}
        row = {}
        for _, column, kind, *_ in opened.execute(f"PRAGMA table_info({table})"):
            if column in parents:
                key = "number" if kind == "INTEGER" else "id"
                row[column] = opened.execute(f"SELECT {key} FROM {parents[column]}").fetchone()[0]
            else:
                row[column] = 7 if kind == "INTEGER" else f"{table} {column}"
        places = ", ".join("?" * len(row))
        opened.execute(
            f"INSERT INTO {table} ({', '.join(row)}) VALUES ({places})", list(row.values())
        )


def everything(opened: sqlite3.Connection) -> dict[str, list[dict[str, object]]]:
    opened.row_factory = sqlite3.Row
    return {
        table: [dict(row) for row in opened.execute(f"SELECT * FROM {table}")]
        for table in tables(opened)
    }


def test_the_version_is_the_number_of_the_last_schema_file():
    assert [int(name[:4]) for name in SCHEMA] == list(range(1, migrate.VERSION + 1))


@pytest.mark.parametrize("version", range(1, migrate.VERSION + 1))
def test_everything_in_an_older_library_is_there_after_it_is_brought_up_to_date(file, version):
    old = of_version(file, version)
    put_a_row_everywhere(old)
    before = everything(old)
    old.close()
    store = Store.open(file)
    with store.reading() as opened:
        after = everything(opened)
        assert opened.execute("PRAGMA user_version").fetchone()[0] == migrate.VERSION
        assert opened.execute("PRAGMA foreign_key_check").fetchall() == []
        opened.row_factory = None
    store.close()
    assert before
    for table, rows in before.items():
        for row in rows:
            assert any(row.items() <= later.items() for later in after[table]), (table, row)


def test_the_papers_of_a_library_older_than_the_queue_are_queued_for_the_index(file):
    old = of_version(file, 2)
    put_a_row_everywhere(old)
    old.close()
    store = Store.open(file)
    assert store.queued(10) == [(1, 1)]
    assert store.ids([1]) == ["paper id"]
    store.close()


def test_the_texts_of_an_older_librarys_papers_are_told_apart_as_those_of_new_ones(file):
    old = of_version(file, 5)
    put_a_row_everywhere(old)
    old.close()
    store = Store.open(file)
    (text,) = store.every_text()
    assert list(store.prints()) == [text.number << 31 | text.fingerprint]
    store.close()


def test_a_step_that_fails_leaves_the_older_version_whole(file, monkeypatch):
    old = of_version(file, 1)
    put_a_row_everywhere(old)
    before = everything(old)
    old.close()
    script = migrate._script
    monkeypatch.setattr(migrate, "_script", lambda number: script(number) + "\nSELECT abs(1, 2);\n")
    with pytest.raises(LibraryError, match="number of arguments"):
        Store.open(file)
    old = sqlite3.connect(file)
    assert old.execute("PRAGMA user_version").fetchone()[0] == 1
    assert everything(old) == before
    old.close()


def test_a_step_that_is_killed_leaves_the_older_version_whole(file):
    old = of_version(file, 1)
    put_a_row_everywhere(old)
    before = everything(old)
    old.close()
    kill = (
        "import os, pathlib, sys\n"
        "from index.store import migrate\nfrom index.store.store import Store\n"
        "script = migrate._script\n"
        "def killed(number):\n"
        "    yield from real(script(number))\n"
        "    os.kill(os.getpid(), 9)\n"
        "real = migrate._statements\n"
        "migrate._script = lambda number: number\n"
        "migrate._statements = killed\n"
        "Store.open(pathlib.Path(sys.argv[1]))\n"
    )
    ended = subprocess.run([sys.executable, "-c", kill, str(file)], check=False)
    assert ended.returncode == -signal.SIGKILL
    old = sqlite3.connect(file)
    assert old.execute("PRAGMA user_version").fetchone()[0] == 1
    assert everything(old) == before
    old.close()
    store = Store.open(file)
    assert store.count() == 1
    store.close()


def test_a_library_that_another_program_brings_up_to_date_is_busy(file, monkeypatch):
    monkeypatch.setattr(opening, "BUSY_SECONDS", 0.01)
    old = of_version(file, 1)
    old.execute("BEGIN IMMEDIATE")
    with pytest.raises(LibraryBusy, match=r"Another program is writing .* try again"):
        Store.open(file)
    old.rollback()
    old.close()
