"""What one person does in an evening: commands, and a reader's actions, each acknowledged.

Run as a program: `an_evening.py HOME PAGES SAID`. What is done is told to SAID, a line each, by
whoever did it, once it is done.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from index.files import load_page, read_papers
from index.library import Library
from index.paths import places
from reader.clipboard import last_copy
from reader.session import Session, save_session
from tests.command_line import saved_page

if TYPE_CHECKING:
    from collections.abc import Callable

COPIED = "https://github.com/owner/copied"
EXPORTED = "chosen.json"
PAPERS = 24


def write_pages(folder: Path) -> None:
    """Two saved pages that share papers."""
    folder.mkdir()
    titled = [(f"Numbered Readers of Part {number}", _abstract(number)) for number in range(PAPERS)]
    (folder / "1.txt").write_text(saved_page(*titled[:16]), encoding="utf-8")
    (folder / "2.txt").write_text(saved_page(*titled[8:], day="Sep 2"), encoding="utf-8")


def _abstract(number: int) -> str:
    words = " ".join(f"word{number}x{place}" for place in range(40))
    return f"Readers number {number} are shown to read {words} in one evening and no more of it."


def _evening(home: Path, pages: Path, said: Path) -> None:
    with said.open("ab", buffering=0) as out:

        def say(what: str) -> None:
            out.write(f"{what}\n".encode())

        def command(*args: str) -> None:
            """The command itself says that it is done."""
            run = [sys.executable, "-m", "reader", *args, "--home", str(home)]
            subprocess.run(run, check=True, stdout=out, stderr=out)

        command("add", str(pages / "1.txt"))
        _read(home, pages, say)
        command("tag", "readers", "--add", "by-command")
        command("export", "word9x3", "--output", str(home.parent / EXPORTED))


def _read(home: Path, pages: Path, say: Callable[[str], None]) -> None:
    where = places(home)
    with Library.open(where) as library:
        ids = library.store.ids(library.store.ordered("new"))
        for number, paper in enumerate(ids[:3]):
            library.note_reading(paper)
            say(f"read {number}")
            library.bookmark([paper])
            say(f"bookmark {number}")
        library.retag(ids, add=["everywhere", "twice"])
        say("tag all")
        library.annotate(ids[0], "a note of some length " * 400)
        say("note")
        library.save_search("kept", "readers word3x1")
        say("saved")
        last_copy.keep(COPIED, where.last_copy)
        say("copied")
        saved = load_page(pages / "2.txt")
        library.add(read_papers(saved), saved.saved)
        say("second page")
        library.index_queue()
        save_session(where.session, Session(text="readers", paper=ids[0]))
        library.undo()
        say("undone")
        library.redo()
        say("redone")
        library.retag(ids[:5], remove=["twice"])
        say("tag off")


if __name__ == "__main__":
    _evening(*map(Path, sys.argv[1:4]))
