"""`paperdeck search` and `show` over one library of three papers."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

import pytest

from index.paper import paper_id
from tests.command_line import GRAPHS, ROUTES, TRAILS, CommandLine, saved_page

if TYPE_CHECKING:
    from pathlib import Path

GRAPHS_ID, ROUTES_ID, TRAILS_ID = (paper_id(paper[0]) for paper in (GRAPHS, ROUTES, TRAILS))


@pytest.fixture(scope="module")
def paperdeck(tmp_path_factory: pytest.TempPathFactory) -> CommandLine:
    """A library that no test of this file changes."""
    folder = tmp_path_factory.mktemp("search")
    (folder / "one.txt").write_text(saved_page(GRAPHS, ROUTES))
    (folder / "two.txt").write_text(saved_page(TRAILS, GRAPHS, day="Sep 8"))
    command_line = CommandLine(folder / "home")
    assert command_line("add", str(folder), "--year", "2026").code == 0
    assert command_line("tag", "--id", GRAPHS_ID, "--add", "graphs,to-read").code == 0
    assert command_line("bookmark", "--id", GRAPHS_ID).code == 0
    return command_line


def test_in_a_pipe_a_paper_is_a_line_of_eight_columns(paperdeck: CommandLine) -> None:
    ended = paperdeck("search", "graphs")
    assert (ended.code, ended.err) == (0, "")
    assert ended.rows == [
        [
            GRAPHS_ID,
            GRAPHS[0],
            "two.txt",
            "2026-09-08",
            "2",
            "https://github.com/owner/graph-reader",
            "graphs,to-read",
            "bookmarked",
        ]
    ]


def test_json_is_one_object_with_whole_papers(paperdeck: CommandLine) -> None:
    answer = paperdeck("search", "title:routes OR title:route", "--format", "json").json
    assert list(answer) == ["schema_version", "query", "total", "notes", "papers"]
    assert answer["query"] == "title:routes OR title:route"
    (paper,) = answer["papers"]
    assert paper["title"] == ROUTES[0]
    assert paper["appearances"][0]["page"] == "one.txt"
    assert paper["links"] == [{"url": "https://owner.github.io/routes", "repo": None}]
    assert paper["added"].endswith("Z")


def test_a_limit_cuts_the_papers_but_not_the_total(paperdeck: CommandLine) -> None:
    cut = paperdeck("search", "", "--limit", "1", "--format", "json").json
    assert (cut["total"], len(cut["papers"])) == (3, 1)
    for everything in (["", "--limit", "0"], []):
        answer = paperdeck("search", *everything, "--format", "json").json
        assert (answer["total"], len(answer["papers"])) == (3, 3)


def test_papers_can_be_sorted(paperdeck: CommandLine) -> None:
    ended = paperdeck("search", "--sort", "title", "--format", "ids")
    assert ended.out.split() == [ROUTES_ID, GRAPHS_ID, TRAILS_ID]


def test_links_are_one_a_line_each_once_and_none_for_a_paper_without(
    paperdeck: CommandLine,
) -> None:
    ended = paperdeck("search", "", "--format", "links")
    assert sorted(ended.out.split()) == [
        "https://github.com/owner/graph-reader",
        "https://owner.github.io/routes",
    ]


def test_words_need_no_quotes_and_a_minus_leaves_a_word_out(paperdeck: CommandLine) -> None:
    assert paperdeck("search", "first", "sentence", "--format", "ids").out.split() == [TRAILS_ID]
    for words in (["-router", "-graph"], ["--", "-router", "-graph"], ["-title:route", "-graph"]):
        assert paperdeck("search", "--format", "ids", *words).out.split() == [TRAILS_ID]
    assert paperdeck("search", "-health", "--format", "ids").code == 0


@pytest.mark.parametrize("form", ["tsv", "table", "ids", "links", "json"])
def test_nothing_found_is_said_and_is_exit_code_1(paperdeck: CommandLine, form: str) -> None:
    ended = paperdeck("search", "zzyzx", "--format", form)
    assert ended.code == 1
    assert "zzyzx" in ended.err
    if form == "json":
        assert (ended.json["total"], ended.json["papers"]) == (0, [])
    else:
        assert ended.out == ""


def test_how_a_query_was_read_is_told_beside_the_papers(paperdeck: CommandLine) -> None:
    ended = paperdeck("search", "titel:graphs", "--format", "json")
    assert ended.json["notes"]
    for note in ended.json["notes"]:
        assert note in ended.err


@pytest.mark.parametrize("query", ["((", '"', "-", ":", "title:", "\\", "AND OR NOT", "*", "é\x07"])
def test_no_query_fails(paperdeck: CommandLine, query: str) -> None:
    ended = paperdeck("search", query, "--format", "json")
    assert ended.code in {0, 1}
    assert ended.json["schema_version"] == 1


def test_a_reader_that_leaves_early_is_no_error(paperdeck: CommandLine) -> None:
    searching = subprocess.Popen(
        paperdeck.command("search", "", "--format", "json"),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=paperdeck.environment({}),
    )
    assert searching.stdout is not None
    assert searching.stderr is not None
    searching.stdout.close()
    said = searching.stderr.read()
    searching.stderr.close()
    assert (searching.wait(timeout=60), said) == (0, b"")


def test_what_goes_to_a_pipe_is_utf8_whatever_the_locale(paperdeck: CommandLine) -> None:
    ended = paperdeck("show", GRAPHS_ID, LC_ALL="C", PYTHONCOERCECLOCALE="0", PYTHONUTF8="0")
    assert ended.code == 0
    assert "★ bookmarked" in ended.out


def test_an_index_that_is_gone_is_made_anew_before_the_search(
    paperdeck: CommandLine, tmp_path: Path
) -> None:
    copy = CommandLine(tmp_path / "copy")
    copy.home.mkdir()
    with (copy.home / "library.db").open("wb") as file:
        file.write((paperdeck.home / "library.db").read_bytes())
    assert copy("search", "is:bookmarked", "--format", "ids").out.split() == [GRAPHS_ID]
    assert not (copy.home / "cache").exists()
    assert copy("search", "graph", "--format", "ids").out.split() == [GRAPHS_ID]


@pytest.mark.parametrize("form", ["ids", "json"])
def test_without_a_usable_index_every_text_is_read_and_it_is_said_once(
    paperdeck: CommandLine, tmp_path: Path, form: str
) -> None:
    copy = CommandLine(tmp_path / "copy")
    copy.home.mkdir()
    (copy.home / "library.db").write_bytes((paperdeck.home / "library.db").read_bytes())
    (copy.home / "cache").write_text("no folder")
    found = copy("search", "graph", "--format", form)
    assert found.code == 0
    assert GRAPHS_ID in found.out
    assert found.err.startswith("The search index could not be ")
    assert found.err.count("\n") == 1
    if form == "json":
        assert found.json["notes"] == [found.err.strip()]
    assert copy("search", "zzyzx").code == 1
    assert copy("search", "has:code").err == ""


def test_show_prints_a_paper_by_the_start_of_its_id(paperdeck: CommandLine) -> None:
    ended = paperdeck("show", GRAPHS_ID[:5])
    assert ended.code == 0
    assert ended.out.startswith(GRAPHS[0] + "\n" + GRAPHS_ID + " · ★ bookmarked · unread\n")
    assert "2026-09-08, 2nd on two.txt, line " in ended.out
    assert "\n#graphs #to-read\n" in ended.out
    assert "\n1  https://github.com/owner/graph-reader\n" in ended.out
    assert " ".join(ended.out.split()).endswith(GRAPHS[1])


def test_show_as_json_is_what_a_search_for_that_paper_prints(paperdeck: CommandLine) -> None:
    shown = paperdeck("show", GRAPHS_ID, "--format", "json").json
    found = paperdeck("search", "graphs", "--format", "json").json
    assert shown == {**found, "query": f"id:{GRAPHS_ID}"}


@pytest.mark.parametrize("start", ["zzzzzzzzzz", ""])
def test_an_id_that_names_no_one_paper_is_nothing_found(paperdeck: CommandLine, start: str) -> None:
    ended = paperdeck("show", start)
    assert ended.code == 1
    assert ended.out == ""
    assert ended.err.count("\n") == 1


def test_on_a_terminal_papers_are_a_table_as_wide_as_the_terminal(paperdeck: CommandLine) -> None:
    ended = paperdeck.on_a_terminal("search", "graphs", columns=76, NO_COLOR="1")
    head, paper = ended.out.splitlines()
    assert head.split() == ["Title", "Seen", "Code", "Id"]
    assert paper.startswith("★  Reading Large Graphs")
    assert paper.endswith(GRAPHS_ID)
    assert max(len(head), len(paper)) <= 76


def test_colours_are_for_terminals_that_take_them(paperdeck: CommandLine) -> None:
    assert "\x1b[" in paperdeck.on_a_terminal("search", "graphs").out
    assert "\x1b" not in paperdeck.on_a_terminal("search", "graphs", NO_COLOR="1").out
    assert "\x1b" not in paperdeck.on_a_terminal("search", "graphs", TERM="dumb").out
    assert "\x1b" not in paperdeck("search", "graphs", "--format", "table").out


def test_a_table_that_was_cut_says_so(paperdeck: CommandLine) -> None:
    ended = paperdeck.on_a_terminal("search", "", "--limit", "2")
    assert ended.out.splitlines()[-1] == "2 of 3 papers found; --limit 0 shows all."


def test_what_finds_papers_instead_is_told_where_none_holds_every_word(
    paperdeck: CommandLine,
) -> None:
    ended = paperdeck("search", "graphs", "terminalz", "--format", "ids")
    assert (ended.code, ended.out) == (1, "")
    told, first, *_ = ended.err.splitlines()
    assert told == "No paper holds all of “graphs terminalz”; these queries find some:"
    assert first == "graphs terminals: 1 paper"
