"""What the search box can complete where the cursor stands."""

from __future__ import annotations

import pytest

from index.query.completing import Kind, completing


@pytest.mark.parametrize(
    ("typed", "kind", "word", "replaced"),
    [
        ("ti|", Kind.FIELD, "ti", "ti"),
        ("graph HA|", Kind.FIELD, "HA", "HA"),
        ("-ha|", Kind.FIELD, "ha", "ha"),
        ("(a is|:read", Kind.FIELD, "is", "is:"),
        ("a OR is|", Kind.FIELD, "is", "is"),
        ("is:|", Kind.STATE, "", ""),
        ("is:re|ad x", Kind.STATE, "re", "read"),
        ("has:c|", Kind.THING, "c", "c"),
        ("tag:|", Kind.TAG, "", ""),
        ("-tag:a,gr|aphs,b", Kind.TAG, "gr", "graphs"),
        ('tag:"to, r|ead" x', Kind.TAG, "to, r", '"to, read"'),
        ('tag:"to read"|', Kind.TAG, "to read", '"to read"'),
        ("tag:(a OR (gr|", Kind.TAG, "gr", "gr"),
        ('page:"Sep 1, 20|', Kind.PAGE, "Sep 1, 20", '"Sep 1, 20'),
        ("repo:a,na|", Kind.REPO, "na", "na"),
        ("day:20|26", Kind.DAY, "20", "2026"),
        ("added:to|", Kind.DAY, "to", "to"),
        ("id:7h|", Kind.PAPER, "7h", "7h"),
        ("like:|", Kind.PAPER, "", ""),
        ("sort:n|", Kind.SORT, "n", "n"),
        ("@|", Kind.SAVED, "@", "@"),
        ("a -@mo|e b", Kind.SAVED, "@mo", "@moe"),
    ],
)
def test_at_the_cursor_can_be_completed(typed, kind, word, replaced):
    cursor = typed.index("|")
    text = typed.replace("|", "")
    found = completing(text, cursor)
    assert found is not None
    assert (found.kind, found.typed, text[found.start : found.end]) == (kind, word, replaced)


@pytest.mark.parametrize(
    "typed",
    ["|", "|ti", "ti |", "zz|", "ha*|", "title:ha|", "title:(ha|", '"ha|', "=ha|", "/ha|", "a@|",
     "rank:|", "limit:1|", "tag:(a) gr|", "(b) AND) zz|", "page:Sep zz|", 'a"b"ha|', "=|", "(|",
     "titles|"],
)  # fmt: skip
def test_elsewhere_nothing_is_completed(typed):
    assert completing(typed.replace("|", ""), typed.index("|")) is None


def test_a_cursor_out_of_reach_completes_nothing():
    assert completing("ti", 9) is None
    assert completing("ti" * 2_000, 3_000) is None
