"""`paperdeck note`: written, printed, taken away; and `show`, which prints it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from index.library import Library
from index.paper import paper_id
from index.paths import places
from tests.command_line import GRAPHS, ROUTES, CommandLine, saved_page

if TYPE_CHECKING:
    from pathlib import Path

GRAPHS_ID = paper_id(GRAPHS[0])


@pytest.fixture
def paperdeck(tmp_path: Path) -> CommandLine:
    command_line = CommandLine(tmp_path / "home")
    assert command_line("add", "-", stdin=saved_page(GRAPHS, ROUTES).encode()).code == 0
    return command_line


def test_a_note_is_written_without_quotes_and_printed(paperdeck: CommandLine) -> None:
    ended = paperdeck("note", GRAPHS_ID[:6], "compare", "with", "-table", "3")
    assert (ended.code, ended.out) == (0, f"Noted on “{GRAPHS[0]}”.\n")
    assert "press u" in ended.err
    printed = paperdeck("note", GRAPHS_ID[:6])
    assert (printed.code, printed.out, printed.err) == (0, "compare with -table 3\n", "")
    assert paperdeck("search", "is:noted", "--format", "ids").out.split() == [GRAPHS_ID]


def test_show_prints_every_line_of_the_note_before_the_abstract(paperdeck: CommandLine) -> None:
    paperdeck("note", GRAPHS_ID, "first line\n\nsecond\x1b[31m line")
    shown = paperdeck("show", GRAPHS_ID).out
    assert "\n\nNote: first line\n\nsecond line\n\nReaders of large graphs" in shown


@pytest.mark.parametrize("away", [["--remove"], [""], ["  "]])
def test_a_note_is_taken_away_and_undo_brings_it_back(
    paperdeck: CommandLine, away: list[str]
) -> None:
    paperdeck("note", GRAPHS_ID, "mine")
    ended = paperdeck("note", GRAPHS_ID, *away)
    assert (ended.code, ended.out) == (0, f"Note taken off “{GRAPHS[0]}”.\n")
    assert paperdeck("note", GRAPHS_ID).code == 1
    with Library.open(places(paperdeck.home)) as library:
        assert library.undo()
    assert paperdeck("note", GRAPHS_ID).out == "mine\n"


def test_what_is_so_already_is_no_change(paperdeck: CommandLine) -> None:
    ended = paperdeck("note", GRAPHS_ID, "--remove")
    assert (ended.code, ended.err) == (0, "")
    assert ended.out == f"Nothing to change: “{GRAPHS[0]}” has no note already.\n"
    paperdeck("note", GRAPHS_ID, "mine")
    again = paperdeck("note", GRAPHS_ID, "mine")
    assert again.out == f"Nothing to change: “{GRAPHS[0]}” has this note already.\n"


def test_a_paper_without_a_note_says_how_to_write_one(paperdeck: CommandLine) -> None:
    ended = paperdeck("note", GRAPHS_ID)
    assert (ended.code, ended.out) == (1, "")
    assert f"paperdeck note {GRAPHS_ID} TEXT" in ended.err


@pytest.mark.parametrize(
    ("args", "code"),
    [([], 2), (["zzzzzzzzzz", "text"], 1), ([GRAPHS_ID, "text", "--remove"], 2)],
)
def test_what_cannot_be_meant_is_one_sentence_and_changes_nothing(
    paperdeck: CommandLine, args: list[str], code: int
) -> None:
    ended = paperdeck("note", *args)
    assert (ended.code, ended.out) == (code, "")
    assert ended.err.count("\n") == 1
    assert paperdeck("search", "is:noted").code == 1
