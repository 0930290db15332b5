"""`paperdeck add`: what it reports, and what it does with what is no page."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from tests.command_line import GRAPHS, ROUTES, TRAILS, CommandLine, saved_page

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def paperdeck(tmp_path: Path) -> CommandLine:
    return CommandLine(tmp_path / "home")


@pytest.fixture
def page(tmp_path: Path) -> Path:
    return write(tmp_path / "2026-09-01.txt", saved_page(GRAPHS, ROUTES))


def write(file: Path, text: str) -> Path:
    file.write_text(text, encoding="utf-8")
    return file


def papers_in(paperdeck: CommandLine) -> int:
    total: int = paperdeck("search", "", "--limit", "0", "--format", "json").json["total"]
    return total


def test_a_page_is_added_and_every_line_of_it_is_accounted_for(
    paperdeck: CommandLine, page: Path
) -> None:
    ended = paperdeck("add", str(page), "--year", "2025", "--format", "json")
    assert (ended.code, ended.err) == (0, "")
    assert ended.json == {
        "schema_version": 1,
        "pages": [
            {
                "page": "2026-09-01.txt",
                "label": "Sep 1",
                "day": "2025-09-01",
                "day_assumed": False,
                "papers": 2,
                "new": 2,
                "known": 0,
                "links": 2,
                "lines": {
                    "header": 6,
                    "title": 2,
                    "abstract": 2,
                    "furniture": 0,
                    "blank": 9,
                    "not_understood": [],
                },
            }
        ],
    }
    assert len(page.read_text().splitlines()) == 6 + 2 + 2 + 9
    assert paperdeck("search", "route", "--format", "json").json["total"] == 1


def test_a_page_added_again_changes_nothing_and_says_so(paperdeck: CommandLine, page: Path) -> None:
    paperdeck("add", str(page))
    again = paperdeck("add", str(page), "--format", "table")
    assert again.code == 0
    assert "in the library already" in again.out
    assert again.out.splitlines()[-1] == "0 new papers; the library holds 2."


def test_in_a_pipe_each_page_is_one_line_of_twelve_columns(
    paperdeck: CommandLine, page: Path
) -> None:
    other = write(page.with_name("other.txt"), saved_page(GRAPHS, TRAILS, day="Sep 8"))
    ended = paperdeck("add", str(page), str(other), "--year", "2026")
    assert ended.rows == [
        ["2026-09-01.txt", "2026-09-01", "2", "2", "0", "2", "6", "2", "2", "0", "9", "0"],
        ["other.txt", "2026-09-08", "2", "1", "1", "1", "6", "2", "2", "0", "9", "0"],
    ]


def test_a_rehearsal_says_what_would_be_added_and_adds_nothing(
    paperdeck: CommandLine, page: Path
) -> None:
    ended = paperdeck("add", "--dry-run", str(page), "--format", "table")
    assert ended.code == 0
    assert ended.out.splitlines()[-1] == "2 new papers would be added; nothing was changed."
    assert papers_in(paperdeck) == 0


def test_a_page_can_come_from_standard_input(paperdeck: CommandLine) -> None:
    ended = paperdeck("add", "-", stdin=saved_page(GRAPHS).encode())
    assert ended.code == 0
    assert ended.rows[0][:4] == ["stdin", ended.rows[0][1], "1", "1"]
    assert papers_in(paperdeck) == 1


def test_every_page_of_a_folder_is_added(paperdeck: CommandLine, page: Path) -> None:
    write(page.with_name("a.txt"), saved_page(TRAILS, day="Sep 8"))
    ended = paperdeck("add", str(page.parent))
    assert [row[0] for row in ended.rows] == ["2026-09-01.txt", "a.txt"]


def bad_files(folder: Path) -> dict[str, str]:
    """Each kind of file that is no page, and a word of the reason it is refused for."""
    folder.mkdir()
    (folder / "binary.txt").write_bytes(bytes(range(256)) * 64)
    (folder / "empty.txt").write_bytes(b"")
    (folder / "spaces.txt").write_bytes(b" \n\n\t\n")
    (folder / "picture.txt").write_bytes(b"\x89PNG\r\n\x1a\n" + b"\x00" * 64)
    (folder / "huge-line.txt").write_bytes(b"a" * 10_000_000)
    (folder / "too-large.txt").write_bytes(b"no paper here\n" * 3_700_000)
    (folder / "no-paper.txt").write_text("Sep 1\n")
    (folder / "folder").mkdir()
    return {
        "binary.txt": "binary",
        "empty.txt": "empty",
        "spaces.txt": "empty",
        "picture.txt": "picture",
        "huge-line.txt": "line",
        "too-large.txt": "too large",
        "no-paper.txt": "no paper",
        "folder": "without pages",
        "missing.txt": "does not exist",
    }


def test_what_is_no_page_gets_a_sentence_each_and_the_pages_are_added_all_the_same(
    paperdeck: CommandLine, page: Path, tmp_path: Path
) -> None:
    reasons = bad_files(tmp_path / "bad")
    paths = [str(tmp_path / "bad" / name) for name in reasons]
    ended = paperdeck("add", *paths[:4], str(page), *paths[4:])
    assert ended.code == 3
    sentences = ended.err.splitlines()
    assert len(sentences) == len(reasons)
    for sentence, (name, reason) in zip(sentences, reasons.items(), strict=True):
        assert name in sentence
        assert reason in sentence
        assert sentence.endswith(".")
        assert len(sentence) < 400
    assert [row[0] for row in ended.rows] == ["2026-09-01.txt"]
    assert papers_in(paperdeck) == 2


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is unreadable to root")
def test_a_file_one_may_not_read_is_named(paperdeck: CommandLine, page: Path) -> None:
    page.chmod(0)
    ended = paperdeck("add", str(page))
    assert ended.code == 3
    assert "permission" in ended.err


@pytest.mark.parametrize(
    "stdin",
    [b"", b"\x00\x01\x02" * 99, b"x" * 2_000_000],
    ids=["empty", "binary", "huge line"],
)
def test_standard_input_that_is_no_page_is_refused_by_name(
    paperdeck: CommandLine, stdin: bytes
) -> None:
    ended = paperdeck("add", "-", stdin=stdin)
    assert ended.code == 3
    assert ended.err.startswith("stdin ")
    assert ended.err.count("\n") == 1


def test_lines_not_understood_are_named_by_page_and_number(
    paperdeck: CommandLine, tmp_path: Path
) -> None:
    text = saved_page(GRAPHS) + "\n\x1b[1m%%%% 0x7f ~~ [[ ]]\n"
    page = write(tmp_path / "odd.txt", text)
    ended = paperdeck("add", "--format", "json", "--dry-run", str(page))
    odd = ended.json["pages"][0]["lines"]["not_understood"]
    line = len(text.splitlines())
    assert odd == [{"line": line, "text": "%%%% 0x7f ~~ [[ ]]"}]
    assert (
        f"not understood, line {line}: "
        in paperdeck("add", "--format", "table", "--dry-run", str(page)).out
    )
    tsv = paperdeck("add", str(page))
    assert tsv.err == f"odd.txt:{line}: not understood: %%%% 0x7f ~~ [[ ]]\n"


def test_a_hostile_title_reaches_no_output_as_anything_but_text(
    paperdeck: CommandLine, tmp_path: Path
) -> None:
    title = "A \x1b]52;c;ZXZpbA==\x07Title \x9b31mWith \u202eMany [@click=app.quit]Tricks[/] in It"
    page = write(tmp_path / "hostile.txt", saved_page((title, GRAPHS[1])))
    outputs = [paperdeck("add", str(page), "--format", form).out for form in ("table", "json")]
    outputs += [paperdeck("search", "", "--format", form).out for form in ("table", "tsv", "json")]
    outputs += [paperdeck("export", "--format", form).out for form in ("markdown", "bibtex")]
    for text in outputs:
        assert not set("\x1b\x07\x9b\u202e") & set(text)
        assert "ZXZpbA" not in text
    assert "[@click=app.quit]Tricks[/]" in outputs[3]


@pytest.mark.parametrize("year", ["20", "-5", "99999", "x"])
def test_a_year_that_is_none_is_wrong_use(paperdeck: CommandLine, page: Path, year: str) -> None:
    ended = paperdeck("add", str(page), "--year", year)
    assert ended.code == 2
    assert "--year" in ended.err
    assert ended.err.count("\n") == 1


@pytest.mark.parametrize("form", ["table", "tsv"])
def test_without_a_usable_index_pages_are_added_and_it_is_said_once(
    paperdeck: CommandLine, page: Path, form: str
) -> None:
    paperdeck.home.mkdir()
    (paperdeck.home / "cache").write_text("no folder")
    ended = paperdeck("add", str(page), "--format", form)
    assert ended.code == 0
    if form == "table":
        assert ended.out.splitlines()[-1] == "2 new papers; the library holds 2."
    assert ended.err.startswith("The search index could not be ")
    assert ended.err.count("\n") == 1
    assert papers_in(paperdeck) == 2


def test_a_name_that_no_file_can_have_stops_none_of_the_others(
    paperdeck: CommandLine, page: Path
) -> None:
    ended = paperdeck("add", "x" * 300, str(page))
    assert ended.code == 3
    assert ended.err == f"{'x' * 300} cannot be read: file name too long.\n"
    assert papers_in(paperdeck) == 2


def test_when_the_library_fails_what_was_added_before_is_still_reported(
    paperdeck: CommandLine, page: Path
) -> None:
    later = write(page.with_name("later.txt"), saved_page(TRAILS, day="Sep 8"))
    paperdeck("add", str(page))
    with closing(sqlite3.connect(paperdeck.home / "library.db")) as connection:
        connection.execute(
            "CREATE TRIGGER refuse BEFORE INSERT ON paper BEGIN SELECT RAISE(ABORT, 'no'); END"
        )
        connection.commit()
    ended = paperdeck("add", str(page), str(later), "--format", "table")
    assert ended.code == 4
    assert "2026-09-01.txt" in ended.out
    assert ended.out.splitlines()[-1] == "0 new papers; the library holds 2."
    assert ended.err.count("\n") == 1
