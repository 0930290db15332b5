"""A note that cannot be written where it belongs is not lost."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

from index.paths import places
from tests.pressing import open_reader

if TYPE_CHECKING:
    from pathlib import Path


async def test_a_note_that_nothing_takes_stays_in_its_editor_until_something_does(
    tmp_path: Path,
) -> None:
    state = places(tmp_path).state
    async with open_reader(tmp_path) as reading:
        with closing(sqlite3.connect(places(tmp_path).library)) as other:
            refused = "BEGIN SELECT RAISE(ABORT, 'no room'); END"
            other.execute(f"CREATE TRIGGER refusing BEFORE INSERT ON note {refused}")
            other.commit()
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
