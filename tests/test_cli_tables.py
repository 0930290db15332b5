"""Tables for people: measured in cells, fitted to the line, harmless."""

from __future__ import annotations

import pytest

from reader.cli.cells import cell_width, fitted, padded, wrapped
from reader.cli.output import Format
from reader.cli.table import Column, put_rows


@pytest.mark.parametrize(
    ("text", "cells"),
    [("abc", 3), ("", 0), ("看見", 4), ("e\u0301", 1), ("a\u200db", 2), ("★", 1), ("🙂", 2)],
)
def test_text_is_measured_in_cells(text: str, cells: int) -> None:
    assert cell_width(text) == cells


@pytest.mark.parametrize(
    ("text", "width", "shown"),
    [
        ("abcdef", 6, "abcdef"),
        ("abcdef", 4, "abc…"),
        ("ab cdef", 4, "ab…"),
        ("看見了", 4, "看…"),
        ("看見了", 5, "看見…"),
        ("abc", 1, "…"),
        ("abc", 0, ""),
    ],
)
def test_a_text_that_is_too_long_says_so_with_dots(text: str, width: int, shown: str) -> None:
    assert fitted(text, width) == shown
    assert cell_width(shown) <= width


def test_wide_text_is_padded_by_cells() -> None:
    assert padded("看", 4) == "看  "
    assert padded("7", 3, right=True) == "  7"


def test_wrapped_lines_never_pass_the_width() -> None:
    text = "short words and averyveryverylongwordthatfitsnowhere then 看見看見看見看見看見看見 end"
    lines = wrapped(text, 12)
    assert all(0 < cell_width(line) <= 12 for line in lines)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    assert wrapped("  ", 12) == []


COLUMNS = (
    Column("Title", least=8),
    Column("Rank", right=True, drop=1),
    Column("Code", least=6, drop=2),
)
ROWS = [("A long title of a paper", "3", "owner/name"), ("看見", "12", "")]


@pytest.mark.parametrize("columns", [200, 80, 40, 30, 24, 20])
def test_no_line_of_a_table_passes_the_terminals_width(
    columns: int, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    put_rows(COLUMNS, ROWS, Format.TABLE)
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == 3
    assert all(cell_width(line) <= columns for line in lines)


def test_columns_stand_under_their_heads(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    put_rows(COLUMNS, ROWS, Format.TABLE)
    assert capsys.readouterr().out == (
        "Title                    Rank  Code\n"
        "A long title of a paper     3  owner/name\n"
        "看見                       12\n"
    )


def test_where_room_is_short_the_least_needed_column_goes_first(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("COLUMNS", "20")
    put_rows(COLUMNS, ROWS, Format.TABLE)
    assert capsys.readouterr().out.splitlines()[0].split() == ["Title", "Rank"]


def test_tsv_has_no_head_and_nothing_in_a_text_makes_a_cell_or_a_line(
    capsys: pytest.CaptureFixture[str],
) -> None:
    put_rows((), [("a\tb\nc", "\x1b]52;c;ZXZpbA==\x07d\u202e")], Format.TSV)
    assert capsys.readouterr().out == "a b c\td\n"
