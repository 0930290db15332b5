"""A note that cannot be written where it belongs is not lost."""

from __future__ import annotations

import shutil
import sqlite3
import tempfile
from contextlib import closing
from typing import TYPE_CHECKING

from index.paths import places
from tests.pressing import open_reader

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


def refuse(home: Path, table: str) -> None:
    """Let the library take nothing into this table."""
    with closing(sqlite3.connect(places(home).library)) as other:
        refused = "BEGIN SELECT RAISE(ABORT, 'no room'); END"
        other.execute(f"CREATE TRIGGER refusing BEFORE INSERT ON {table} {refused}")
        other.commit()


async def test_where_the_state_folder_takes_no_note_either_it_is_among_temporary_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(temporary))
    async with open_reader(tmp_path) as reading:
        refuse(tmp_path, "note")
        await reading.press("e")
        await reading.type("half a thought")
        shutil.rmtree(places(tmp_path).state, ignore_errors=True)
        places(tmp_path).state.write_text("no folder")
        await reading.press("escape", "escape")
        assert reading.app.screen is reading.browser
        (aside,) = temporary.glob("note-on-*.txt")
        assert aside.read_text() == "half a thought"
        assert str(aside) in reading.notice
        places(tmp_path).state.unlink()


async def test_a_note_that_nothing_takes_stays_in_its_editor_until_something_does(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    state = places(tmp_path).state
    monkeypatch.setattr(tempfile, "tempdir", str(state / "temporary"))
    async with open_reader(tmp_path) as reading:
        refuse(tmp_path, "note")
        await reading.press("e")
        await reading.type("half a thought")
        shutil.rmtree(state, ignore_errors=True)
        state.write_text("no folder")
        await reading.press("escape", "escape", "escape")
        assert "It stays here" in reading.screen()
        assert "half a thought" in reading.screen()
        state.unlink()
        await reading.press("escape")
        assert reading.app.screen is reading.browser
        (aside,) = state.glob("note-on-*.txt")
        assert aside.read_text() == "half a thought"
        assert "is in" in reading.notice
