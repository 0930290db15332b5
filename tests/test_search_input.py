"""The line that queries are typed into: earlier ones come back, and Tab takes what is offered."""

from __future__ import annotations

from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual import events, on
from textual.app import App

from reader.completions import Candidate, Offer, fits
from reader.widgets.query_notes import QueryNotes
from reader.widgets.search_input import SearchInput

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from textual.app import ComposeResult
    from textual.pilot import Pilot

EARLIER = ("graph readers", "is:unread", "graph")
TAGS = ("graphs", "grids", "to-read")


def complete(query: str, cursor: int) -> Offer | None:
    """Offers tags behind “tag:”, and “tag:” for a word that begins so."""
    start = query.rfind("tag:", 0, cursor) + 4 if "tag:" in query else query.rfind(" ") + 1
    names = TAGS if "tag:" in query else ("tag:",)
    found = tuple(Candidate(n, n, "2") for n in names if fits(n, query[start:cursor]))
    is_there = [c.text for c in found] == [query[start:cursor]]
    if not found or is_there or not query:
        return None
    return Offer(query, start, cursor, found, is_quiet="tag:" not in query)


class Line(App[None]):
    """A search line alone, and what it said when it was left."""

    def __init__(self) -> None:
        super().__init__()
        self.left: list[str] = []

    def compose(self) -> ComposeResult:
        yield SearchInput(lambda: EARLIER, complete)
        yield QueryNotes()

    @on(SearchInput.Leave)
    def note_key(self, message: SearchInput.Leave) -> None:
        self.left.append(message.key)

    @on(SearchInput.Offered)
    def show_offer(self, message: SearchInput.Offered) -> None:
        self.query_one(QueryNotes).offer = message.offer


@dataclass(slots=True)
class Typing:
    """Presses keys in the line."""

    app: Line
    pilot: Pilot[None]

    async def type(self, text: str) -> None:
        await self.pilot.press(*({" ": "space", ":": "colon"}.get(each, each) for each in text))

    async def press(self, *keys: str) -> None:
        await self.pilot.press(*keys)
        await self.pilot.pause()

    @property
    def line(self) -> SearchInput:
        return self.app.query_one(SearchInput)

    @property
    def value(self) -> str:
        return self.line.value

    @property
    def dim(self) -> str:
        """What stands behind the cursor and is not typed yet."""
        return self.line._suggestion[len(self.value) :]

    @property
    def list(self) -> str:
        """What stands under the line."""
        return " ".join(str(self.app.query_one(QueryNotes).render()).split())


@asynccontextmanager
async def a_line(width: int = 80) -> AsyncIterator[Typing]:
    app = Line()
    async with app.run_test(size=(width, 10)) as pilot:
        app.query_one(SearchInput).open()
        await pilot.pause()
        yield Typing(app, pilot)


async def test_up_brings_earlier_queries_back_and_down_what_was_typed() -> None:
    async with a_line() as typing:
        shown = [typing.value for key in ("up", "up", "down") if await typing.press(key) is None]
        assert shown == ["graph readers", "is:unread", "graph readers"]
        await typing.press("down")
        assert (typing.value, typing.app.left) == ("", [])
        await typing.press("down")
        assert typing.app.left == ["down"]


async def test_up_with_letters_typed_walks_what_begins_so() -> None:
    async with a_line() as typing:
        await typing.type("gr")
        await typing.press("up", "up")
        assert typing.value == "graph"
        await typing.press("up")
        assert typing.value == "graph"
        await typing.press("down", "down")
        assert (typing.value, typing.app.left) == ("gr", [])


async def test_up_on_a_query_that_typing_would_replace_walks_every_other() -> None:
    async with a_line() as typing:
        typing.line.value = "is:unread"
        typing.line.open()
        await typing.press("up")
        assert typing.value == "graph readers"
        await typing.press("up")
        assert typing.value == "graph"


async def test_a_letter_typed_ends_the_walk_where_it_is() -> None:
    async with a_line() as typing:
        await typing.press("up")
        await typing.type("s")
        assert typing.value == "graph readerss"
        await typing.press("down")
        assert typing.app.left == ["down"]


async def test_what_is_offered_stands_behind_the_cursor_and_tab_takes_it() -> None:
    async with a_line() as typing:
        await typing.type("ta")
        assert (typing.dim, typing.list) == ("g:", "")
        await typing.press("tab")
        assert typing.value == "tag:"
        assert typing.dim == "graphs"
        assert typing.list == "Tab ▸graphs 2 grids 2 to-read 2"


async def test_tab_goes_on_to_the_next_of_several_and_shift_tab_back() -> None:
    async with a_line() as typing:
        await typing.type("tag:g")
        await typing.press("tab")
        assert (typing.value, typing.dim) == ("tag:graphs", "")
        await typing.press("tab")
        assert typing.value == "tag:grids"
        assert typing.list == "Tab graphs 2 ▸grids 2"
        await typing.press("tab")
        assert typing.value == "tag:graphs"
        await typing.press("shift+tab")
        assert typing.value == "tag:grids"
        await typing.type(" x")
        assert (typing.value, typing.list) == ("tag:grids x", "")


async def test_right_takes_what_stands_behind_the_cursor() -> None:
    async with a_line() as typing:
        await typing.type("tag:to")
        await typing.press("right")
        assert typing.value == "tag:to-read"
        assert typing.line.cursor_at_end


async def test_tab_with_nothing_offered_leaves_for_the_results() -> None:
    async with a_line() as typing:
        await typing.type("tag:to")
        await typing.press("tab")
        assert typing.app.left == []
        await typing.press("tab")
        assert typing.app.left == ["tab"]


async def test_an_offer_is_for_the_place_it_was_made_for() -> None:
    async with a_line() as typing:
        await typing.type("tag:gr")
        await typing.press("left")
        assert (typing.dim, typing.list) == ("", "")
        await typing.press("tab")
        assert (typing.value, typing.app.left) == ("tag:gr", ["tab"])


async def test_leaving_takes_the_offer_off_the_screen() -> None:
    async with a_line() as typing:
        await typing.type("tag:g")
        assert typing.list
        await typing.press("enter")
        assert (typing.app.left, typing.list) == (["enter"], "")


async def test_a_list_too_long_for_the_line_keeps_the_next_one_in_view() -> None:
    async with a_line(width=24) as typing:
        await typing.type("tag:")
        assert typing.list == "Tab ▸graphs 2 grids 2"
        await typing.press("tab", "tab", "tab")
        assert typing.list == "Tab grids 2 ▸to-read 2"


async def test_a_pasted_sentence_is_one_line() -> None:
    async with a_line() as typing:
        typing.line.post_message(events.Paste("graph\n  readers\x1b[31m in\tcolour\n"))
        await typing.press()
        assert typing.value == "graph readers in colour"
