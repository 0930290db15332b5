"""What is no page: refused in one sentence, by name, with everything else added."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from tests.command_line import GRAPHS, ROUTES, TRAILS, CommandLine, saved_page
from tests.stopwatch import Stopwatch

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

BEARABLE = 10.0  # seconds, for any of these


def a_hole(path: Path) -> None:
    """50 MB of nothing, which costs no disk."""
    with path.open("wb") as file:
        file.truncate(50_000_000)


KINDS: dict[str, tuple[Callable[[Path], object], str]] = {
    "missing.txt": (lambda path: None, "does not exist"),
    "empty.txt": (lambda path: path.write_bytes(b""), "is empty"),
    "blank.txt": (lambda path: path.write_bytes(b"\n \t\r\n\n"), "is empty"),
    "binary.txt": (lambda path: path.write_bytes(bytes(range(256)) * 99), "binary"),
    "paper.txt": (lambda path: path.write_bytes(b"%PDF-1.7\n" + b"words " * 99), "a PDF document"),
    "page.html": (lambda path: path.write_text("<!DOCTYPE html><title>x</title>"), "no paper"),
    "folder": (lambda path: path.mkdir(), "a folder without pages"),
    "large.txt": (lambda path: path.write_bytes(b"no paper here\n" * 3_700_000), "too large"),
    "hole.txt": (a_hole, "too large"),
    "words.txt": (lambda path: path.write_bytes(b"no paper here\n" * 200_000), "no paper"),
    "line.txt": (lambda path: path.write_bytes(b"word " * 2_000_000), "a line of 10,000,000"),
    "day.txt": (lambda path: path.write_text("Daily Papers\n\nSep 1\n"), "no paper"),
    "header.txt": (lambda path: path.write_text(saved_page()), "no paper"),
    "pipe.txt": (lambda path: os.mkfifo(path), "no plain file"),
    "loop.txt": (lambda path: path.symlink_to(path), "cannot be read"),
    "a\x1b[31m\nname.txt": (lambda path: path.write_bytes(b""), "is empty"),
}


@pytest.fixture
def paperdeck(tmp_path: Path) -> CommandLine:
    return CommandLine(tmp_path / "home")


@pytest.fixture
def good(tmp_path: Path) -> list[Path]:
    """Three pages of one paper each, of which the last two have one in common."""
    papers = {"one.txt": (GRAPHS,), "two.txt": (ROUTES,), "three.txt": (ROUTES, TRAILS)}
    for name, listed in papers.items():
        (tmp_path / name).write_text(saved_page(*listed), encoding="utf-8")
    return [tmp_path / name for name in papers]


def counts(paperdeck: CommandLine) -> tuple[object, ...]:
    """What the library holds: papers, pages, and what a word finds."""
    papers = paperdeck("search", "", "--limit", "0", "--format", "ids").out
    found = paperdeck("search", "word OR paper", "--format", "ids").out
    return papers, paperdeck("pages").out, found


@pytest.mark.parametrize("name", KINDS, ids=[repr(name).strip("'") for name in KINDS])
def test_what_is_no_page_is_refused_in_a_sentence_and_changes_nothing(
    paperdeck: CommandLine, tmp_path: Path, name: str
) -> None:
    make, reason = KINDS[name]
    path = tmp_path / name
    make(path)
    with Stopwatch() as watch:
        ended = paperdeck("add", str(path))
    assert watch.seconds < BEARABLE
    assert ended.code == 3
    assert ended.out == ""
    assert reason in ended.err
    assert " ".join(name.replace("\x1b[31m", "").split()) in ended.err
    assert ended.err.count("\n") == 1
    assert ended.err.endswith(".\n")
    assert paperdeck("pages").out == ""


def test_good_pages_between_bad_ones_are_added_and_found(
    paperdeck: CommandLine, tmp_path: Path, good: list[Path]
) -> None:
    bad = [tmp_path / name for name in KINDS]
    for path, (make, _reason) in zip(bad, KINDS.values(), strict=True):
        make(path)
    paths = [good[0], *bad[:8], good[1], *bad[8:], good[2]]
    with Stopwatch() as watch:
        ended = paperdeck("add", *map(str, paths))
    assert watch.seconds < BEARABLE
    assert ended.code == 3
    assert [row[0] for row in ended.rows] == [path.name for path in good]
    assert [row[3] for row in ended.rows] == ["1", "1", "1"]
    sentences = ended.err.splitlines()
    assert len(sentences) == len(bad)
    for sentence, (_make, reason) in zip(sentences, KINDS.values(), strict=True):
        assert reason in sentence
    assert paperdeck("search", "trails", "--format", "json").json["total"] == 1


def test_a_library_is_the_same_after_bad_input_as_before(
    paperdeck: CommandLine, tmp_path: Path, good: list[Path]
) -> None:
    paperdeck("add", *map(str, good))
    before = counts(paperdeck)
    bad = [tmp_path / name for name in KINDS]
    for path, (make, _reason) in zip(bad, KINDS.values(), strict=True):
        make(path)
    assert paperdeck("add", *map(str, bad)).code == 3
    assert counts(paperdeck) == before


def test_a_folder_with_good_and_bad_files_gives_its_good_ones(
    paperdeck: CommandLine, tmp_path: Path, good: list[Path]
) -> None:
    folder = tmp_path / "all"
    folder.mkdir()
    for path in good:
        path.rename(folder / path.name)
    (folder / "empty.txt").touch()
    (folder / "binary.txt").write_bytes(bytes(range(256)) * 99)
    ended = paperdeck("add", str(folder))
    assert ended.code == 3
    assert sorted(row[0] for row in ended.rows) == ["one.txt", "three.txt", "two.txt"]
    assert len(ended.err.splitlines()) == 2


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is unreadable to root")
@pytest.mark.parametrize("kind", ["file", "folder"])
def test_what_one_may_not_read_is_named(
    paperdeck: CommandLine, tmp_path: Path, good: list[Path], kind: str
) -> None:
    closed = tmp_path / "closed.txt"
    if kind == "folder":
        closed.mkdir()
    else:
        closed.write_text(saved_page(TRAILS))
    closed.chmod(0)
    ended = paperdeck("add", str(good[0]), str(closed))
    closed.chmod(0o700)
    assert ended.code == 3
    assert "closed.txt" in ended.err
    assert ended.err.count("\n") == 1
    assert len(ended.rows) == 1


def test_bad_files_given_to_the_reader_are_told_in_its_report_too(
    paperdeck: CommandLine, tmp_path: Path
) -> None:
    ended = paperdeck.on_a_terminal(str(tmp_path / "missing.txt"))
    assert ended.code == 2
    assert "missing.txt" in ended.out
    assert ended.out.count("\n") == 1
