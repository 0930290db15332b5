"""`paperdeck pages`, `tags`, `keys`, `reindex` and `doctor`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from reader.commands import COMMANDS
from tests.command_line import GRAPHS, ROUTES, TRAILS, CommandLine, saved_page

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="module")
def paperdeck(tmp_path_factory: pytest.TempPathFactory) -> CommandLine:
    folder = tmp_path_factory.mktemp("lists")
    (folder / "one.txt").write_text(saved_page(GRAPHS, ROUTES))
    (folder / "two.txt").write_text(saved_page(TRAILS, GRAPHS, day="Sep 8"))
    command_line = CommandLine(folder / "home")
    assert command_line("add", str(folder), "--year", "2026").code == 0
    assert command_line("tag", "graph", "--add", "graphs,to-read").code == 0
    assert command_line("tag", "route", "--add", "to-read").code == 0
    return command_line


@pytest.fixture
def nothing(tmp_path: Path) -> CommandLine:
    return CommandLine(tmp_path / "home")


def test_pages_are_listed_newest_first_as_they_were_added(paperdeck: CommandLine) -> None:
    assert paperdeck("pages").rows == [
        ["two.txt", "2026-09-08", "2", "1", "1", "1", "6", "2", "2", "0", "9", "0"],
        ["one.txt", "2026-09-01", "2", "2", "0", "2", "6", "2", "2", "0", "9", "0"],
    ]
    pages = paperdeck("pages", "--format", "json").json
    assert pages["schema_version"] == 1
    assert [page["page"] for page in pages["pages"]] == ["two.txt", "one.txt"]
    assert pages["pages"][0]["lines"]["not_understood"] == []
    assert paperdeck("pages", "--format", "table").out.startswith(
        "Page     Day         Papers  New"
    )


def test_tags_are_listed_most_used_first(paperdeck: CommandLine) -> None:
    assert paperdeck("tags").rows == [["to-read", "2"], ["graphs", "1"]]
    assert paperdeck("tags", "--format", "json").json == {
        "schema_version": 1,
        "tags": [{"name": "to-read", "papers": 2}, {"name": "graphs", "papers": 1}],
    }


def test_an_empty_library_has_empty_lists_and_says_what_to_do(nothing: CommandLine) -> None:
    for name, key in (("pages", "pages"), ("tags", "tags")):
        ended = nothing(name)
        assert (ended.code, ended.out) == (0, "")
        assert "paperdeck" in ended.err
        assert nothing(name, "--format", "json").json[key] == []
    ended = nothing("search", "x")
    assert ended.code == 1
    assert "paperdeck add" in ended.err


def test_keys_are_those_of_the_reader(paperdeck: CommandLine) -> None:
    rows = paperdeck("keys").rows
    assert [row[4] for row in rows] == [action.id for action in COMMANDS]
    keys = paperdeck("keys", "--format", "json").json["keys"]
    assert {key["id"]: key["keys"] for key in keys}["copy-link"] == ["y"]
    table = paperdeck.on_a_terminal("keys", columns=60).out
    assert max(map(len, table.replace("\x1b[0m", "").splitlines())) < 80


def test_the_index_can_be_made_anew(paperdeck: CommandLine) -> None:
    ended = paperdeck("reindex")
    assert (ended.code, ended.err) == (0, "")
    assert ended.out.startswith("Indexed 3 papers in ")
    assert paperdeck("search", "graph").code == 0


def test_on_a_terminal_the_bar_is_wiped_when_the_work_is_done(paperdeck: CommandLine) -> None:
    ended = paperdeck.on_a_terminal("reindex")
    assert ended.code == 0
    assert ended.out.rpartition("\x1b[K")[2].startswith("Indexed 3 papers in ")


def test_doctor_says_what_is_where_and_that_it_is_well(paperdeck: CommandLine) -> None:
    ended = paperdeck("doctor", TMUX="", NO_COLOR="1")
    assert ended.code == 0
    found = dict(line.split(maxsplit=1) for line in ended.out.splitlines())
    assert found["version"].startswith("Paperdeck ")
    assert str(paperdeck.home) in found["data"]
    assert found["library"].startswith("well: ")
    assert found["papers"].startswith("3 on 2 pages, 1 with code, ")
    assert found["index"] == "well: it agrees with the library"
    assert found["tmux"] == "no"
    assert found["clipboard"].startswith("OSC 52 ")
    assert found["colours"] == "off, since NO_COLOR is set"


def test_doctor_makes_nothing(nothing: CommandLine) -> None:
    ended = nothing("doctor")
    assert ended.code == 0
    assert "none yet" in ended.out
    assert not nothing.home.exists()
