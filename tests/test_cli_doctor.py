"""`paperdeck doctor` over libraries that are sound, damaged, gone; what it saves and puts back."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from tests.command_line import GRAPHS, ROUTES, TRAILS, CommandLine, saved_page

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def paperdeck(tmp_path: Path) -> CommandLine:
    """A library with three papers, tagged, whose backup knows of one tag less."""
    page = tmp_path / "page.txt"
    page.write_text(saved_page(GRAPHS, ROUTES, TRAILS), encoding="utf-8")
    run = CommandLine(tmp_path / "home")
    assert run("add", str(page)).code == 0
    assert run("tag", "graph", "--add", "late").code == 0
    return run


def break_texts(run: CommandLine) -> bytes:
    """Damage the page that the papers' texts are on; gives the file as it is then."""
    file = run.home / "library.db"
    at = file.read_bytes().index(b"Readers of large graphs") // 4096 * 4096
    with file.open("r+b") as stream:
        stream.seek(at)
        stream.write(b"\xff" * 4096)
    return file.read_bytes()


def findings(run: CommandLine) -> dict[str, str]:
    return dict(line.split("  ", 1) for line in run("doctor").out.splitlines() if "  " in line)


def test_a_sound_library_agrees_with_its_index_and_has_a_backup(paperdeck: CommandLine) -> None:
    paperdeck("search", "graph")
    ended = paperdeck("doctor")
    assert ended.code == 0
    assert "well: it agrees with the library" in ended.out
    assert "1; the newest is the backup of 20" in ended.out


def test_an_index_that_is_damaged_is_named_and_made_anew(paperdeck: CommandLine) -> None:
    paperdeck("search", "graph")
    segment = max((paperdeck.home / "cache").glob("index-*/*.pst"), key=lambda f: f.stat().st_size)
    content = bytearray(segment.read_bytes())
    content[len(content) // 2] ^= 1
    segment.write_bytes(content)
    assert "It is made anew at the next search." in paperdeck("doctor").out
    assert paperdeck("search", "graph").rows[0][1] == GRAPHS[0]
    assert "well: it agrees with the library" in paperdeck("doctor").out


def test_a_damaged_library_is_not_written_but_read_saved_and_put_back(
    paperdeck: CommandLine,
) -> None:
    damaged = break_texts(paperdeck)
    ended = paperdeck("doctor")
    assert ended.code == 4
    assert "paperdeck doctor --rescue" in ended.out
    assert "paperdeck doctor --restore puts back the backup of 20" in ended.out
    assert paperdeck("tags").rows == [["late", "1"]]
    refused = paperdeck("tag", "--all", "--add", "more")
    assert (refused.code, len(refused.err.splitlines())) == (4, 1)

    saved = paperdeck("doctor", "--rescue")
    assert saved.code == 0
    assert "Saved: 3 papers, 1 page, 1 tagging." in saved.out
    assert (paperdeck.home / "library.db").read_bytes() == damaged
    (rescued,) = paperdeck.home.glob("rescued-*.db")
    assert paperdeck("doctor", "--restore", str(rescued)).code == 0
    assert paperdeck("search", "graph").rows[0][1] == GRAPHS[0]
    assert paperdeck("tags").rows == [["late", "1"]]
    assert paperdeck("doctor").code == 0
    (before,) = paperdeck.home.glob("library-before-*.db")
    assert before.read_bytes() == damaged


def test_the_newest_backup_is_put_back_where_the_library_is_gone(paperdeck: CommandLine) -> None:
    (paperdeck.home / "library.db").unlink()
    refused = paperdeck("search", "graph")
    assert (refused.code, len(refused.err.splitlines())) == (4, 1)
    assert "is gone" in paperdeck("doctor").out
    assert paperdeck("doctor", "--restore").code == 0
    assert paperdeck("search", "graph").rows[0][1] == GRAPHS[0]


def test_a_sound_library_gives_way_to_a_named_copy_alone(paperdeck: CommandLine) -> None:
    refused = paperdeck("doctor", "--restore")
    assert (refused.code, refused.err.count("\n")) == (2, 1)
    assert "sound and was left as it is" in refused.err
    (backup,) = (paperdeck.home / "backups").iterdir()
    assert paperdeck("doctor", "--restore", str(backup)).code == 0
    assert paperdeck("tags").rows == []


@pytest.mark.parametrize(
    ("args", "code", "says"),
    [
        (["--restore", "nowhere.db"], 3, "nothing was changed"),
        (["--rescue", "--restore"], 2, "First --rescue"),
    ],
)
def test_what_cannot_be_put_back_is_told_in_a_sentence(
    paperdeck: CommandLine, args: list[str], code: int, says: str
) -> None:
    ended = paperdeck("doctor", *args)
    assert (ended.code, ended.err.count("\n")) == (code, 1)
    assert says in ended.err


def test_without_library_or_backup_there_is_nothing_to_save_or_put_back(tmp_path: Path) -> None:
    run = CommandLine(tmp_path / "home")
    for args in (["--rescue"], ["--restore"]):
        ended = run("doctor", *args)
        assert (ended.code, ended.err.count("\n")) == (2, 1)
    assert not run.home.exists()


def test_a_library_whose_counts_do_not_agree_is_told(paperdeck: CommandLine) -> None:
    with closing(sqlite3.connect(paperdeck.home / "library.db", isolation_level=None)) as opened:
        opened.execute("UPDATE standing SET pages = 7, has_link = 0 WHERE has_link")
        opened.execute("DELETE FROM appearance WHERE rank = 3")
    ended = paperdeck("doctor")
    assert ended.code == 4
    assert "miscounted" in ended.out
