"""`paperdeck tag` and `bookmark`: what they change, and what they refuse."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from index.library import Library
from index.paper import paper_id
from index.paths import places
from tests.command_line import GRAPHS, ROUTES, TRAILS, CommandLine, saved_page

if TYPE_CHECKING:
    from pathlib import Path

GRAPHS_ID, ROUTES_ID, TRAILS_ID = (paper_id(paper[0]) for paper in (GRAPHS, ROUTES, TRAILS))


@pytest.fixture
def paperdeck(tmp_path: Path) -> CommandLine:
    command_line = CommandLine(tmp_path / "home")
    page = saved_page(GRAPHS, ROUTES, TRAILS).encode()
    assert command_line("add", "-", stdin=page).code == 0
    return command_line


def found(paperdeck: CommandLine, query: str) -> set[str]:
    return set(paperdeck("search", query, "--format", "ids").out.split())


def test_tags_are_put_on_and_taken_off_what_a_query_finds(paperdeck: CommandLine) -> None:
    ended = paperdeck("tag", "graph", "OR", "route", "--add", "#To Read, code", "--add", "x")
    assert (ended.code, ended.out) == (0, "2 of 2 papers changed.\n")
    assert "u in the reader" in ended.err
    assert found(paperdeck, "tag:to-read tag:code tag:x") == {GRAPHS_ID, ROUTES_ID}
    ended = paperdeck("tag", "tag:x", "-graph", "--remove", "x", "--add", "y")
    assert ended.out == "1 paper changed.\n"
    assert found(paperdeck, "tag:y") == {ROUTES_ID}
    assert found(paperdeck, "tag:x") == {GRAPHS_ID}


def test_papers_can_be_named_by_the_start_of_their_id(paperdeck: CommandLine) -> None:
    ended = paperdeck("tag", "--id", GRAPHS_ID[:6], "--id", TRAILS_ID, "--add", "mine")
    assert ended.code == 0
    assert found(paperdeck, "tag:mine") == {GRAPHS_ID, TRAILS_ID}


def test_what_is_so_already_is_no_change(paperdeck: CommandLine) -> None:
    paperdeck("bookmark", "graph")
    again = paperdeck("bookmark", "graph")
    assert (again.code, again.err) == (0, "")
    assert again.out == "Nothing to change: 1 paper as asked already.\n"


def test_bookmarks_are_set_and_taken_off(paperdeck: CommandLine) -> None:
    assert paperdeck("bookmark", "--all").out == "3 of 3 papers changed.\n"
    assert paperdeck("bookmark", "route", "--off").out == "1 paper changed.\n"
    assert found(paperdeck, "is:bookmarked") == {GRAPHS_ID, TRAILS_ID}


def test_the_reader_can_undo_what_a_command_did(paperdeck: CommandLine) -> None:
    paperdeck("bookmark", "--all")
    with Library.open(places(paperdeck.home)) as library:
        assert library.undo()
    assert found(paperdeck, "is:bookmarked") == set()


@pytest.mark.parametrize("query", [[], [""], ["  "], ["()"], ['""']])
def test_everything_must_be_meant_expressly(paperdeck: CommandLine, query: list[str]) -> None:
    for command in (["bookmark"], ["tag", "--add", "x"]):
        ended = paperdeck(*command, *query)
        assert ended.code == 2
        assert "--all" in ended.err
    assert found(paperdeck, "is:bookmarked OR tag:*") == set()


@pytest.mark.parametrize(
    "args",
    [
        ["tag", "graph"],
        ["tag", "graph", "--add", ","],
        ["tag", "graph", "--add", "#"],
        ["tag", "graph", "--add", "x", "--remove", "x"],
        ["tag", "graph", "--id", GRAPHS_ID, "--add", "x"],
        ["bookmark", "graph", "--all"],
    ],
)
def test_what_cannot_be_meant_is_one_sentence_and_changes_nothing(
    paperdeck: CommandLine, args: list[str]
) -> None:
    ended = paperdeck(*args)
    assert (ended.code, ended.out) == (2, "")
    assert ended.err.count("\n") == 1
    assert found(paperdeck, "is:bookmarked OR tag:*") == set()


def test_a_query_or_id_that_finds_no_paper_is_exit_code_1(paperdeck: CommandLine) -> None:
    for choice in (["zzyzx"], ["--id", "zzyzx00000"]):
        assert paperdeck("tag", *choice, "--add", "x").code == 1
        assert paperdeck("bookmark", *choice).code == 1


@pytest.mark.parametrize("query", ["@nosuch", "graph is:typo", "rank:<=x", "()", "sort:title"])
def test_a_query_not_understood_whole_changes_nothing(paperdeck: CommandLine, query: str) -> None:
    ended = paperdeck("tag", query, "--add", "wrong")
    assert (ended.code, ended.out) == (2, "")
    assert "Nothing was changed" in ended.err
    assert found(paperdeck, "tag:wrong") == set()


def test_an_expression_not_looked_for_everywhere_changes_nothing(paperdeck: CommandLine) -> None:
    page = saved_page(("Long Words", f"{TRAILS[1]} Such is {'a' * 300} for all to see!"))
    paperdeck("add", "-", stdin=page.encode())
    ended = paperdeck("tag", "--add", "wrong", "--", "-/(a|aa)+!/")
    assert (ended.code, ended.out) == (2, "")
    assert "Nothing was changed" in ended.err
    assert found(paperdeck, "tag:wrong") == set()


def test_papers_that_hold_most_of_the_words_are_not_changed(paperdeck: CommandLine) -> None:
    ended = paperdeck("tag", "graph", "reader", "nosuchword", "--add", "wrong")
    assert (ended.code, ended.out) == (1, "")
    assert found(paperdeck, "tag:wrong") == set()
