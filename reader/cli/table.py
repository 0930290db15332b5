"""Rows as an aligned table for people, or as TSV for programs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from index.text import one_line
from reader.cli.cells import cell_width, fitted, padded
from reader.cli.output import Format, Style, line_width, put, styled

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

GAP = "  "


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table."""

    head: str
    style: Style = Style.PLAIN
    least: int | None = None  # it may be cut to this many cells; None: never cut
    right: bool = False  # numbers stand at its right
    drop: int = 0  # where room is short the highest goes first; 0 stays


def put_rows(columns: Sequence[Column], rows: Iterable[Sequence[str]], form: Format) -> None:
    """Print `rows`, one text a column, as a table or as TSV."""
    if form is Format.TSV:
        for row in rows:
            put("\t".join(one_line(text) for text in row))
    else:
        put_table(columns, [[one_line(text) for text in row] for row in rows])


def put_table(columns: Sequence[Column], rows: Sequence[Sequence[str]], indent: str = "") -> None:
    """Print `rows`, cleaned already, under their heads, in lines no longer than the terminal's."""
    natural = [_natural(column, [row[at] for row in rows]) for at, column in enumerate(columns)]
    shown = _fit(columns, natural, line_width() - len(indent))
    put(indent + _line(columns, shown, [column.head for column in columns], Style.HEAD))
    for row in rows:
        put(indent + _line(columns, shown, row))


def _natural(column: Column, texts: Sequence[str]) -> int:
    """The width that nothing is cut in; none for a column that may go and holds nothing."""
    widest = max(map(cell_width, texts), default=0)
    return max(widest, cell_width(column.head)) if widest or not column.drop else 0


def _line(
    columns: Sequence[Column],
    shown: dict[int, int],
    texts: Sequence[str],
    style: Style | None = None,
) -> str:
    cells = []
    for place, width in shown.items():
        column = columns[place]
        text = padded(fitted(texts[place], width), width, right=column.right)
        cells.append(text if not text.strip() else styled(text, style or column.style))
    last = len(cells) - 1
    if cells and not columns[[*shown][last]].right:
        place = [*shown][last]
        bare = fitted(texts[place], shown[place])
        cells[last] = styled(bare, style or columns[place].style)
    return GAP.join(cells).rstrip()


def _fit(columns: Sequence[Column], natural: Sequence[int], room: int) -> dict[int, int]:
    """The width of each column shown: where room is short some go, and others are cut.

    Those that go first are also cut first, so that what matters most stays longest.
    """
    shown = {place: width for place, width in enumerate(natural) if width}
    by_need = sorted(shown, key=lambda place: -columns[place].drop)
    for place in by_need:
        if columns[place].drop and _excess(
            {at: _least(columns[at], shown[at]) for at in shown}, room
        ):
            del shown[place]
    for place in by_need:
        if place in shown:
            least = _least(columns[place], shown[place])
            shown[place] = max(least, shown[place] - _excess(shown, room))
    last_resort = max(shown, key=lambda place: shown[place], default=None)
    if last_resort is not None:
        shown[last_resort] = max(1, shown[last_resort] - _excess(shown, room))
    return shown


def _excess(shown: dict[int, int], room: int) -> int:
    """By how many cells columns this wide pass the line."""
    return max(0, sum(shown.values()) + len(GAP) * (len(shown) - 1) - room)


def _least(column: Column, width: int) -> int:
    return width if column.least is None else min(width, column.least)
