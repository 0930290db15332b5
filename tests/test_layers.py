"""What each way in imports, seen in the modules of a real process."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from index.paper import paper_id
from reader.cli.names import SUBCOMMANDS
from tests.command_line import GRAPHS, saved_page

if TYPE_CHECKING:
    from collections.abc import Sequence

SCREEN = {"textual", "rich"}
RUN = """
import json, sys
sys.argv = ["paperdeck", *json.loads(sys.argv[1])]
from reader.__main__ import main
code = main()
print()
print(json.dumps([code, sorted({name.partition(".")[0] for name in sys.modules})]))
"""
IMPORT = """
import importlib, json, sys
importlib.import_module(sys.argv[1])
print(json.dumps(sorted({name.partition(".")[0] for name in sys.modules})))
"""


def last_line(home: Path, script: str, argument: str) -> str:
    here = str(Path(__file__).parents[1])
    done = subprocess.run(
        [sys.executable, "-c", script, argument],
        capture_output=True,
        check=True,
        env={**os.environ, "PYTHONPATH": here, "PAPERDECK_HOME": str(home)},
        stdin=subprocess.DEVNULL,
        text=True,
    )
    return done.stdout.splitlines()[-1]


def imported_by(module: str) -> set[str]:
    return set(json.loads(last_line(Path("unused"), IMPORT, module)))


def imported_when(home: Path, args: Sequence[str]) -> tuple[int, set[str]]:
    code, modules = json.loads(last_line(home, RUN, json.dumps(args)))
    return code, set(modules)


@pytest.mark.parametrize(
    "module", ["index.library", "index.search", "index.store", "index.query", "index.pages"]
)
def test_the_library_imports_neither_a_screen_nor_whoosh_before_it_is_asked(module: str) -> None:
    assert not imported_by(module) & {*SCREEN, "whoosh", "numpy", "click", "pyperclip"}


@pytest.mark.parametrize("name", SUBCOMMANDS)
def test_no_subcommands_module_imports_a_screen(name: str) -> None:
    assert not imported_by(f"reader.cli.{name}") & {*SCREEN, "whoosh", "numpy"}


def test_no_subcommand_imports_a_screen_while_it_works(tmp_path: Path) -> None:
    page = tmp_path / "page.txt"
    page.write_text(saved_page(GRAPHS))
    for args in (
        ["add", str(page)],
        ["search", "graph"],
        ["tag", "graph", "--add", "x"],
        ["bookmark", "graph"],
        ["export", "--format", "markdown"],
        ["pages"],
        ["tags"],
        ["note", paper_id(GRAPHS[0]), "mine"],
        ["keys"],
        ["reindex"],
        ["doctor"],
        ["completion", "bash"],
    ):
        code, modules = imported_when(tmp_path / "home", args)
        assert code == 0, args
        assert not modules & SCREEN, args


def test_a_query_without_words_needs_no_whoosh(tmp_path: Path) -> None:
    page = tmp_path / "page.txt"
    page.write_text(saved_page(GRAPHS))
    imported_when(tmp_path / "home", ["add", str(page)])
    for query in ("", "has:code", "-is:read"):
        code, modules = imported_when(tmp_path / "home", ["search", query])
        assert code == 0
        assert "whoosh" not in modules


def test_help_imports_no_subcommand_and_no_library(tmp_path: Path) -> None:
    code, modules = imported_when(tmp_path, ["--help"])
    assert code == 0
    assert not modules & {*SCREEN, "sqlite3", "whoosh"}


def test_the_way_to_the_reader_imports_no_click(tmp_path: Path) -> None:
    code, modules = imported_when(tmp_path, [])
    assert code == 2  # there is no terminal here
    assert not modules & {*SCREEN, "click", "sqlite3"}
