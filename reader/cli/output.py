"""What a command prints: to whom, in which format, and never anything a terminal would obey."""

from __future__ import annotations

import os
import re
import shutil
import sys
from enum import StrEnum
from typing import TYPE_CHECKING

import click

from index.text import UNSEEN

if TYPE_CHECKING:
    from typing import TextIO


_OURS = r"\x1b\[(?:[0-2]|3[346])m"
_UNSAFE = re.compile(f"(?:{_OURS})|({UNSEEN.pattern})")


class Format(StrEnum):
    """The formats that every list can be printed in."""

    TABLE = "table"
    TSV = "tsv"
    JSON = "json"


class Style(StrEnum):
    """What a colour means, as the number of its terminal sequence."""

    PLAIN = ""
    HEAD = "1"
    DIM = "2"
    MARK = "33"
    LINK = "34"
    TAG = "36"


def is_terminal(stream: TextIO) -> bool:
    """Whether a person reads `stream` on a terminal that can move its cursor."""
    return stream.isatty() and os.environ.get("TERM") != "dumb"


def has_colours(stream: TextIO) -> bool:
    """Whether colours are welcome there."""
    return is_terminal(stream) and not os.environ.get("NO_COLOR")


def styled(text: str, style: Style) -> str:
    """`text` in a colour, where standard output takes colours."""
    if not text or style is Style.PLAIN or not has_colours(sys.stdout):
        return text
    return f"\x1b[{style}m{text}\x1b[0m"


def line_width() -> int:
    """How many cells a line has: the terminal's, or COLUMNS, or 100 where nobody says."""
    return max(20, shutil.get_terminal_size((100, 24)).columns)


def put(line: str = "") -> None:
    """Print one line, with nothing in it that a terminal would obey but the colours of `styled`."""
    if not line.isprintable():
        line = _UNSAFE.sub(lambda found: "\ufffd" if found[1] else found[0], line)
    sys.stdout.write(line + "\n")


def chosen_format(asked: str | None) -> Format:
    """The format asked for; else a table for a terminal and TSV for a pipe."""
    if asked:
        return Format(asked)
    return Format.TABLE if sys.stdout.isatty() else Format.TSV


def one_of(*names: str) -> click.Choice[str]:
    """An option's choice among these words, in small letters."""
    return click.Choice([str(name) for name in names])


format_option = click.option(
    "--format",
    "form",
    type=one_of(*(form.value for form in Format)),
    help="How to print; a table on a terminal, TSV in a pipe if left out.",
)
