"""A list that draws only the lines in view, so that a hundred thousand rows cost what ten do."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

if TYPE_CHECKING:
    from textual import events


class LineList(ScrollView, can_focus=True, inherit_bindings=False):
    """Rows of one height under a cursor; what a row shows is its subclass's to say."""

    DEFAULT_CSS = """
    LineList { overflow-x: hidden; overflow-y: auto; scrollbar-size-vertical: 1; }
    """
    COMPONENT_CLASSES: ClassVar[set[str]] = set()

    cursor: reactive[int] = reactive(0, repaint=False)

    row_height = 1

    class Moved(Message):
        """The cursor stands on another row, or on a row that now shows something else."""

        def __init__(self, lines: LineList) -> None:
            super().__init__()
            self.lines = lines

        @property
        def control(self) -> LineList:
            return self.lines

    class Chosen(Message):
        """A row was clicked twice, or Enter pressed on it."""

        def __init__(self, lines: LineList) -> None:
            super().__init__()
            self.lines = lines

        @property
        def control(self) -> LineList:
            return self.lines

    def row_count(self) -> int:
        """How many rows there are."""
        raise NotImplementedError

    def row_line(self, index: int, line: int, width: int) -> Strip:
        """Line `line` (from 0) of row `index`, `width` cells wide."""
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
        while 0 <= goal <= last and not self.is_selectable(goal):
            goal += step
        if 0 <= goal <= last:
            self.cursor = goal

    def move_pages(self, pages: float) -> None:
        """Move the cursor by so many screens."""
        rows = max(1, round(self.rows_in_view * abs(pages)))
        self.move(rows if pages > 0 else -rows)

    def move_to_end(self, *, last: bool) -> None:
        """Move the cursor to the first or the last row."""
        self.move(self.row_count() if last else -self.row_count())

    @property
    def rows_in_view(self) -> int:
        return max(1, self.size.height // self.row_height)

    def watch_cursor(self, before: int, now: int) -> None:
        self.refresh_row(before)
        self.refresh_row(now)
        self.show_cursor()
        self.post_message(self.Moved(self))

    def show_cursor(self) -> None:
        """Scroll as little as it takes to have the cursor's row in view."""
        top, height = self.scroll_offset.y, self.size.height
        first = self.cursor * self.row_height
        if not height:
            return
        if first < top:
            self.scroll_to(0, first, animate=False, immediate=True)
        elif first + self.row_height > top + height:
            self.scroll_to(0, first + self.row_height - height, animate=False, immediate=True)

    # --------------------------------------------------------------- drawing

    def rows_changed(self, cursor: int) -> None:
        """Draw anew after the rows became others, with the cursor on this one."""
        self.set_reactive(LineList.cursor, max(0, min(cursor, self.row_count() - 1)))
        self.measure()
        self.show_cursor()
        self.refresh()
        self.post_message(self.Moved(self))

    def measure(self) -> None:
        """Tell the scroll bar how many lines there are."""
        self.virtual_size = Size(self.size.width, self.row_count() * self.row_height)

    def refresh_row(self, index: int) -> None:
        """Draw one row anew, if it is in view."""
        top = index * self.row_height - self.scroll_offset.y
        self.refresh(Region(0, top, self.size.width, self.row_height))

    def render_line(self, y: int) -> Strip:
        index, line = divmod(self.scroll_offset.y + y, self.row_height)
        width = self.size.width
        if index >= self.row_count() or width <= 0:
            return Strip.blank(max(0, width), self.rich_style)
        return self.row_line(index, line, width)

    def on_resize(self, _event: events.Resize) -> None:
        self.measure()
        self.show_cursor()

    def watch_has_focus(self, has_focus: bool) -> None:
        super().watch_has_focus(has_focus)
        self.refresh_row(self.cursor)

    # ----------------------------------------------------------------- mouse

    def on_click(self, event: events.Click) -> None:
        index = (self.scroll_offset.y + event.y) // self.row_height
        if not self.is_selectable(index):
            return
        self.cursor = index
        if event.chain > 1:
            self.post_message(self.Chosen(self))
