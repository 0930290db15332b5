"""One paper to read: title, where it was seen, its links and tags, and the abstract."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.segment import Segment
from rich.style import Style
from rich.text import Text
from textual.message import Message
from textual.strip import Strip

from index.query.field import Field
from reader.widgets.scrolled_lines import ScrolledLines
from reader.words import bare, broken_address, day_and_rank, ordinal, page_words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from textual import events

    from index.paper import Appearance, Paper
    from index.search.answer import Lit

DRAWN = 20_000
"""Characters of a title, note or abstract; a longer one is ten times any paper's."""

READABLE = 74
"""Longer lines than this tire the eye, however wide the terminal is."""


class PaperDetail(ScrolledLines):
    """One paper, wrapped to a readable width; scrolled by the keys that move through the list."""

    class LinkClicked(Message):
        """One of the paper's links was clicked."""

        def __init__(self, url: str) -> None:
            super().__init__()
            self.url = url

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id)
        self.page_sizes: Mapping[str, int] = {}  # papers on each page, by its name
        self._paper: Paper | None = None
        self._lit: Lit | None = None
        self._lines: list[Text] = []
        self._hits: list[tuple[int, int]] = []  # in the abstract, by character
        self._hit: int | None = None
        self._hit_lines: list[int] = []

    @property
    def paper(self) -> Paper | None:
        return self._paper

    @property
    def is_title_lit(self) -> bool:
        """Whether what is searched for stands in the title."""
        paper, lit = self._paper, self._lit
        return bool(paper and lit and lit.spans(paper.title, Field.TITLE))

    def show(self, paper: Paper | None, lit: Lit | None) -> None:
        """Show this paper from its top; the same paper, changed by a mark, keeps its place."""
        same = paper is not None and self._paper is not None and paper.id == self._paper.id
        self._paper, self._lit = paper, lit
        self._hits = lit.spans(paper.abstract, Field.ABSTRACT) if paper and lit else []
        if not same:
            self._hit, self._top = None, 0
        self.lay_out()

    # ---------------------------------------------------------------- moving

    def move(self, lines: int) -> None:
        """Scroll by so many lines."""
        self.scroll_lines_to(self.top + lines)

    def move_pages(self, pages: float) -> None:
        """Scroll by so many screens."""
        self.move(round(self.size.height * pages))

    def move_to_end(self, *, last: bool) -> None:
        """Scroll to the first or the last line."""
        self.scroll_lines_to(len(self._lines) if last else 0)

    def move_to_hit(self, step: int) -> str:
        """Bring the next hit in the abstract, or the one before, into view; say which, "2 of 5"."""
        if not self._hits:
            return ""
        if self._hit is None:
            self._hit = 0 if step > 0 else len(self._hits) - 1
        else:
            self._hit = (self._hit + step) % len(self._hits)
        self.lay_out()
        line = self._hit_lines[self._hit]
        if not self.top <= line < self.top + self.size.height:
            self.scroll_lines_to(line - self.size.height // 3)
        return f"{self._hit + 1} of {len(self._hits)}"

    # --------------------------------------------------------------- drawing

    def lay_out(self) -> None:
        """Wrap the paper's text to the pane's width, and draw it."""
        width = max(8, min(READABLE, self.size.width - 4))
        before = len(self._lines)
        self._hit_lines = []
        self._lines = self._of_paper(self._paper, width) if self._paper else []
        self.scroll_lines_to(self.top)
        self.refresh_lines(self.top, max(before, len(self._lines)))

    def line_count(self) -> int:
        return len(self._lines)

    def _of_paper(self, paper: Paper, width: int) -> list[Text]:
        title = Text(_drawn(paper.title), self.ink("title"))
        self._light(title, paper.title, Field.TITLE)
        lines = self._wrapped(title, width)
        lines.append(Text())
        lines += self._wrapped(self._seen(paper.appearances), width)
        marks = self._marks(paper)
        if marks:
            lines += self._wrapped(marks, width)
        if paper.links:
            lines.append(Text())
        for place, link in enumerate(paper.links):
            lines += self._link_lines(place, link.url, width)
        if paper.note:
            lines += [
                Text(),
                *self._wrapped(Text(f"Note: {_drawn(paper.note)}", self.ink("tag")), width),
            ]
        lines.append(Text())
        if paper.abstract:
            lines += self._abstract_lines(_drawn(paper.abstract), width, above=len(lines))
        else:
            lines.append(Text("The page lists no abstract.", self.ink("quiet")))
        return lines

    def _seen(self, appearances: tuple[Appearance, ...]) -> Text:
        if not appearances:
            return Text()
        newest, *others = appearances
        text = Text(day_and_rank(newest.label, newest.page, newest.rank), self.ink("quiet"))
        if newest.page in self.page_sizes:
            text.append(f" of {self.page_sizes[newest.page]:,}")
        for other in others:
            text.append(f" · also {page_words(other.label, other.page)}, {ordinal(other.rank)}")
        return text

    def _marks(self, paper: Paper) -> Text:
        text = Text(style=self.ink("tag"))
        if paper.bookmarked:
            text.append("★ bookmarked  ", self.ink("bookmark"))
        text.append("  ".join(f"#{tag}" for tag in paper.tags))
        return text

    def _link_lines(self, place: int, url: str, width: int) -> list[Text]:
        # The place and not the address: Textual keeps every style that it ever drew.
        style = self.ink("link") + Style.from_meta({"link": place})
        lines = broken_address(bare(url), width - 3)
        leads = [f"{place + 1}  ", *["   "] * (len(lines) - 1)]
        return [
            Text.assemble((lead, self.ink("quiet")), (line, style))
            for lead, line in zip(leads, lines, strict=True)
        ]

    def _abstract_lines(self, abstract: str, width: int, above: int) -> list[Text]:
        """The abstract's lines, `above` others being before it; notes on which line each hit is."""
        text = Text(abstract)
        for hit in self._hits:
            text.stylize(self.ink("lit"), *hit)
        if self._hit is not None and self._hit < len(self._hits):
            text.stylize(self.ink("lit-here"), *self._hits[self._hit])
        lines = self._wrapped(text, width)
        position, reached = 0, 0
        for number, line in enumerate(lines):
            start = (
                abstract.find(line.plain[:8].strip(), position) if line.plain.strip() else position
            )
            end = start + len(line.plain)
            while reached < len(self._hits) and self._hits[reached][0] < end:
                self._hit_lines.append(above + number)
                reached += 1
            position = max(position, end)
        self._hit_lines += [above + len(lines) - 1] * (len(self._hits) - reached)
        return lines

    def _light(self, text: Text, plain: str, field: Field) -> None:
        if self._lit is not None:
            for start, end in self._lit.spans(plain, field):
                text.stylize(self.ink("lit"), start, end)

    def _wrapped(self, text: Text, width: int) -> list[Text]:
        return list(text.wrap(self.app.console, width, overflow="fold"))

    def draw_line(self, number: int, width: int) -> Strip:
        base = self.ink("text")
        line = self._lines[number].copy()
        line.end = ""
        return Strip([Segment("  ", base), *self.segments(line, base)]).adjust_cell_length(
            width, base
        )

    def on_resize(self, _event: events.Resize) -> None:
        self.lay_out()

    def on_click(self, event: events.Click) -> None:
        place = event.style.meta.get("link")
        links = self._paper.links if self._paper else ()
        if isinstance(place, int) and place < len(links):
            event.stop()
            self.post_message(self.LinkClicked(links[place].url))


def _drawn(text: str) -> str:
    """`text` as far as it is drawn; where that is not all, the end says how much there is."""
    if len(text) <= DRAWN:
        return text
    return f"{text[:DRAWN]} … ({len(text) - DRAWN:,} more characters are in the library)"
