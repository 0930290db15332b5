"""How far long work has come, in one line of which no part moves while it goes on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from reader.headway import left_words, rate_words

if TYPE_CHECKING:
    from reader.headway import Headway

BAR_CELLS = 12
RATE_CELLS = len(" · 88,000 a second")
LEFT_CELLS = len(" · 59 min left")
SHORT_LEFT_CELLS = len(" · 59 min")
STOP = "   Esc"


def work_line(headway: Headway, width: int) -> Content:
    """As much of it as fits in `width` cells: the bar goes first, then the rate, then the time."""
    total = f"{headway.total:,}"
    count = f"{headway.done:>{len(total)},} of {total}"
    room = width - len(f" {headway.words} {count}{STOP} stops")
    left_cells = next((n for n in (LEFT_CELLS, SHORT_LEFT_CELLS) if n <= room), 0)
    rate_cells = RATE_CELLS if left_cells + RATE_CELLS <= room else 0
    has_bar = left_cells + rate_cells + BAR_CELLS + 1 <= room
    said = ""
    if rate_cells and headway.rate is not None:
        said = f" · {rate_words(headway.rate)}"
    if left_cells and headway.left is not None:
        left = left_words(headway.left)
        said += f" · {left if left_cells == LEFT_CELLS else left.removesuffix(' left')}"
    return Content.assemble(
        f" {headway.words} ",
        *(_bar(headway) if has_bar else ()),
        (count + said.ljust(left_cells + rate_cells), "$quiet"),
        (STOP, "bold $accent"),
        (" stops", "$quiet"),
    )


def _bar(headway: Headway) -> tuple[tuple[str, str], ...]:
    share = headway.done / headway.total if headway.total else 0
    full = min(BAR_CELLS, round(BAR_CELLS * share))
    return ("━" * full, "$accent"), ("━" * (BAR_CELLS - full) + " ", "$faint")
