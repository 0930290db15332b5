"""What holds for any text at all, and for what is no page."""

from __future__ import annotations

import random
import re

import pytest

from index.pages.page import Fate
from index.pages.reading import read_page

PIECES = (
    "A Title of a Paper",
    "We show that any text can be read. It takes one pass, and it never fails.",
    *("new", "Subscribe", "SubscribeNeural Nets", "Daily Papers", "Sep 1"),
    *("128", "·12 authors", "Submitted by", "Published on Sep 1", "https://github.com/a/b", "-"),
    *("%%%%", "<div>", "\x1b[31m", "\u200b", "读书。", "عنوان", "\ud800", "\x00", "\u2028", "\x85"),
    *("a-", "b", "x" * 500, " ", "", "\t"),
)
ENDS = ("\n", "\r\n", "\r", "\n\n", " ", "")


@pytest.mark.parametrize("seed", range(200))
def test_any_text_is_read_and_each_of_its_lines_has_a_fate(seed: int) -> None:
    rolls = random.Random(seed)
    text = "".join(rolls.choice(PIECES) + rolls.choice(ENDS) for _ in range(rolls.randrange(60)))
    lines = re.split(r"\r\n|\r|\n", text)
    page = read_page(text, "any.txt")
    assert len(page.fates) == len(lines) - (lines[-1] == "")
    assert [odd.line for odd in page.odd_lines] == [
        number for number, fate in enumerate(page.fates, 1) if fate == Fate.NOT_UNDERSTOOD
    ]
    assert [listing.rank for listing in page.listings] == list(range(1, len(page.listings) + 1))
    assert all(page.fates[listing.line - 1] == Fate.TITLE for listing in page.listings)
    assert all(listing.title for listing in page.listings)


@pytest.mark.parametrize("seed", range(50))
def test_noise_is_read_and_reading_it_twice_says_the_same(seed: int) -> None:
    rolls = random.Random(seed)
    tops = (rolls.choice((128, 0x11000)) for _ in range(400))
    noise = "".join(chr(rolls.randrange(top)) for top in tops)
    assert read_page(noise, "noise") == read_page(noise, "noise")


def test_an_empty_text_has_no_line() -> None:
    assert read_page("", "empty").fates == ()


README = """# Paper tools

A small set of programs that help with papers.

## Installation

Run the installer and answer its questions. It needs a few minutes.

## Usage

- open a file
- read it
- close it again

## License

MIT
"""
PROSE = "\n\n".join(
    f"It was the {number}th day of rain, and nobody in the house had spoken since breakfast. The "
    "river stood at the second step of the stair. We counted the boats that went by, and when "
    "there were no more boats we counted the trees."
    for number in range(4, 20)
)
POEM = "the river at night\ncarries a lamp\nnobody lit it\n\nthe bridge is asleep\n" * 3
CODE = "\n".join(f"def step_{n}(x):\n    return x + {n}  # add\n" for n in range(9))
LOG = "\n".join(f"2026-09-01 10:0{n}:00 INFO server started on port 80{n}" for n in range(9))
TABLE = "name,year,place\n" + "\n".join(f"river{n},19{n}0,{n}" for n in range(10, 30))
MAIL = """From: one@example.org
To: two@example.org
Subject: Tuesday

Hello,

could we meet on Tuesday instead? The room is taken on Monday, and I read badly in the hall.

See you there
One
"""


@pytest.mark.parametrize("text", [README, PROSE, POEM, CODE, LOG, TABLE, MAIL])
def test_what_is_no_page_holds_no_paper_and_says_so_of_its_lines(text: str) -> None:
    page = read_page(text, "other.txt")
    assert page.listings == ()
    assert page.count(Fate.NOT_UNDERSTOOD) > 0
    assert page.count(Fate.TITLE) == page.count(Fate.ABSTRACT) == 0
