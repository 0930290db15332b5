"""Small words that the screen, the command line and exports share."""

from __future__ import annotations

import pytest

from reader.words import bare, broken_address, counted, ordinal, page_words, shortened


@pytest.mark.parametrize(
    ("number", "words"),
    [
        *((1, "1st"), (2, "2nd"), (3, "3rd"), (4, "4th"), (11, "11th"), (12, "12th"), (13, "13th")),
        *((20, "20th"), (21, "21st"), (22, "22nd"), (101, "101st"), (111, "111th")),
    ],
)
def test_places_are_said_as_people_say_them(number: int, words: str) -> None:
    assert ordinal(number) == words


@pytest.mark.parametrize(("number", "words"), [(1, "1 paper"), (1200, "1,200 papers")])
def test_one_is_one_and_more_are_many(number: int, words: str) -> None:
    assert counted(number, "paper") == words


def test_a_page_is_called_by_its_day_else_by_its_name_cut_short() -> None:
    assert page_words("Sep 1", "any.txt") == "Sep 1"
    assert page_words(None, "graphs.TXT") == "graphs"
    assert len(page_words(None, "0123456789abcdefghij.txt")) == 14


def test_a_long_address_is_broken_where_its_parts_meet() -> None:
    assert broken_address("github.com/owner/some-thing", 20) == ["github.com/owner/", "some-thing"]
    assert "".join(broken_address("a" * 50, 7)) == "a" * 50
    assert max(map(len, broken_address("x.org/" + "a" * 50 + "/b", 7))) == 7
    assert broken_address("", 5) == [""]


def test_what_is_cut_says_so() -> None:
    assert shortened("a short title", 40) == "a short title"
    assert shortened("a much longer title", 10) == "a much lo…"


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("https://www.x.org/a/", "x.org/a"),
        ("http://x.org", "x.org"),
        ("ftp://x.org", "ftp://x.org"),
    ],
)
def test_an_address_is_read_without_its_scheme(address: str, words: str) -> None:
    assert bare(address) == words
