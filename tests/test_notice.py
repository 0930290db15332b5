"""The sentences above the keys: what comes late can be read, though other keys are pressed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from reader import opener
from reader.widgets import notice
from tests.pressing import Reading, open_reader
from tests.test_note_kept import refuse

if TYPE_CHECKING:
    from pathlib import Path

    from rich.color import Color

LINK = "https://github.com/owner/graph-readers"
OPENED = f"Opened with true: {LINK}"
BOOKMARKED = "Bookmarked. u takes it back."
LONG = 60.0  # seconds, however slowly the keys come here


@pytest.fixture(autouse=True)
def _no_desktop(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("TMUX", "DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("BROWSER", "true")


@pytest.fixture
def _must_stand_long(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(notice, "LEAST_SECONDS", LONG)
    monkeypatch.setattr(notice, "SECONDS", LONG)


def colour_of(reading: Reading, words: str) -> Color | None:
    """The colour in which these words stand on the screen."""
    app = reading.app
    drawn = [part for line in app.screen._compositor.render_strips(app.size) for part in line]
    return next(part.style.color for part in drawn if words in part.text and part.style)


@pytest.mark.usefixtures("_must_stand_long")
@pytest.mark.parametrize("size", [(120, 36), (40, 15)])
async def test_how_a_copy_went_stands_above_what_was_done_meanwhile(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    async with open_reader(tmp_path, size=size) as reading:
        await reading.press("y", "o")
        await reading.until(lambda: len(reading.sentences()) == 2, "both are said")
        await reading.press("b")
        copied, opened = sorted(reading.sentences()[:2], key=lambda words: words == OPENED)
        assert LINK in copied
        assert (opened, reading.sentences()[2:]) == (OPENED, [BOOKMARKED])
        screen = "".join(reading.screen().split())
        assert all("".join(words.split()) in screen for words in reading.sentences())


@pytest.mark.usefixtures("_must_stand_long")
async def test_a_key_takes_away_what_the_one_before_it_said_and_not_what_came_late(
    tmp_path: Path,
) -> None:
    async with open_reader(tmp_path) as reading:
        await reading.press("o")
        await reading.until(lambda: reading.sentences() == [OPENED], "it is opened")
        await reading.press("b")
        assert reading.sentences() == [OPENED, BOOKMARKED]
        await reading.press("j")
        assert reading.sentences() == [OPENED]


async def test_what_came_late_goes_by_itself_once_it_could_be_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(notice, "SECONDS", LONG)
    async with open_reader(tmp_path) as reading:
        await reading.press("o")
        await reading.until(lambda: reading.sentences() == [OPENED], "it is opened")
        await reading.press("b")
        await reading.until(lambda: reading.sentences() == [BOOKMARKED], "that alone is left")
        await reading.press("o")
        await reading.until(lambda: reading.sentences() == [OPENED], "it is opened again")
        await reading.press("j")
        await reading.until(lambda: not reading.sentences(), "nothing is left")


async def test_what_came_late_and_could_be_read_makes_way(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(notice, "LEAST_SECONDS", 0.0)
    async with open_reader(tmp_path) as reading:
        await reading.press("o")
        await reading.until(lambda: reading.sentences() == [OPENED], "it is opened")
        await reading.press("b")
        assert reading.sentences() == [BOOKMARKED]
        await reading.press("j")
        assert reading.sentences() == []


async def test_what_came_late_leaves_in_place_what_the_key_since_then_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(notice, "SECONDS", LONG)
    monkeypatch.setattr(opener, "REFUSES_WITHIN", LONG)
    browser, may_open = tmp_path / "true", tmp_path / "may-open"
    browser.write_text(f"#!/bin/sh\nuntil [ -e '{may_open}' ]; do sleep 0.05; done\n")
    browser.chmod(0o755)
    monkeypatch.setenv("BROWSER", str(browser))
    async with open_reader(tmp_path) as reading:
        await reading.press("o", "b")
        assert reading.sentences() == [BOOKMARKED]
        may_open.touch()
        await reading.until(lambda: OPENED in reading.sentences(), "it is opened")
        assert reading.sentences() == [OPENED, BOOKMARKED]
        await reading.until(lambda: OPENED not in reading.sentences(), "that could be read")
        assert reading.sentences() == [BOOKMARKED]


@pytest.mark.usefixtures("_must_stand_long")
async def test_that_a_key_did_nothing_can_be_read_though_others_came_after_it(
    tmp_path: Path,
) -> None:
    async with open_reader(tmp_path) as reading:
        refuse(tmp_path, "bookmark")
        await reading.press("b", "j", "r")
        problem, plain = reading.sentences()
        assert "could not be used" in problem
        assert plain == "Marked as read. u takes it back."


@pytest.mark.usefixtures("_must_stand_long")
async def test_a_problem_alone_has_the_colour_of_problems(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BROWSER", "false")  # which ends in failure at once
    async with open_reader(tmp_path) as reading:
        await reading.press("o")
        await reading.until(lambda: reading.sentences(), "it is not opened")
        await reading.press("b")
        problem, plain = reading.sentences()
        assert plain == BOOKMARKED
        assert colour_of(reading, problem[:20]) != colour_of(reading, plain)
