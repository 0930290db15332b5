"""Every theme that can be chosen can be read in, now and at the next launch."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.inks import inks
from reader.session import load_session
from tests.pressing import open_reader

if TYPE_CHECKING:
    from pathlib import Path


async def test_the_reader_can_be_read_in_every_theme_there_is(tmp_path: Path) -> None:
    async with open_reader(tmp_path) as reading:
        themes = sorted(reading.app.available_themes)
        assert len(themes) > 10
        for theme in themes:
            reading.app.theme = theme
            drawn = inks(reading.app)
            assert drawn["cursor"] != drawn["text"], theme


async def test_a_theme_that_was_chosen_is_there_at_the_next_launch(tmp_path: Path) -> None:
    async with open_reader(tmp_path) as reading:
        await reading.press("comma")
        await reading.type("nord")
        await reading.press("enter")
        await reading.until(lambda: reading.app.theme == "nord")
    assert load_session(reading.app.places.session).theme == "nord"
    async with open_reader(tmp_path, ()) as reading:
        assert reading.app.theme == "nord"
        assert "Graph Readers" in reading.screen()
