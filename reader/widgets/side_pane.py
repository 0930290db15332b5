"""The library at a glance: standing filters, tags and pages, each with its count."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from rich.segment import Segment
from rich.style import Style
from rich.text import Text
from textual.strip import Strip

from reader.widgets.line_list import LineList
from reader.words import page_words, shortened

if TYPE_CHECKING:
    from collections.abc import Iterable

    from index.store.rows import Counts, PageReport, TagCount


LONGEST = 200
"""Characters of a name that are drawn, as far as there is room."""


class Shelf(NamedTuple):
    """One line of the pane: a filter, or a heading where it has no scope."""

    words: str
    scope: str | None = None  # in the query language; "" is every paper
    papers: int | None = None


def quoted(name: str) -> str:
    """A name as a value in the query language."""
    return '"' + name.replace('"', "") + '"'


def shelves(
    counts: Counts | None, tags: Iterable[TagCount], pages: Iterable[PageReport]
) -> list[Shelf]:
    """The pane's lines, top to bottom; without counts, none is claimed to be 0."""
    total, bookmarked, unread, with_code = counts or (None,) * 4
    lines = [
        Shelf("Library"),
        Shelf("All", "", total),
        Shelf("Unread", "is:unread", unread),
        Shelf("Bookmarked", "is:bookmarked", bookmarked),
        Shelf("With code", "has:code", with_code),
        Shelf(""),
        Shelf("Tags"),
    ]
    tagged = [
        Shelf(shortened(tag.name, LONGEST), f"tag:{quoted(tag.name)}", tag.papers) for tag in tags
    ]
    lines += tagged or ([Shelf("none yet: press t")] if counts else [])
    lines += [Shelf(""), Shelf("Pages")]
    return lines + _of_pages(list(pages))


def _of_pages(pages: list[PageReport]) -> list[Shelf]:
    """The pages by their days; those of one day are told apart by their names."""
    pages_of = Counter(page.label for page in pages)
    shelves = []
    for page in pages:
        words = page_words(page.label, page.page)
        if page.label and pages_of[page.label] > 1:
            words += f" {page_words(None, page.page)}"
        shelves.append(Shelf(shortened(words, LONGEST), f"page:{quoted(page.page)}", page.papers))
    return shelves


class SidePane(LineList):
    """Shows shelves; the one in force is marked."""

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id)
        self._shelves: list[Shelf] = []
        self._scope = ""

    @property
    def scope(self) -> str | None:
        """The filter under the cursor."""
        return self._shelves[self.cursor].scope if self.cursor < len(self._shelves) else None

    def show(self, lines: list[Shelf], scope: str) -> None:
        """Show these shelves, the cursor on the one in force; where one walks here, it stays."""
        is_walked = self.has_focus and scope == self._scope and self.scope is not None
        place = self.scope if is_walked else scope
        self._shelves, self._scope = lines, scope
        self.rows_changed(next((n for n, shelf in enumerate(lines) if shelf.scope == place), 1))

    def row_count(self) -> int:
        return len(self._shelves)

    def is_selectable(self, index: int) -> bool:
        return 0 <= index < len(self._shelves) and self._shelves[index].scope is not None

    def move_to_end(self, *, last: bool) -> None:
        super().move_to_end(last=last)
        if not last:
            self.scroll_lines_to(0)

    def row_line(self, index: int, line: int, width: int) -> Strip:
        shelf = self._shelves[index]
        here = index == self.cursor and self.has_focus
        base = self.ink("text") + (self.ink("cursor") if here else Style.null())
        if shelf.scope is None:
            style = "heading" if shelf.papers is None and ":" not in shelf.words else "quiet"
            return self._line([Segment(" " + shelf.words, base + self.ink(style))], width, base)
        chosen = shelf.scope == self._scope
        count = f"{shelf.papers:,}" if shelf.papers is not None else ""
        words = Text(shelf.words, end="")
        room = max(1, width - 5 - len(count))
        words.truncate(room, overflow="ellipsis")
        words.pad_right(max(0, room - words.cell_len))
        return self._line(
            [
                Segment("▌" if here else " ", base + self.ink("accent")),
                Segment("▸ " if chosen else "  ", base + self.ink("accent")),
                Segment(words.plain, base + (self.ink("chosen") if chosen else Style.null())),
                Segment(f" {count} ", base + self.ink("quiet")),
            ],
            width,
            base,
        )

    def _line(self, segments: list[Segment], width: int, base: Style) -> Strip:
        return Strip(segments).adjust_cell_length(width, base)
