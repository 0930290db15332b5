"""What the search box offers where: fields, their values, and what the library holds."""

from __future__ import annotations

import pytest

from index.store.rows import PageReport, SavedSearch, TagCount
from reader.completing import MOST, offer_at
from reader.completions import Known, Offer


def a_report(page: str, label: str | None) -> PageReport:
    return PageReport(page, label, None, False, 3, 3, 0, 0, {}, ())


KNOWN = Known(
    tags=[TagCount("to-read", 9), TagCount("graphs", 4), TagCount("read-twice", 1)],
    pages=[
        a_report("2026-09-08.txt", "Sep 8"),
        a_report("morning.txt", "Sep 1"),
        a_report("evening.txt", "Sep 1"),
        a_report("loose leaves.txt", None),
    ],
    saved=[SavedSearch("calm", "panels -video"), SavedSearch("routes", "route OR router")],
)


def offered(query: str, known: Known = KNOWN) -> Offer | None:
    return offer_at(query, len(query), known)


def texts(query: str) -> list[str]:
    """The query as each of the candidates would have it."""
    offer, found = offered(query), []
    while offer and offer.chosen != len(offer.candidates) - 1:
        offer = offer.taken()
        found.append(offer.query)
    return found


@pytest.mark.parametrize(
    ("query", "becomes"),
    [
        ("ta", ["tag:"]),
        ("graph -TA", ["graph -tag:"]),
        ("is:b", ["is:bookmarked"]),
        ("has:", ["has:code", "has:link", "has:note"]),
        ("tag:gr", ["tag:graphs"]),
        ("tag:read", ["tag:read-twice", "tag:to-read"]),
        ("tag:graphs,to", ["tag:graphs,to-read"]),
        ("page:Sep", ['page:"Sep 8"', "page:morning.txt", "page:evening.txt"]),
        ('page:"Sep', ['page:"Sep 8"', "page:morning.txt", "page:evening.txt"]),
        ("page:08", ['page:"Sep 8"']),
        ("page:lo", ['page:"loose leaves.txt"']),
        ("graph @", ["graph @calm", "graph @routes"]),
        ("@ro", ["@routes"]),
        ("@Ｒo", ["@routes"]),
        ("graph sort:n", ["graph sort:new"]),
        ("tag:r", ["tag:read-twice"]),
        ("day:", ["day:today", "day:yesterday", "day:7d", "day:1m", "day:1y"]),
    ],
)
def test_a_query_goes_on_with_what_there_is(query: str, becomes: list[str]) -> None:
    assert sorted(texts(query)) == sorted(becomes)
    assert texts(query)[0] == becomes[0]


@pytest.mark.parametrize(
    "query",
    ["", "t", "graph", "graph ", "tag:nosuch", "is:bookmarked", "@calm", "title:gra", '"ta'],
)
def test_nothing_is_offered_where_nothing_fits_or_all_is_typed(query: str) -> None:
    assert offered(query) is None


@pytest.mark.parametrize("cursor", [len("tag:g"), len("tag:gr")])
def test_the_place_may_be_within_the_query(cursor: int) -> None:
    offer = offer_at("tag:gr is:unread", cursor, KNOWN)
    assert offer is not None
    assert offer.tail == ""
    assert offer.taken().query == "tag:graphs is:unread"
    assert offer.taken().end == len("tag:graphs")


def test_what_goes_on_as_typed_stands_behind_the_cursor_and_else_in_the_list() -> None:
    one, other = offered("tag:gr"), offered("page:08")
    assert one is not None
    assert other is not None
    assert (one.tail, one.is_listed) == ("aphs", False)
    assert (other.tail, other.is_listed) == ("", True)


def test_a_name_says_what_it_stands_for() -> None:
    offer = offered("@ca")
    assert offer is not None
    assert [c.gloss for c in offer.candidates] == ["panels -video"]


def test_of_many_thousand_tags_a_few_are_offered() -> None:
    many = Known(tags=[TagCount(f"tag-{n}", n) for n in range(20_000)])
    offer = offered("tag:tag-", many)
    assert offer is not None
    assert len(offer.candidates) == MOST
