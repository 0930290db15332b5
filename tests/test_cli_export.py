"""`paperdeck export` from one library of three papers."""

from __future__ import annotations

import os
import stat
import subprocess
from typing import TYPE_CHECKING

import pytest

from tests.command_line import GRAPHS, ROUTES, TRAILS, CommandLine, saved_page

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="module")
def paperdeck(tmp_path_factory: pytest.TempPathFactory) -> CommandLine:
    """A library that no test of this file changes."""
    folder = tmp_path_factory.mktemp("export")
    page = folder / "one.txt"
    page.write_text(saved_page(GRAPHS, ROUTES, TRAILS))
    command_line = CommandLine(folder / "home")
    assert command_line("add", str(page)).code == 0
    return command_line


def test_export_writes_each_format(paperdeck: CommandLine) -> None:
    assert paperdeck("export").json["total"] == 3
    markdown = paperdeck("export", "graphs", "--format", "markdown").out
    assert markdown.startswith(f"## {GRAPHS[0]}\n")
    assert paperdeck("export", "--format", "bibtex").out.count("@misc{") == 3
    assert len(paperdeck("export", "--format", "links").out.split()) == 2


def test_an_exported_file_is_of_the_kind_its_name_says(
    paperdeck: CommandLine, tmp_path: Path
) -> None:
    file = tmp_path / "papers.bib"
    ended = paperdeck("export", "graphs", "--output", str(file))
    assert (ended.code, ended.out) == (0, "")
    assert file.read_text().startswith("@misc{reading-")
    assert [written.name for written in tmp_path.iterdir()] == ["papers.bib"]


def test_an_export_takes_away_what_a_killed_one_left_there_days_ago(
    paperdeck: CommandLine, tmp_path: Path
) -> None:
    left, file = tmp_path / ".paperdeck-left", tmp_path / "papers.bib"
    left.touch()
    os.utime(left, (0, 0))
    assert paperdeck("export", "graphs", "--output", str(file)).code == 0
    assert list(tmp_path.iterdir()) == [file]


def test_an_export_that_finds_nothing_leaves_the_file_alone(
    paperdeck: CommandLine, tmp_path: Path
) -> None:
    file = tmp_path / "papers.md"
    file.write_text("mine")
    assert paperdeck("export", "zzyzx", "--output", str(file)).code == 1
    assert file.read_text() == "mine"


def test_an_exported_file_can_be_read_by_those_who_may_read_the_persons_files(
    paperdeck: CommandLine, tmp_path: Path
) -> None:
    new, old, name = tmp_path / "new.md", tmp_path / "old.md", tmp_path / "name.md"
    old.touch()
    old.chmod(0o600)
    name.symlink_to(old)
    umask = os.umask(0o027)
    try:
        assert (
            paperdeck("export", "--output", str(new)).err
            == f"Wrote 3 papers as Markdown to “{new}”.\n"
        )
        paperdeck("export", "graphs", "--output", str(name))
    finally:
        os.umask(umask)
    assert stat.S_IMODE(new.stat().st_mode) == 0o640
    assert stat.S_IMODE(old.stat().st_mode) == 0o600
    assert name.is_symlink()
    assert old.read_text().startswith("## ")


def test_one_paper_exported_is_one_paper(paperdeck: CommandLine, tmp_path: Path) -> None:
    ended = paperdeck("export", "graphs", "--output", str(tmp_path / "one.md"))
    assert ended.err.startswith("Wrote 1 paper as ")


def test_an_export_to_a_device_leaves_it_a_device(paperdeck: CommandLine, tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    exporting = subprocess.Popen(
        paperdeck.command("export", "--format", "links", "--output", str(pipe)),
        env=paperdeck.environment({}),
        stderr=subprocess.DEVNULL,
    )
    assert len(pipe.read_text().split()) == 2
    assert exporting.wait(timeout=60) == 0
    assert pipe.is_fifo()


def test_a_file_that_cannot_be_written_is_named(paperdeck: CommandLine, tmp_path: Path) -> None:
    ended = paperdeck("export", "--output", str(tmp_path / "no-folder" / "x.bib"))
    assert ended.code == 2
    assert "no-folder" in ended.err
    assert ended.err.count("\n") == 1


@pytest.mark.parametrize(
    "own",
    ["library.db", "library.db-wal", "backups/new.md", "cache/papers.md", "state/../library.db"],
)
def test_an_export_never_takes_the_place_of_what_the_library_keeps(
    paperdeck: CommandLine, own: str
) -> None:
    file = paperdeck.home / own
    before = file.read_bytes() if file.exists() else None
    ended = paperdeck("export", "--output", str(file))
    assert (ended.code, ended.err.count("\n")) == (2, 1)
    assert "the library's own" in ended.err
    assert (file.read_bytes() if file.exists() else None) == before
    assert paperdeck("search", "--format", "ids").out.count("\n") == 3


def test_an_export_may_stand_beside_the_library(paperdeck: CommandLine) -> None:
    beside = paperdeck.home / "papers.md"
    assert paperdeck("export", "--output", str(beside)).code == 0
    assert beside.read_text().startswith("## ")
