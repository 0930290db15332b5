"""The other files damaged: place, last copy, log, backups, and SQLite's own beside the library."""

from __future__ import annotations

import random
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from index import upkeep
from index.library import Library
from index.paths import places
from reader.clipboard import last_copy
from reader.log import write_fault
from reader.session import Session, load_session, save_session
from tests.builders import a_library, a_page, ids_by_title
from tests.faults.damage import KINDS, damaged
from tests.faults.sizes import times
from tests.faults.tally import TALLY

if TYPE_CHECKING:
    from index.paths import Places

ROUNDS = times(3, 200)
ROOT = Path(__file__).parents[2]
MARKS = 12

_KILLED_AMID_MARKS = f"""
import os, sys
from pathlib import Path
from tests.builders import a_library, ids_by_title
library = a_library(Path(sys.argv[1]))
ids = list(ids_by_title(library).values())
for number in range({MARKS}):
    library.retag(ids, add=[f"tag-{{number:02}}"])
os.kill(os.getpid(), 9)
"""


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Places:
    """A home with every file that we write, as a killed process leaves it."""
    home = places(tmp_path_factory.mktemp("sound"))
    papers = [(f"Paper {number}", f"Words of {number}. " * 40) for number in range(30)]
    with a_library(home, a_page(*papers)) as library:
        upkeep.back_up_if_due(library)
    save_session(home.session, Session(text="words", paper="abc"))
    last_copy.keep("https://github.com/owner/repository", home.last_copy)
    write_fault(home.log, ValueError("a fault"))
    subprocess.run(
        [sys.executable, "-c", _KILLED_AMID_MARKS, str(home.data)], check=False, cwd=ROOT
    )
    return home


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    "name",
    [
        *("state/session.json", "state/last-copy.txt", "state/paperdeck.log"),
        *("backups", "library.db-shm", "library.db-wal"),
    ],
)
def test_no_other_file_that_is_damaged_costs_a_paper_or_the_library(
    sound: Places, tmp_path: Path, name: str, kind: str
) -> None:
    for number in range(ROUNDS):
        home = places(tmp_path / f"home {number}")
        shutil.copytree(sound.data, home.data)
        file = next((home.data / name).iterdir()) if name == "backups" else home.data / name
        draw = random.Random(f"{name} {kind} {number}")
        file.write_bytes(damaged(file.read_bytes(), kind, draw))
        load_session(home.session)
        write_fault(home.log, ValueError("another fault"))
        last_copy.keep("https://github.com/owner/other", home.last_copy)
        assert home.last_copy.read_text() == "https://github.com/owner/other"
        marks = marks_kept(home)
        is_of_the_log = name.endswith("-wal")
        assert is_of_the_log or marks == MARKS
        assert 0 <= marks <= MARKS
        TALLY.made(f"{name}, damaged", lost=0)
        if is_of_the_log and marks < MARKS:
            TALLY.made("library.db-wal, killed and then damaged: went back some actions")
        shutil.rmtree(home.data)


def marks_kept(home: Places) -> int:
    """How many of the actions are there, each of them whole; the library is mended if need be."""
    with Library.open(home) as library:
        is_sound = not library.damage and upkeep.disagreements(library) == ()
    if not is_sound:
        rescued = upkeep.rescue(home.library, home.data / "rescued.db")
        upkeep.restore(home.library, rescued.file)
    with Library.open(home) as library:
        assert library.counts().total == 30
        assert upkeep.disagreements(library) == ()
        tags = library.tags()
        whole = [tag for tag in tags if tag.papers == 30]
        assert not is_sound or len(whole) == len(tags)
        assert [tag.name for tag in whole] == [f"tag-{number:02}" for number in range(len(whole))]
        assert library.bookmark(list(ids_by_title(library).values())[:1]) == 1
    return len(whole)
