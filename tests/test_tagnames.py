from __future__ import annotations

import pytest

from index.errors import WrongUse
from index.tagnames import tag_name


@pytest.mark.parametrize(
    ("typed", "tag"),
    [
        ("moe", "moe"),
        ("#To Read", "to-read"),
        ("  graph , code ", "graph-code"),
        ("a - b", "a-b"),
        ("k-sparse", "k-sparse"),
        ("c++", "c++"),
        ("“Best” (2026)", "best-2026"),
        ("[x]{y}'z'", "xyz"),
        ("moe*", "moe"),
        ("Stra\u00dfe", "strasse"),
        ("e\u0301t\u00e9", "\u00e9t\u00e9"),
        ("\u8aad\u3080", "\u8aad\u3080"),
        ("-later", "later"),
        ("\x1b[31mred\x1b[0m", "red"),
        ("\udcffraw", "raw"),
    ],
)
def test_a_tag_has_one_way_to_be_written(typed, tag):
    assert tag_name(typed) == tag


@pytest.mark.parametrize("typed", ["#To Read", "a , - b", "x" * 63 + " y", "# # a"])
def test_a_tags_name_names_the_same_tag(typed):
    assert tag_name(tag_name(typed)) == tag_name(typed)


def test_a_long_tag_is_cut_at_64_characters():
    assert tag_name("x" * 100) == "x" * 64


@pytest.mark.parametrize("typed", ["", "   ", "#", "##-", '"()"', ", ,", "\x1b[0m", "*"])
def test_where_nothing_is_left_it_is_no_tag(typed):
    with pytest.raises(WrongUse, match="is no tag"):
        tag_name(typed)
