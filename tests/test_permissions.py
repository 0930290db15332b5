"""What Paperdeck keeps is its owner's alone, however generous the shell it was started from."""

from __future__ import annotations

import os
import stat
from typing import TYPE_CHECKING

import pytest

from index.text import clean
from reader.log import write_fault
from tests.launching import FIRST, a_home, escape, launch, quit_reader
from tests.terminal import Tmux, needs, wait_until

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

NOTE = "what I think of it is nobody's business"


@pytest.fixture
def generous() -> Iterator[None]:
    """Whatever this makes without care, everybody may read and write."""
    before = os.umask(0)
    yield
    os.umask(before)


def mode(place: Path) -> int:
    return stat.S_IMODE(place.stat().st_mode)


@pytest.mark.terminal
@pytest.mark.usefixtures("generous")
@needs("tmux")
def test_all_that_a_use_leaves_behind_is_for_its_owner_alone(tmp_path: Path) -> None:
    home = a_home(tmp_path)
    with Tmux() as tmux:
        launch(tmux, home, before=("sh", "-c", 'umask 0; exec "$@"', "sh"))
        tmux.keys("b")
        tmux.wait_for("Bookmarked.")
        tmux.keys("y")
        wait_until((home / "state" / "last-copy.txt").exists, "what was copied is kept")
        tmux.keys("e")
        tmux.wait_for("Esc keeps the note")
        tmux.type(NOTE)
        escape(tmux)
        tmux.wait_for("Note kept.")
        wait_until((home / "state" / "session.json").exists, "the place is kept")
        assert {mode(file) for file in home.glob("library.db*")} == {0o600}
        quit_reader(tmux)
    write_fault(home / "state" / "paperdeck.log", ValueError("made on purpose"))
    folders = [home, *(place for place in home.rglob("*") if place.is_dir())]
    assert {mode(folder) for folder in folders} == {0o700}
    kept = [place for place in home.rglob("*") if place.is_file() and "cache" not in place.parts]
    assert len(kept) >= 4
    assert {file.name: oct(mode(file)) for file in kept if mode(file) != 0o600} == {}


def test_the_log_says_where_it_went_wrong_and_nothing_of_what_was_read(tmp_path: Path) -> None:
    log = tmp_path / "state" / "paperdeck.log"
    abstract = FIRST[1]
    try:
        try:
            raise KeyError(abstract)
        except KeyError as error:
            raise ValueError(f"no such text: {NOTE * 5}") from error
    except ValueError as error:
        write_fault(log, error)
    told = log.read_text()
    assert "KeyError" in told
    assert "ValueError: no such text" in told
    assert "test_permissions.py" in told
    assert clean(abstract) not in told
    assert NOTE * 5 not in told
