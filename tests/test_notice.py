"""The sentence above the keys: what comes late can be read, though other keys are pressed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from reader.widgets import notice
from tests.pressing import Reading, open_reader

if TYPE_CHECKING:
    from pathlib import Path

LINK = "https://github.com/owner/graph-readers"
BOOKMARKED = "Bookmarked. u takes it back."
OPENED = f"Opened with true: {LINK}"


@pytest.fixture(autouse=True)
def _no_desktop(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("TMUX", "DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("BROWSER", "true")


def sentences(reading: Reading) -> list[str]:
    """What stands above the keys, line by line."""
    shown = reading.browser.query_one(notice.Notice)
    return str(shown.render()).splitlines() if shown.display else []


async def test_how_a_copy_went_and_what_was_opened_stand_one_above_the_other(
    tmp_path: Path,
) -> None:
    async with open_reader(tmp_path) as reading:
        await reading.press("y", "o")
        await reading.until(lambda: len(sentences(reading)) == 2, "both are said")
        assert OPENED in sentences(reading)
        assert any(LINK in words for words in sentences(reading) if words != OPENED)
        assert all(words in reading.screen() for words in sentences(reading))


async def test_what_a_key_does_is_said_below_what_came_late(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(notice, "LEAST_SECONDS", 60.0)  # however slowly the keys come here
    async with open_reader(tmp_path) as reading:
        await reading.press("o")
        await reading.until(lambda: sentences(reading) == [OPENED], "it is opened")
        await reading.press("b")
        assert sentences(reading) == [OPENED, BOOKMARKED]
        await reading.press("j")
        assert sentences(reading) == [OPENED]


async def test_what_came_late_goes_by_itself_once_it_could_be_read(tmp_path: Path) -> None:
    async with open_reader(tmp_path) as reading:
        await reading.press("o")
        await reading.until(lambda: sentences(reading) == [OPENED], "it is opened")
        await reading.press("b")
        await reading.until(lambda: sentences(reading) == [BOOKMARKED], "that alone is left")
        await reading.press("o")
        await reading.until(lambda: sentences(reading) == [OPENED], "it is opened again")
        await reading.press("j")
        await reading.until(lambda: not sentences(reading), "nothing is left")


async def test_what_came_late_and_could_be_read_makes_way(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(notice, "LEAST_SECONDS", 0.0)
    async with open_reader(tmp_path) as reading:
        await reading.press("o")
        await reading.until(lambda: sentences(reading) == [OPENED], "it is opened")
        await reading.press("b")
        assert sentences(reading) == [BOOKMARKED]
        await reading.press("j")
        assert sentences(reading) == []
