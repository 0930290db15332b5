"""What stands beside a text stays in its column, whatever width a terminal gives the text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from reader.columns import in_columns
from tests.faults.hostile_texts import LOOKS_LIKE

if TYPE_CHECKING:
    from collections.abc import Callable

    Width = Callable[[str], int]


def is_agreed_on(letter: str) -> bool:
    return in_columns(f"\x1b[1;1H{letter}") == f"\x1b[1;1H{letter}"


WIDTHS = {
    "as the layout": cell_len,
    "every odd letter wide": lambda letter: cell_len(letter) if is_agreed_on(letter) else 2,
    "every odd letter of no width": lambda letter: cell_len(letter) if is_agreed_on(letter) else 0,
}
TEXTS = {
    **LOOKS_LIKE,
    "ten thousand accents on a letter": "e" + "\u0301" * 10_000,
    "letters and nothing in turn": "a\u200b" * 40,
}
TOKEN = re.compile(r"\x1b\[(\d*);?(\d*)([HGXm])|([^\x1b])", re.DOTALL)


def column_of(mark: str, written: str, width: Width) -> int:
    """Where the terminal puts this letter, which is there once."""
    column = 1
    for first, second, final, letter in TOKEN.findall(written):
        if final == "H":
            column = int(second)
        elif final == "G":
            column = int(first)
        elif letter == mark:
            return column
        elif letter:
            column += width(letter)
    raise AssertionError(f"{mark} was not written")


@pytest.mark.parametrize("width", WIDTHS.values(), ids=WIDTHS)
@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_the_next_pane_begins_where_the_layout_has_it(text: str, width: Width) -> None:
    written = in_columns(f"\x1b[3;7H\x1b[1mbefore {text} after\x1b[0m§")
    assert column_of("§", written, width) == 7 + cell_len(f"before {text} after")


def test_what_every_terminal_agrees_on_is_written_as_it_is() -> None:
    plain = "\x1b[3;7H★ Ünïcode — “quoted” … ─ 图神经 ▌\x1b[0m\n"
    assert in_columns(plain) == plain


def test_what_an_earlier_text_left_is_wiped_where_a_letter_is_drawn_narrower() -> None:
    assert in_columns("\x1b[1;5Ha👩‍🚀b") == "\x1b[1;5H\x1b[3Xa👩‍🚀\x1b[8Gb"


@given(st.text(alphabet=st.sampled_from("ab é👩\u200d\u0301\ufe0fक्\u00ad")))
def test_no_letter_is_lost(text: str) -> None:
    written = in_columns(f"\x1b[1;1H{text}")
    assert re.sub(r"\x1b\[[\d;]*[HGX]", "", written) == text
