"""Many papers, many tags, many panels: what is kept of them is bounded, and keys do not wait."""

from __future__ import annotations

import gc
import weakref
from typing import TYPE_CHECKING

from rich.color import ColorSystem
from rich.segment import Segment
from rich.style import Style
from textual._styles_cache import StylesCache
from textual.color import Color
from textual.css.scalar import Scalar
from textual.geometry import Region, Size
from textual.strip import Strip
from textual.widgets import OptionList, TextArea

from index.library import Library
from index.paths import places
from index.query.question import Question
from index.search.everything import Every
from index.search.found import Found
from reader.palette import Palette
from reader.screens.menu import LISTED, Choice, Menu
from reader.widgets.paper_list import FETCHED_AT_ONCE, MOST_FETCHED
from tests.builders import SAVED, a_page
from tests.pressing import open_reader

if TYPE_CHECKING:
    from pathlib import Path

MANY = a_page(*((f"Paper {number} of Many", "") for number in range(300)))


async def test_a_panel_that_was_closed_leaves_nothing_of_what_it_had_drawn(tmp_path: Path) -> None:
    async with open_reader(tmp_path) as reading:
        await reading.press("question_mark", "escape")
        kept = StylesCache.get_inner_outer.cache_info().currsize
        for _ in range(5):
            await reading.press("question_mark", "escape")
        assert StylesCache.get_inner_outer.cache_info().currsize <= kept


async def test_a_closed_panel_leaves_no_style_and_no_place_behind(tmp_path: Path) -> None:
    words = Strip.render_ansi, Strip.blank, Segment._split_cells
    kept = *words, Region.contains_region, Scalar.resolve
    async with open_reader(tmp_path) as reading:
        await reading.press("question_mark")
        for number in range(300):  # as a terminal has them drawn, which there is none of here
            Strip.render_ansi(Style(meta={"offset": (number, 0)}), ColorSystem.TRUECOLOR)
            Strip.blank(number)
            Segment("öffne 開く " * 40).split_cells(number + 1)
            Scalar.parse(f"{number}%").resolve(Size(80, 24), Size(80, 24))
            Region(0, 0, number, 9).contains_region(Region(0, 0, 9, number))
        assert all(each.cache_info().currsize >= 300 for each in kept)
        await reading.press("escape")
        await reading.until(lambda: reading.app.screen is reading.browser, "the panel is closed")
        assert all(each.cache_info().currsize < 300 for each in kept)


async def test_colours_of_a_theme_that_was_left_are_not_kept(tmp_path: Path) -> None:
    kept = Color.blend.cache_info
    async with open_reader(tmp_path) as reading:
        for number in range(250):
            Color(number, 0, 0).blend(Color(0, number, 0), 0.5)
        assert kept().currsize >= 250
        reading.app.theme = "nord"
        await reading.until(lambda: kept().currsize < 250, "they are let go of")


async def test_what_was_looked_up_on_a_screen_is_not_kept_by_a_reader_at_rest(
    tmp_path: Path,
) -> None:
    async with open_reader(tmp_path) as reading:
        panes, kept = reading.browser.query_one("#panes"), reading.browser._query_one_cache
        for before in range(-300, 0):  # as each time that the screen got or lost a widget
            kept[before, "#panes", None] = panes
        assert len(kept) > 250
        await reading.press("j")
        await reading.until(lambda: len(kept) < 250, "it is let go of")


async def test_a_note_that_was_written_leaves_no_editor_behind(tmp_path: Path) -> None:
    async with open_reader(tmp_path) as reading:
        editors = weakref.WeakSet[TextArea]()
        for _ in range(6):
            await reading.press("e")
            editors.add(reading.app.screen.query_one(TextArea))
            await reading.press("x", "escape")
            await reading.until(lambda: reading.app.screen is reading.browser, "the note is kept")

        def are_gone() -> bool:
            gc.collect()
            return len(editors) <= 2

        await reading.until(are_gone, "the editors are let go of")


async def test_lines_go_through_the_same_guard_each_time(tmp_path: Path) -> None:
    async with open_reader(tmp_path) as reading:
        assert reading.app.get_line_filters()[-1] is reading.app.get_line_filters()[-1]


async def test_a_walk_through_a_long_list_does_not_keep_every_row(tmp_path: Path) -> None:
    page = a_page(*((f"Paper {number}", "") for number in range(MOST_FETCHED + 300)))
    async with open_reader(tmp_path, [page]) as reading:
        papers = reading.browser.list
        for place in range(len(papers.ids)):
            assert papers.row(place) is not None
        assert len(papers._rows) <= MOST_FETCHED + FETCHED_AT_ONCE


def test_a_walk_through_every_paper_does_not_keep_every_id(tmp_path: Path) -> None:
    page = a_page(*((f"Paper {number}", "") for number in range(9_000)))
    with Library.open(places(tmp_path)) as library:
        library.add(page, SAVED)
        for asked, kind in (("", Every), ("is:unread", Found)):
            ids = library.answer(Question(asked)).ids
            assert isinstance(ids, kind)
            walked = [ids[place] for place in range(len(ids))]
            assert len(set(walked)) == 9_000
            assert walked == list(ids)
            assert len(ids._ids) < 5_000


