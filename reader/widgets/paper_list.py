"""The list of papers: one or two lines each, found words lit, marks that need no colour."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from rich.segment import Segment
from rich.style import Style
from rich.text import Text
from textual.strip import Strip

from index.errors import LibraryError
from index.query.field import Field
from index.tagnames import MOST_CHARACTERS
from reader.widgets.advice import Advice, Room, advice_lines
from reader.widgets.line_list import LineList
from reader.words import day_and_rank

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from textual import events

    from index.search.answer import Lit
    from index.store.rows import Row

BAR, STAR, CODE = "▌", "★", "‹›"
TALL_ENOUGH = 16
"""From so many lines on, a paper gets two of them."""
UNREADABLE = "This paper cannot be read."
FETCHED_AT_ONCE = 64
MOST_FETCHED = 1_000
CHARACTERS_A_CELL = 16
"""At most: a letter with all the marks that any script gives it, or a joined emoji."""


class PaperList(LineList):
    """Shows the rows of the ids it is given, fetched as they come into view."""

    def __init__(self, fetch: Callable[[Sequence[str]], Sequence[Row]], *, id: str) -> None:
        super().__init__(id=id)
        self._fetch = fetch
        self._ids: Sequence[str] = ()
        self._rows: dict[str, Row] = {}
        self._lit: Lit | None = None
        self._advice: Advice | None = None
        self._lead: list[Text] = []
        self._is_typing = False
        self._is_tab_free = True

    @property
    def paper(self) -> str | None:
        """The id under the cursor, where the library can say it."""
        return self._id_at(self.cursor) if self.cursor < len(self._ids) else None

    @property
    def ids(self) -> Sequence[str]:
        """Every paper of the list; looked up as they are asked for."""
        return self._ids

    @property
    def advice(self) -> Advice | None:
        """What stands above the papers, or in their place."""
        return self._advice

    def show(
        self,
        ids: Sequence[str],
        lit: Lit,
        keep: str | None,
        advice: Advice | None = None,
        *,
        is_new: bool = False,
    ) -> None:
        """Show these papers under the advice, the cursor on `keep` where it is among them.

        Else it goes to the first of them where they are new, or stays at its place.
        """
        place = None if keep is None else _place_in(ids, keep)
        goes_first = place is None and (is_new or keep is None)
        if place is None:
            place = 0 if goes_first else self.cursor
        self._ids, self._lit, self._advice = ids, lit, advice
        self._lay_out_lead()
        self.rows_changed(place)
        if not ids:
            self.scroll_lines_to(0)
        elif goes_first:
            self.show_cursor()

    def forget(self, ids: Sequence[str] | None = None) -> None:
        """Fetch these rows anew (all of them for None): their marks have changed."""
        if ids is None:
            self._rows.clear()
        else:
            for paper in ids:
                self._rows.pop(paper, None)
        self.refresh()

    def keys_go(self, *, to_box: bool, is_tab_free: bool) -> None:
        """Know where keys go, as advice says which to press: Tab may have something to complete."""
        if (to_box, is_tab_free) != (self._is_typing, self._is_tab_free):
            self._is_typing, self._is_tab_free = to_box, is_tab_free
            self._lead_changed()

    def row_count(self) -> int:
        return len(self._ids)

    def move(self, rows: int) -> None:
        if self._ids:
            super().move(rows)
        else:
            self.scroll_lines_to(self.top + rows)

    def move_to_end(self, *, last: bool) -> None:
        if self._ids:
            super().move_to_end(last=last)
        else:
            self.scroll_lines_to(self.line_count() if last else 0)

    def on_resize(self, event: events.Resize) -> None:
        # Not super(): Textual calls the handler of every class that has one.
        self.row_height = 2 if event.size.height >= TALL_ENOUGH else 1
        self._lead_changed()
        self.refresh()

    def row(self, index: int) -> Row | None:
        """The row at this place, with its neighbours fetched along; None if it is gone."""
        paper = self._id_at(index)
        if paper is not None and paper not in self._rows:
            first = index - index % FETCHED_AT_ONCE
            near: Sequence[str] = (paper,)
            with suppress(LibraryError):  # then this one alone, which is known
                near = self._ids[first : first + FETCHED_AT_ONCE]
            if len(self._rows) > MOST_FETCHED:
                self._rows.clear()  # else a walk through a hundred thousand keeps them all
            self._rows.update((row.id, row) for row in self._fetch(near))
        return None if paper is None else self._rows.get(paper)

    def _id_at(self, index: int) -> str | None:
        """The id of the paper at this place; None where the library is damaged there.

        Nothing can be told amid drawing; the next look for changes tells it.
        """
        with suppress(LibraryError):
            return self._ids[index]
        return None

    # --------------------------------------------------------------- drawing

    @property
    def lead(self) -> int:
        return len(self._lead)

    def lead_line(self, number: int, width: int) -> Strip:
        base = self.ink("text")
        drawn = self.segments(self._lead[number], base)
        return Strip(drawn).adjust_cell_length(width, base)

    def _lead_changed(self) -> None:
        """Say what is advised anew: in another width, or to someone who is elsewhere now."""
        if self._advice is not None:
            self._lay_out_lead()
            self.scroll_lines_to(self.top)
            self.refresh()

    def _lay_out_lead(self) -> None:
        self._lead = []
        if self._advice is not None:
            width, height = self.size
            room = Room(
                width - 1,
                height // 2 if self._ids else height,
                is_above_papers=bool(self._ids),
                is_typing=self._is_typing,
                is_tab_free=self._is_tab_free,
            )
            self._lead = advice_lines(self._advice, room, self.ink, self.app.console)

    def row_line(self, index: int, line: int, width: int) -> Strip:
        row, base = self.row(index), self._base(index)
        bar = self._bar(index, base)
        if row is None:  # of a damaged library
            words = Text(UNREADABLE if line == 0 else "", self.ink("quiet"), end="")
            drawn = [bar, Segment("  ", base), *self._laid_on(words, base, width - 3)]
            return Strip(drawn).adjust_cell_length(width, base)
        words = self._title(row, width - 6) if line == 0 else self._where(row)
        star, code = Segment("  ", base), Segment("   ", base)
        if row.bookmarked and line == 0:
            star = Segment(STAR + " ", base + self.ink("bookmark"))
        if row.has_code and line == 0:
            code = Segment(CODE + " ", base + self.ink("quiet"))
        drawn = [bar, star, *self._laid_on(words, base, width - 6), code]
        return Strip(drawn).adjust_cell_length(width, base)

    def _base(self, index: int) -> Style:
        if index != self.cursor:
            return self.ink("text")
        return self.ink("text") + self.ink("cursor" if self.has_focus else "cursor-away")

    def _bar(self, index: int, base: Style) -> Segment:
        if index != self.cursor:
            return Segment(" ", base)
        return Segment(BAR, base + self.ink("accent" if self.has_focus else "quiet"))

    def _laid_on(self, text: Text, base: Style, width: int) -> list[Segment]:
        text.truncate(max(0, width - 1), overflow="ellipsis")
        text.pad_right(max(0, width - text.cell_len))
        return self.segments(text, base)

    def _title(self, row: Row, width: int) -> Text:
        shown = row.title[: CHARACTERS_A_CELL * width]  # the rest would not fit, whatever it is
        text = Text(shown, Style.null() if row.read else self.ink("title"), end="")
        if self._lit is not None:
            for start, end in self._lit.spans(shown, Field.TITLE):
                text.stylize(self.ink("lit"), start, end)
        if self.row_height == 1 and row.tags:
            tags = self._tags(row)
            text.truncate(max(12, width - tags.cell_len - 3), overflow="ellipsis")
            text.append("  ").append_text(tags)
        return text

    def _where(self, row: Row) -> Text:
        words = day_and_rank(row.label, row.page, row.rank)
        if row.seen > 1:
            words += f" · on {row.seen} pages"
        if row.read:
            words += " · read"
        text = Text(words, self.ink("quiet"), end="")
        if row.tags:
            text.append("   ").append_text(self._tags(row))
        return text

    def _tags(self, row: Row) -> Text:
        tags = " ".join(f"#{tag[:MOST_CHARACTERS]}" for tag in row.tags)
        return Text(tags, self.ink("tag"), end="")


def _place_in(ids: Sequence[str], paper: str) -> int | None:
    with suppress(ValueError, LibraryError):
        return ids.index(paper)
    return None
