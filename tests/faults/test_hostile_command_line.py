"""Hostile texts on their way out of the command line: to a person, a pipe, a shell or a log."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from reader.log import write_fault
from tests.command_line import CommandLine, saved_page
from tests.faults.foreign_library import a_foreign_library
from tests.faults.hostile_texts import (
    ACTING,
    LOOKS_LIKE,
    TEXTS,
    TOO_MUCH,
    as_argument,
    as_name,
    harm_in,
)
from tests.faults.sizes import IS_LARGE
from tests.faults.tally import TALLY
from tests.faults.terminal_bytes import take_apart
from tests.terminal import needs

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from tests.command_line import Ended

LISTS = [
    *(
        ("search", "", "--limit", "0", "--format", form)
        for form in ("table", "tsv", "json", "links")
    ),
    *(("export", "--format", form) for form in ("json", "markdown", "bibtex", "links")),
    *(("pages", "--format", form) for form in ("table", "tsv", "json")),
    *(("tags", "--format", form) for form in ("table", "tsv", "json")),
    *(("saved", "--format", form) for form in ("table", "tsv", "json")),
]


def assert_harmless(ended: Ended, *given: str) -> None:
    """Nothing in what was printed would be obeyed, and what went wrong is told in a sentence."""
    written = take_apart((ended.out + ended.err).encode("utf-8", "surrogateescape"))
    assert not written.harm, (given, sorted(set(written.harm)))
    assert not written.copies, given
    assert "Traceback" not in written.text, (given, written.text[-2000:])


@pytest.fixture(scope="module")
def foreign(tmp_path_factory: pytest.TempPathFactory) -> CommandLine:
    """The command line over a library that came from elsewhere."""
    return CommandLine(a_foreign_library(tmp_path_factory.mktemp("foreign") / "home", TEXTS))


@pytest.mark.parametrize("command", LISTS, ids=" ".join)
def test_a_library_from_elsewhere_is_printed_harmlessly(
    foreign: CommandLine, command: Sequence[str]
) -> None:
    assert_harmless(foreign(*command), *command)
    if IS_LARGE or command[-1] == "table":
        assert_harmless(foreign.on_a_terminal(*command), *command)
    TALLY.made("library from elsewhere, printed")


def test_each_paper_of_such_a_library_is_printed_harmlessly(foreign: CommandLine) -> None:
    papers = foreign("search", "", "--format", "ids").out.split()
    for paper in papers if IS_LARGE else papers[:: len(papers) // 3]:
        for command in (("show", paper), ("show", paper, "--format", "json"), ("note", paper)):
            assert_harmless(foreign(*command), *command)
            TALLY.made("library from elsewhere, printed")


def test_what_a_paper_may_hold_for_good_is_printed_as_it_is(tmp_path: Path) -> None:
    paperdeck = CommandLine(tmp_path / "home")
    page = tmp_path / "page.txt"
    calm = "A reader of such a paper sees its words and nothing else, however it is shown. " * 5
    page.write_bytes(
        saved_page(
            *(
                (f"Paper {number} Shows {text} in Its Title", f"We put {text} into it. {calm}")
                for number, text in enumerate(LOOKS_LIKE.values())
            )
        ).encode()
    )
    assert paperdeck("add", str(page)).code == 0
    as_json = {paper["title"]: paper for paper in paperdeck("export").json["papers"]}
    rows = paperdeck("search", "", "--format", "tsv").out
    for number, text in enumerate(LOOKS_LIKE.values()):
        title = f"Paper {number} Shows {text} in Its Title"
        assert title in as_json, text
        assert f"We put {text} into it." in as_json[title]["abstract"]
        assert f"\t{title}\t" in rows
        TALLY.made("text that only looks hostile", lost=0)


ARGUMENTS = {name: as_argument(text) for name, text in TEXTS.items() if as_argument(text)}


def test_hostile_arguments_are_told_harmlessly(tmp_path: Path) -> None:
    paperdeck = CommandLine(tmp_path / "home")
    page = tmp_path / "page.txt"
    page.write_text(saved_page(("A Paper About Graphs", "Graphs are shown in it. " * 9)))
    paper = paperdeck("add", str(page)) and paperdeck("search", "", "--format", "ids").out.strip()
    every = ARGUMENTS if IS_LARGE else {"all of them": " ".join(ARGUMENTS.values())}
    for text in every.values():
        for command in (
            ("search", text), ("search", "--sort", text), ("export", text), ("show", text),
            ("tag", "", "--add", text), ("tag", f"id:{paper}", "--add", text),
            ("note", paper, text), ("note", paper), ("saved", text), ("saved", text, "graph"),
            ("saved", "mine", text), ("saved", "mine"), ("saved", "--remove", text),
            ("add", f"{tmp_path}/{as_name(text)}"), (f"{tmp_path}/{as_name(text)}x",), (text,),
            ("bookmark", text), ("--home", text, "tags"), (f"--{text}",),
            ("--home", f"{tmp_path}/h{text[:60]}", "doctor"), ("tags", text),
            ("export", "--output", f"{tmp_path}/no/{as_name(text)}"),
        ):  # fmt: skip
            assert_harmless(paperdeck(*command), *command)
            TALLY.made("hostile argument")


def test_a_hostile_environment_is_told_harmlessly(tmp_path: Path) -> None:
    every = " ".join(ARGUMENTS.values())
    paperdeck = CommandLine(tmp_path / "home")
    names = ("TERM", "BROWSER", "DISPLAY", "TMUX", "COLORTERM", "SSH_CONNECTION", "LANG", "EDITOR")
    assert_harmless(paperdeck("doctor", **dict.fromkeys(names, every)))
    assert_harmless(paperdeck.on_a_terminal("doctor", **dict.fromkeys(names[1:], every)))
    there = CommandLine(tmp_path / f"home{as_name(every)}")
    assert_harmless(there("doctor"))
    assert_harmless(there("add", str(tmp_path / "none.txt")))
    TALLY.made("hostile environment")


def test_hostile_files_and_pages_are_told_harmlessly(tmp_path: Path) -> None:
    paperdeck = CommandLine(tmp_path / "home")
    folder = tmp_path / "pages"
    folder.mkdir()
    for number, text in enumerate(TEXTS.values()):
        name = f"{number}{as_name(text, 40)}.txt"
        words = text.encode("utf-8", "surrogatepass").decode("utf-8", "replace")
        paper = (
            f"Paper {number} Holds {words} Somewhere",
            f"We put {words} in. " + "It is read. " * 20,
        )
        raw = saved_page(paper).encode() if number % 3 else b"\0" + words.encode()
        (folder / name).write_bytes(raw)
    for form in ("table", "tsv", "json") if IS_LARGE else ("tsv",):
        assert_harmless(paperdeck("add", str(folder), "--format", form, "--dry-run"))
    assert_harmless(paperdeck.on_a_terminal("add", str(folder), "--format", "table"))
    page = saved_page(
        (
            "A Paper",
            " ".join(ACTING.values()).replace("\ud800", "").encode("utf-8", "ignore").decode()
            + " and it is read. " * 9,
        )
    )
    assert_harmless(paperdeck("add", "-", stdin=page.encode()))
    for command in LISTS if IS_LARGE else LISTS[::6]:
        assert_harmless(paperdeck(*command), *command)
        TALLY.made("hostile pages, printed")


def test_a_state_folder_of_somebody_else_harms_nothing(tmp_path: Path) -> None:
    state = tmp_path / "home" / "state"
    state.mkdir(parents=True)
    for session in ('{"text": "\\ud800\\u001b]52;c;x\\u0007", "paper": "\\udfff"}', "[" * 100_000):
        (state / "session.json").write_text(session)
        assert_harmless(CommandLine(tmp_path / "home")("doctor"))


def test_the_log_can_be_read_on_a_terminal(tmp_path: Path) -> None:
    log = tmp_path / "paperdeck.log"
    write_fault(log, ValueError(" ".join(ACTING.values())))
    assert not harm_in(log.read_text(encoding="utf-8"))


def test_a_traceback_that_nobody_foresaw_carries_no_sequence(tmp_path: Path) -> None:
    (tmp_path / "sitecustomize.py").write_text(
        "import reader.cli.doctor\n"
        "def fail(chosen): raise ValueError('\\x1b]52;c;c3RvbGVu\\x07 \\u202e \\x9b31m \\ud800')\n"
        "reader.cli.doctor._folders = fail\n"
    )
    paperdeck = CommandLine(tmp_path / "home")
    path = f"{tmp_path}:{paperdeck.environment({})['PYTHONPATH']}"  # the first one counts
    ended = paperdeck("doctor", PYTHONPATH=path)
    assert "ValueError" in ended.err
    assert not take_apart(ended.err.encode()).harm


SHELL_TAGS = (
    "x;touch spoilt",
    "$(touch spoilt)",
    "`touch spoilt`",
    "a b",
    "*",
    "--help",
    "~root",
    "ok-1",
)


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_offers_no_name_that_a_shell_would_obey(
    foreign: CommandLine, shell: str
) -> None:
    words = "paperdeck tag --remove "
    asked = {"COMP_WORDS": words, "COMP_CWORD": "3" if shell != "fish" else ""}
    ended = foreign(**asked, _PAPERDECK_COMPLETE=f"{shell}_complete")
    assert_harmless(ended)
    assert not set(ended.out) & set(";$`|&<>*?'\"\\(){}!")
    assert ended.code == 0
    TALLY.made("completion from a library from elsewhere")


@needs("bash")
def test_bash_completes_such_tags_without_running_anything(tmp_path: Path) -> None:
    home = a_foreign_library(tmp_path / "home", {name: name for name in SHELL_TAGS})
    script = CommandLine(home)("completion", "bash").out
    program = tmp_path / "paperdeck"
    program.write_text(f'#!/bin/sh\nexec {sys.executable} -m reader "$@"\n')
    program.chmod(0o755)
    done = subprocess.run(
        ["bash", "-c", f'{script}\nCOMP_WORDS=(paperdeck tag --remove "") COMP_CWORD=3\n'
         '_paperdeck_completion paperdeck\nprintf "%s\\n" "${COMPREPLY[@]}"'],
        env={**CommandLine(home).environment({}), "PATH": f"{tmp_path}:{os.environ['PATH']}"},
        cwd=tmp_path, capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    assert [line[:4] for line in done.stdout.split()] == ["ok-1"], done
    assert not (tmp_path / "spoilt").exists()


@pytest.mark.parametrize("name", TOO_MUCH if IS_LARGE else ["all of them"])
def test_too_much_of_anything_keeps_nobody_waiting(tmp_path: Path, name: str) -> None:
    texts = {name: TOO_MUCH[name]} if IS_LARGE else TOO_MUCH
    home = a_foreign_library(tmp_path / "home", texts)
    paperdeck = CommandLine(home)
    for command in LISTS if IS_LARGE else LISTS[:2]:
        assert_harmless(paperdeck(*command), *command)
    for _ in texts:
        TALLY.made("too much of one thing, printed")