async def test_a_large_change_is_taken_back_beside_reading_and_what_follows_waits_for_it(
    tmp_path: Path,
) -> None:
    async with open_reader(tmp_path, [MANY]) as reading:
        library = reading.browser.library
        assert library.retag(list(reading.browser.list.ids), add=["all"]) == 300
        for key in ("u", "b"):
            await reading.pilot.press(key)
        await reading.until(lambda: not reading.browser.is_changing, "the change is made")
        await reading.until(lambda: "Bookmarked" in reading.notice, "the bookmark comes after it")
        assert library.tags() == []
        assert library.counts().bookmarked == 1
        assert library.undo() is not None
        assert library.counts().bookmarked == 0


async def test_how_a_large_change_ended_is_said_in_place_of_that_it_was_under_way(
    tmp_path: Path,
) -> None:
    async with open_reader(tmp_path, [MANY]) as reading:
        reading.browser.library.retag(list(reading.browser.list.ids), add=["all"])
        await reading.pilot.press("u")
        await reading.until(lambda: "Undone" in reading.notice, "the change is made")
        (said,) = reading.sentences()
        assert said.startswith("Undone: ")


async def test_of_very_many_tags_a_few_are_listed_and_typing_finds_the_others(
    tmp_path: Path,
) -> None:
    names = [f"tag-{number:03}" for number in range(LISTED + 50)]
    async with open_reader(tmp_path) as reading:
        reading.browser.library.retag([reading.browser.list.ids[1]], add=names)
        reading.browser.show_shelves()
        await reading.until(lambda: reading.browser.is_counted, "the tags are counted")
        for opened, back in (("T", "escape"), ("t", "escape")):
            await reading.press(opened)
            options = reading.app.screen.query_one(OptionList)
            assert options.option_count == LISTED
            await reading.type(names[-1])
            assert options.option_count == 1
            await reading.press(back)


async def test_gg_in_the_library_pane_goes_to_every_paper_below_the_heading(tmp_path: Path) -> None:
    async with open_reader(tmp_path) as reading:
        await reading.press("shift+tab", "j", "j", "g", "g")
        assert reading.browser.side.scope == ""
        await reading.press("G", "j")
        assert reading.browser.side.scope.startswith("page:")
        await reading.press("k", "home", "k")
        assert reading.browser.side.scope == ""


async def test_a_panel_that_is_left_before_it_stands_is_left_once_it_does(tmp_path: Path) -> None:
    async with open_reader(tmp_path) as reading:
        menu = Menu("Choices", [Choice("one", "One")])
        reading.browser.open_panel(menu, lambda _: None)
        menu.action_leave()
        await reading.until(lambda: reading.app.screen is reading.browser, "the panel is gone")
        await reading.press("b")
        assert reading.notice.startswith("Bookmarked")


async def test_keys_that_are_quicker_than_a_menu_are_for_its_lines_once_it_stands(
    tmp_path: Path,
) -> None:
    async with open_reader(tmp_path) as reading:
        chosen: list[str] = []
        menu = Menu("Choices", [Choice("one", "One"), Choice("two", "Two")])
        reading.browser.open_panel(menu, chosen.append)
        menu.action_step(1)
        menu.action_choose()
        await reading.until(lambda: chosen == ["two"], "the second line is chosen")


async def test_a_late_key_of_a_panel_closes_nothing_that_came_to_lie_over_it(
    tmp_path: Path,
) -> None:
    async with open_reader(tmp_path) as reading:
        menu, palette = Menu("Choices", [Choice("one", "One")]), Palette()
        reading.browser.open_panel(menu, lambda _: None)
        reading.app.push_screen(palette)
        await reading.until(lambda: palette.is_mounted, "both panels stand")
        for _ in range(2):
            menu.leave("one")
            assert reading.app.screen is palette
        for _ in range(2):
            palette.dismiss()
            assert reading.app.screen is menu
        menu.leave("one")
        await reading.until(lambda: reading.app.screen is reading.browser, "the browser")


async def test_a_palette_that_is_left_before_it_stands_does_not_end_the_reader(
    tmp_path: Path,
) -> None:
    async with open_reader(tmp_path) as reading:
        reading.app.action_command_palette()
        palette = reading.app.screen
        assert isinstance(palette, Palette)
        palette._action_escape()
        await reading.until(lambda: reading.app.screen is reading.browser, "the palette is gone")
        await reading.press("b")
        assert reading.notice.startswith("Bookmarked")


async def test_a_palette_that_closes_itself_twice_does_not_end_the_reader(tmp_path: Path) -> None:
    async with open_reader(tmp_path) as reading:
        await reading.press("colon")
        reading.app.pop_screen()
        reading.app.pop_screen()
        await reading.until(lambda: reading.app.screen is reading.browser, "the browser")
        await reading.press("b")
        assert reading.notice.startswith("Bookmarked")
