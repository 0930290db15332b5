"""Rows under a cursor; only those in view are drawn, so a hundred thousand cost what ten do."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from textual.message import Message
from textual.reactive import reactive

from reader.widgets.scrolled_lines import ScrolledLines

if TYPE_CHECKING:
    from textual import events
    from textual.strip import Strip


class LineList(ScrolledLines):
    """Rows of one height under a cursor; what a row shows is its subclass's to say."""

    cursor: reactive[int] = reactive(0, repaint=False)

    row_height = 1

    class Said(Message):
        """Something about a list's cursor; `on` can tell lists apart by it."""

        def __init__(self, lines: LineList) -> None:
            super().__init__()
            self.lines = lines

        @property
        def control(self) -> LineList:
            return self.lines

    class Moved(Said):
        """The cursor stands on another row, or on a row that now shows something else."""

    class Chosen(Said):
        """A row was clicked twice."""

    def row_count(self) -> int:
        """How many rows there are."""
        raise NotImplementedError

    def row_line(self, index: int, line: int, width: int) -> Strip:
        """Line `line` (from 0) of row `index`, `width` cells wide."""
        raise NotImplementedError

    @property
    def lead(self) -> int:
        """How many lines stand above the first row, and scroll with it."""
        return 0

    def lead_line(self, number: int, width: int) -> Strip:
        """One of the lines above the first row, `width` cells wide."""
        raise NotImplementedError

    def is_selectable(self, index: int) -> bool:
        """Whether the cursor may stand on this row."""
        return 0 <= index < self.row_count()

    # ---------------------------------------------------------------- moving

    def move(self, rows: int) -> None:
        """Move the cursor by so many rows, past rows it may not stand on."""
        step = 1 if rows > 0 else -1
        last = self.row_count() - 1
        goal = max(0, min(last, self.cursor + rows))
        onwards = range(goal, last + 1) if step > 0 else range(goal, -1, -1)
        back = range(goal, self.cursor, -step)  # where there are headings alone that way
        self.cursor = next(filter(self.is_selectable, chain(onwards, back)), self.cursor)

    def move_pages(self, pages: float) -> None:
        """Move the cursor by so many screens."""
        in_view = max(1, self.size.height // self.row_height)
        rows = max(1, round(in_view * abs(pages)))
        self.move(rows if pages > 0 else -rows)

    def move_to_end(self, *, last: bool) -> None:
        """Move the cursor to the first or the last row."""
        self.move(self.row_count() if last else -self.row_count())

    def watch_cursor(self, before: int, now: int) -> None:
        self.refresh_row(before)
        self.refresh_row(now)
        self.show_cursor()
        self.post_message(self.Moved(self))

    def show_cursor(self) -> None:
        """Scroll as little as it takes to have the cursor's row in view, if there is one."""
        if not self.row_count():
            return
        first, height = self._line_of(self.cursor), self.size.height
        if self.cursor == 0 and first + self.row_height <= height:
            self.scroll_lines_to(0)
        elif first < self.top:
            self.scroll_lines_to(first)
        elif height and first + self.row_height > self.top + height:
            self.scroll_lines_to(first + self.row_height - height)

    # --------------------------------------------------------------- drawing

    def line_count(self) -> int:
        return self._line_of(self.row_count())

    def _line_of(self, index: int) -> int:
        """The first line of this row."""
        return self.lead + index * self.row_height

    def rows_changed(self, cursor: int) -> None:
        """Draw anew after the rows became others, with the cursor on this one.

        Where the wheel had left the cursor behind, and it stays where it is, the view stays too.
        """
        was_left = not self.top <= self._line_of(self.cursor) < self.top + self.size.height
        is_same = cursor == self.cursor
        self.set_reactive(LineList.cursor, max(0, min(cursor, self.row_count() - 1)))
        self.scroll_lines_to(self.top)
        if not (was_left and is_same):
            self.show_cursor()
        self.refresh()
        self.post_message(self.Moved(self))

    def refresh_row(self, index: int) -> None:
        """Draw one row anew, if it is in view."""
        self.refresh_lines(self._line_of(index), self.row_height)

    def draw_line(self, number: int, width: int) -> Strip:
        if number < self.lead:
            return self.lead_line(number, width)
        return self.row_line(*divmod(number - self.lead, self.row_height), width)

    def on_resize(self, event: events.Resize) -> None:
        super().on_resize(event)
        self.show_cursor()

    def watch_has_focus(self, has_focus: bool) -> None:
        super().watch_has_focus(has_focus)
        self.refresh_row(self.cursor)

    # ----------------------------------------------------------------- mouse

    def on_click(self, event: events.Click) -> None:
        index = (self.top + event.y - self.lead) // self.row_height
        if not self.is_selectable(index):
            return
        self.cursor = index
        if event.chain > 1:
            self.post_message(self.Chosen(self))
