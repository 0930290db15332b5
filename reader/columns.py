"""Keeps what stands to the right of a text in its column, however wide a terminal draws the text.

Terminals do not agree on the width of emoji, joined or marked letters and newer characters. Where
one draws them wider or narrower than the layout was made for, the rest of the line would move, and
with it the pane beside.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from rich.cells import cell_len

if TYPE_CHECKING:
    from textual.driver import Driver

_AGREED = (
    " -~\u00a0-\u00ac\u00ae-\u02ff\u0370-\u0482\u048a-\u052f"  # Latin, Greek, Cyrillic
    "\u2010-\u2027\u2030-\u205e\u2190-\u2211\u2215-\u22ff\u2500-\u25fc\u2605✓"  # signs, lines
    "\u3041-\u3096\u30a1-\u30fa\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3\uff01-\uff5e"  # wide
)
"""Characters that have the same width everywhere, unless what follows changes it."""

_UNSURE = re.compile(rf"[^{_AGREED}\x00-\x1f]")
_RUN = re.compile(rf"[{_AGREED}]?[^{_AGREED}]+")  # from the letter on that the first may change
_PIECE = re.compile(
    r"\x1b\[(?P<to>\d+;\d+)H"
    r"|\x1b\[[0-?]*[ -/]*[@-~]|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)|\x1b.|[\x00-\x1f]"
    r"|(?P<text>[^\x00-\x1f]+)",
    re.DOTALL,
)


def in_columns(written: str) -> str:
    """What is written to a terminal, its cursor put where the layout has it behind each text of
    unsure width. Text that comes before the first movement of the cursor is left as it is.
    """
    if written.isascii() or not _UNSURE.search(written):
        return written
    pieces: list[str] = []
    column: int | None = None  # from 1
    for piece in _PIECE.finditer(written):
        if (moved := piece["to"]) is not None:
            column = int(moved.partition(";")[2])
        text = piece["text"]
        if text is None or column is None:
            pieces.append(piece[0])
            continue
        pieces.append(_held(text, column))
        column += cell_len(text)
    return "".join(pieces)


def _held(text: str, column: int) -> str:
    """`text`, to be written from `column` on, with its cursor held."""
    pieces: list[str] = []
    done = 0
    for run in _RUN.finditer(text):
        before, after = (column + cell_len(text[:place]) for place in run.span())
        pieces.append(text[done : run.start()])
        if after > before:  # what stood there would be seen where the terminal draws it narrower
            pieces.append(f"\x1b[{after - before}X")
        pieces.append(f"{run[0]}\x1b[{after}G")
        done = run.end()
    return "".join([*pieces, text[done:]])


def holding_columns(driver: type[Driver]) -> type[Driver]:
    """The same driver, which writes everything so."""

    def write(self: Driver, written: str) -> None:
        driver.write(self, in_columns(written))

    return type(driver.__name__, (driver,), {"write": write, "__module__": driver.__module__})
