"""Lines under a window that scrolls, drawn one by one; the base of list, library pane and paper.

Textual's ScrollView lays out the whole screen whenever its contents change in size: four frames and
20 KB for a step through the list. Here a change of contents is one repaint of one pane.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.segment import Segment
from rich.style import Style
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget

from reader.inks import inks

if TYPE_CHECKING:
    from rich.text import Text
    from textual import events

TRACK, THUMB = " ", "▐"
WHEEL_LINES = 3


class ScrolledLines(Widget, can_focus=True, inherit_bindings=False):
    """Shows `line_count()` lines from `top` on, with a scroll bar in the last column."""

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id)
        self._top = 0

    @property
    def top(self) -> int:
        """The first line in view."""
        return self._top

    def line_count(self) -> int:
        """How many lines there are."""
        raise NotImplementedError

    def draw_line(self, number: int, width: int) -> Strip:
        """The line with this number, from 0, `width` cells wide."""
        raise NotImplementedError

    def scroll_lines_to(self, top: int) -> None:
        """Have this line first in view, as far as there are lines enough."""
        top = max(0, min(top, self.line_count() - self.size.height))
        if top != self._top:
            self._top = top
            self.refresh()

    def ink(self, name: str) -> Style:
        """One of the reader's styles, in the theme in force."""
        return inks(self.app)[name]

    def segments(self, text: Text, base: Style) -> list[Segment]:
        """Styled text, laid over a line's own style."""
        # Rich leaves a text's own style out where nothing in it has another.
        own = base + text.style if isinstance(text.style, Style) else base
        return [
            Segment(segment.text, own + (segment.style or Style.null()))
            for segment in text.render(self.app.console)
        ]

    def render_line(self, y: int) -> Strip:
        width = self.size.width
        text = self.ink("text")
        if width <= 1:
            return Strip.blank(max(0, width), text)
        number = self._top + y
        if number < self.line_count():
            drawn = self.draw_line(number, width - 1)
        else:
            drawn = Strip.blank(width - 1, text)
        bar = Segment(TRACK, text)
        if self._is_thumb(y):
            bar = Segment(THUMB, text + self.ink("faint"))
        # Joined where the style is the same, since each segment costs forty bytes on the wire.
        return Strip([*drawn, bar], width).simplify()

    def _is_thumb(self, y: int) -> bool:
        height, lines = self.size.height, self.line_count()
        if lines <= height:
            return False
        length = max(1, height * height // lines)
        first = round((height - length) * self._top / (lines - height))
        return first <= y < first + length

    def refresh_lines(self, first: int, count: int = 1) -> None:
        """Draw these lines anew, as far as they are in view."""
        self.refresh(Region(0, first - self._top, self.size.width, count))

    def on_resize(self, _event: events.Resize) -> None:
        self.scroll_lines_to(self._top)

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        event.stop()
        self.scroll_lines_to(self._top + WHEEL_LINES)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        event.stop()
        self.scroll_lines_to(self._top - WHEEL_LINES)
