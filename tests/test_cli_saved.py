"""`paperdeck saved`: searches that have a name."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.command_line import CommandLine

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def paperdeck(tmp_path: Path) -> CommandLine:
    return CommandLine(tmp_path / "home")


def test_a_search_is_saved_printed_listed_and_replaced(paperdeck: CommandLine) -> None:
    assert paperdeck("saved", "routing", "route", "-video").out == (
        "Saved: @routing stands for route -video\n"
    )
    assert paperdeck("saved", "@Routing").out == "route -video\n"
    paperdeck("saved", "calm", "panels OR screens")
    paperdeck("saved", "routing", "router")
    assert paperdeck("saved").rows == [["calm", "panels OR screens"], ["routing", "router"]]
    assert paperdeck("saved", "--format", "json").json == {
        "schema_version": 1,
        "saved": [
            {"name": "calm", "query": "panels OR screens"},
            {"name": "routing", "query": "router"},
        ],
    }
    assert paperdeck("saved", "--format", "table").out.startswith("Name     Query\ncalm     panels")


def test_a_name_is_one_however_it_is_written(paperdeck: CommandLine) -> None:
    assert paperdeck("saved", "Ｆoo", "title:x").out == "Saved: @foo stands for title:x\n"
    for name in ("Ｆoo", "foo", "@FOO", " fo\u202eo"):
        assert paperdeck("saved", name).out == "title:x\n"
    assert paperdeck("saved", "--remove", "ｆoo").out == "Removed: @foo.\n"
    assert paperdeck("saved", "", "query").code == 2


def test_a_saved_search_is_removed_once(paperdeck: CommandLine) -> None:
    paperdeck("saved", "routing", "route")
    assert paperdeck("saved", "--remove", "routing").out == "Removed: @routing.\n"
    again = paperdeck("saved", "routing", "--remove")
    assert again.code == 1
    assert "No search is saved under “routing”" in again.err


def test_a_name_without_a_search_says_where_the_names_are(paperdeck: CommandLine) -> None:
    missing = paperdeck("saved", "nosuch")
    assert (missing.code, missing.out) == (1, "")
    assert "“paperdeck saved” lists" in missing.err


def test_nothing_saved_yet_is_no_failure(paperdeck: CommandLine) -> None:
    nothing = paperdeck("saved")
    assert nothing.code == 0
    assert "paperdeck saved NAME QUERY" in nothing.err
    assert paperdeck("saved", "--format", "json").json["saved"] == []


@pytest.mark.parametrize("args", [["--remove"], ["a", "query", "--remove"], ["no name!", "query"]])
def test_wrong_use_is_told_in_a_sentence(paperdeck: CommandLine, args: list[str]) -> None:
    refused = paperdeck("saved", *args)
    assert refused.code == 2
    assert len(refused.err.splitlines()) == 1


def test_the_shell_completes_the_names(paperdeck: CommandLine) -> None:
    paperdeck("saved", "routing", "route")
    shell = {
        "_PAPERDECK_COMPLETE": "bash_complete",
        "COMP_WORDS": "paperdeck saved ro",
        "COMP_CWORD": "2",
    }
    assert paperdeck(**shell).out == "plain,routing\n"
