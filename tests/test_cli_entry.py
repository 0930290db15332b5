"""The way in: help, versions, slips, and the reader where there is no terminal."""

from __future__ import annotations

import ast
import os
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from reader.cli.names import SUBCOMMANDS
from reader.cli.root import run
from tests.command_line import GRAPHS, CommandLine, saved_page

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture
def paperdeck(tmp_path: Path) -> CommandLine:
    return CommandLine(tmp_path / "home")


def in_process(*args: str) -> int:
    return run(args, lambda places, files: 42)


def test_the_help_page_names_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    assert in_process("--help") == 0
    page = capsys.readouterr().out
    for name, line in SUBCOMMANDS.items():
        assert f"  {name} " in page
        assert line in page


@pytest.mark.parametrize("name", SUBCOMMANDS)
def test_every_command_has_a_help_page_with_examples(
    name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    for asked in ("-h", "--help"):
        assert in_process(name, asked) == 0
        page = capsys.readouterr().out
        examples = page.partition("Examples:\n")[2].partition("\n\n")[0]
        assert f"paperdeck {name}" in examples
        assert "--home DIR" in page
        assert max(map(len, page.splitlines())) <= 80


def test_the_version_is_one_line(paperdeck: CommandLine) -> None:
    ended = paperdeck("--version")
    assert ended.code == 0
    assert ended.out.startswith("paperdeck ")


def test_a_slip_in_a_command_is_answered_with_the_nearest(paperdeck: CommandLine) -> None:
    ended = paperdeck("serach", "graph")
    assert ended.code == 2
    assert ended.err == "No file or command “serach”; did you mean “paperdeck search”?\n"
    assert paperdeck("--home", str(paperdeck.home), "serach").err == ended.err


def test_a_file_that_is_not_there_is_named(paperdeck: CommandLine) -> None:
    ended = paperdeck("2026-09-01.txt")
    assert ended.code == 2
    assert "“2026-09-01.txt”" in ended.err


@pytest.mark.parametrize(
    "args",
    [
        ["search", "--lmit", "3"],
        ["search", "--limit", "x"],
        ["search", "--limit", "-1"],
        ["search", "--format", "xml"],
        ["add"],
        ["show"],
        ["show", "a", "b"],
        ["completion", "tcsh"],
        ["--bogus"],
        ["pages", "--home"],
    ],
)
def test_wrong_use_is_exit_code_2_and_one_sentence(
    args: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert in_process(*args) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.count("\n") == 1
    assert said.err.rstrip().endswith((".", "?"))


def test_files_after_an_option_open_the_reader(tmp_path: Path) -> None:
    opened: list[tuple[Path, list[str]]] = []

    def open_reader(places: object, files: object) -> int:
        opened.append((places.data, list(files)))  # type: ignore[attr-defined, call-overload]
        return 7

    assert run(["--home", str(tmp_path), "a.txt", "b.txt"], open_reader) == 7
    assert run(["--home", str(tmp_path)], open_reader) == 7
    assert opened == [(tmp_path, ["a.txt", "b.txt"]), (tmp_path, [])]


@pytest.mark.parametrize("args", [[], ["page.txt"], ["--home", "elsewhere"]])
def test_without_a_terminal_the_reader_names_what_works_without_one(
    paperdeck: CommandLine, args: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("page.txt").write_text(saved_page(GRAPHS))
    ended = paperdeck(*args)
    assert (ended.code, ended.out) == (2, "")
    assert "paperdeck search" in ended.err
    assert not paperdeck.home.exists()


def test_a_dumb_terminal_is_no_terminal(paperdeck: CommandLine) -> None:
    ended = paperdeck.on_a_terminal(TERM="dumb")
    assert ended.code == 2
    assert "paperdeck search" in ended.out


def test_home_may_stand_before_or_after_the_command(tmp_path: Path) -> None:
    paperdeck = CommandLine(tmp_path / "unused")
    page = saved_page(GRAPHS).encode()
    assert paperdeck("--home", str(tmp_path / "a"), "add", "-", stdin=page).code == 0
    assert paperdeck("search", "graph", "--home", str(tmp_path / "a")).code == 0
    assert paperdeck("search", "graph").code == 1
    assert (tmp_path / "a" / "library.db").exists()


def test_a_home_that_cannot_be_made_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    ended = CommandLine(tmp_path / "file" / "home")("search", "x")
    assert ended.code == 4
    assert ended.err.count("\n") == 1
    assert str(tmp_path / "file") in ended.err


@pytest.mark.parametrize(
    "args", [["search", "x"], ["pages"], ["doctor"], ["tag", "x", "--add", "y"]]
)
def test_a_library_that_is_none_is_exit_code_4_and_left_alone(
    paperdeck: CommandLine, args: list[str]
) -> None:
    paperdeck.home.mkdir()
    library = paperdeck.home / "library.db"
    library.write_bytes(b"this is no library " * 99)
    ended = paperdeck(*args)
    assert ended.code == 4
    assert "Traceback" not in ended.err
    assert "library" in (ended.out + ended.err).casefold()
    assert library.read_bytes() == b"this is no library " * 99


def test_a_library_in_use_is_exit_code_4_and_says_so(paperdeck: CommandLine) -> None:
    paperdeck("add", "-", stdin=saved_page(GRAPHS).encode())
    with closing(sqlite3.connect(paperdeck.home / "library.db", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        ended = paperdeck("bookmark", "--all")
        other.execute("ROLLBACK")
    assert (ended.code, ended.out) == (4, "")
    assert ended.err.count("\n") == 1


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no device that is full")
def test_a_full_disk_is_a_sentence(paperdeck: CommandLine) -> None:
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            paperdeck.command("keys"),
            stdout=full,
            stderr=subprocess.PIPE,
            env=paperdeck.environment({}),
            check=False,
        )
    assert done.returncode == 4
    assert done.stderr.count(b"\n") == 1


@pytest.fixture
def interrupts_are_not_ignored() -> Iterator[None]:
    """A shell starts what runs in its background deaf to SIGINT, and children inherit that."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


def test_an_interrupt_ends_quietly(
    paperdeck: CommandLine, interrupts_are_not_ignored: None
) -> None:
    adding = subprocess.Popen(
        paperdeck.command("add", "-"),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=paperdeck.environment({}),
    )
    assert adding.stdin is not None
    while not (paperdeck.home / "library.db").exists():  # it waits for its input after that
        assert adding.poll() is None
        os.sched_yield()
    adding.send_signal(signal.SIGINT)
    out, err = adding.communicate(timeout=60)
    assert (adding.returncode, out, err) == (130, b"", b"")


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_each_shell_gets_a_script(paperdeck: CommandLine, shell: str) -> None:
    ended = paperdeck("completion", shell)
    assert ended.code == 0
    assert "_PAPERDECK_COMPLETE" in ended.out


def completed(paperdeck: CommandLine, *words: str) -> list[str]:
    """What the shell would offer for the last of these words."""
    ended = paperdeck(
        _PAPERDECK_COMPLETE="bash_complete",
        COMP_WORDS=" ".join(["paperdeck", *words]),
        COMP_CWORD=str(len(words)),
    )
    return [line.partition(",")[2] for line in ended.out.split()]


def test_commands_options_tags_and_ids_are_completed(paperdeck: CommandLine) -> None:
    assert completed(paperdeck, "tag", "--add", "g") == []
    assert not paperdeck.home.exists()
    paperdeck("add", "-", stdin=saved_page(GRAPHS).encode())
    paperdeck("tag", "--all", "--add", "graphs,to-read")
    (paper,) = paperdeck("search", "--format", "ids").out.split()
    assert "search" in completed(paperdeck, "se")
    assert completed(paperdeck, "search", "--li") == ["--limit"]
    assert completed(paperdeck, "tag", "--add", "g") == ["graphs"]
    assert completed(paperdeck, "tag", "--remove", "x,to") == ["x,to-read"]
    assert completed(paperdeck, "show", paper[:3]) == [paper]


def test_each_commands_module_is_the_one_that_its_name_says() -> None:
    folder = Path(sys.modules["reader.cli.names"].__file__ or "").parent
    for name in SUBCOMMANDS:
        tree = ast.parse((folder / f"{name}.py").read_text(encoding="utf-8"))
        assert "command" in {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}
