"""A library that is damaged under an open reader: what can be read is shown, and nothing else."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from index.paths import places
from reader.widgets.paper_list import UNREADABLE
from tests.builders import a_page
from tests.pressing import Reading, open_reader

if TYPE_CHECKING:
    from pathlib import Path

PAGE = a_page(
    *((f"Paper {number}", f"See https://github.com/owner/{number}.") for number in range(300))
)


def cut(home: Path) -> None:
    """Leave nothing but the beginning of the library's file."""
    os.truncate(places(home).library, 8_192)


async def told_of_damage(reading: Reading) -> None:
    await reading.until(lambda: "damaged" in reading.notice, "it is told")


async def test_papers_that_cannot_be_looked_up_are_shown_as_such(tmp_path: Path) -> None:
    async with open_reader(tmp_path, [PAGE]) as reading:
        cut(tmp_path)
        await reading.press("G")
        await told_of_damage(reading)
        assert UNREADABLE in reading.screen()
        assert reading.browser.list.cursor == 299


async def test_no_key_acts_on_a_paper_that_the_cursor_has_left(tmp_path: Path) -> None:
    async with open_reader(tmp_path, [PAGE]) as reading:
        assert reading.browser.paper is not None
        cut(tmp_path)
        await reading.press("G", "y", "o")
        assert reading.browser.paper is None
        assert reading.copied() == ""


async def test_an_answer_that_came_is_shown_though_its_place_cannot_be_found(
    tmp_path: Path,
) -> None:
    async with open_reader(tmp_path, [PAGE]) as reading:
        answer = reading.browser.answer
        assert answer is not None
        cut(tmp_path)
        reading.browser.list.show(answer.ids, answer.lit, keep="unknown-of")
        assert reading.browser.list.row_count() == 300


async def test_a_query_that_cannot_be_answered_is_not_shown_as_if_it_were(tmp_path: Path) -> None:
    async with open_reader(tmp_path) as reading:
        cut(tmp_path)
        await reading.press("slash")
        await reading.type("attention")
        await reading.until(lambda: reading.found == "not answered", "it says so")
        await told_of_damage(reading)
