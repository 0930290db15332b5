"""Saved searches within a query: "@name"."""

from __future__ import annotations

import datetime as dt

import pytest

from index.query.parse import parse
from index.query.question import Sort
from index.query.resolving import resolve
from index.query.shape import leaves
from index.query.tree import Added, And, Everything, Like, Most, Not, Or, Saved, Word

A, B, C = Word("a"), Word("b"), Word("c")


def resolved(text: str, typing: bool = False, **saved: str):
    return resolve(parse(text, typing), saved.get, dt.date(2026, 9, 8))


@pytest.mark.parametrize(
    ("text", "saved", "tree"),
    [
        ("@x", {"x": "a b"}, And((A, B))),
        ("@x c", {"x": "a OR b"}, And((Or((A, B)), C))),
        ("-@x", {"x": "a b"}, Not(And((A, B)))),
        ("-@x", {"x": "-a"}, A),
        ("@x | c", {"x": "a OR b"}, Or((A, B, C))),
        ("@x @x", {"x": "a"}, And((A, A))),
        ("@x", {"x": "@y c", "y": "a"}, And((A, C))),
        ("@x g", {"x": "a b c d e f"}, And((Most(tuple(map(Word, "abcdef"))), Word("g")))),
        ("@x a", {"x": "added:7d"}, And((Added(dt.date(2026, 9, 1)), A))),
        ("@x", {"x": ""}, Everything()),
        ("a -@x", {"x": ""}, A),
    ],
)
def test_a_name_stands_for_what_is_saved_under_it(text, saved, tree):
    query = resolved(text, **saved)
    assert query.tree == tree
    assert query.notes == ()


def test_a_name_under_which_nothing_is_saved_is_left_out_and_said():
    query = resolved("a @nosuch")
    assert query.tree == A
    assert query.notes == ("“@nosuch” is not saved: left out.",)


def test_a_name_still_being_typed_is_not_missed():
    assert resolved("a @nosu", typing=True).notes == ()
    assert resolved("a @nosu ", typing=True).notes == ("“@nosu” is not saved: left out.",)
    assert resolved("@x", typing=True, x="a").tree == A


def test_a_search_that_holds_itself_is_left_out_of_itself():
    assert resolved("@a", a="@a").tree == Everything()
    query = resolved("@a c", a="@b a", b="@A b")
    assert query.tree == And((B, A, C))
    assert query.notes == ("“@A” holds itself: left out.",)


def test_a_search_that_holds_itself_is_known_however_its_name_is_written():
    query = resolved("@foo", foo="@Ｆoo a")
    assert query.tree == A
    assert query.notes == ("“@Ｆoo” holds itself: left out.",)
    assert resolved("@Ｆoo @FOO", foo="a").tree == And((A, A))


def test_names_that_grow_without_end_are_left_out_at_some_point():
    saved = {f"n{place}": f"@n{place + 1} @n{place + 1}" for place in range(40)} | {"n40": "a b c"}
    query = resolved("@n0", **saved)
    assert sum(1 for _ in leaves(query.tree)) <= 1_000
    assert "makes the search too large: left out." in query.notes[0]


def test_saved_searches_ask_for_more_like_a_few_papers_only():
    query = resolved("like:p @x @y @z", x="like:q,r,s,t", y="like:u", z="a")
    assert [leaf.paper for leaf in leaves(query.tree) if isinstance(leaf, Like)] == list("pqrst")
    assert A in query.tree.parts
    assert query.notes == ("“@y” makes the search too large: left out.",)


def test_trees_do_not_grow_deeper_than_can_be_walked():
    saved = {f"n{place}": "(a OR (b " * 20 + f"-(@n{place + 1} c)" for place in range(20)}
    query = resolved("@n0", **saved, n20="a")
    assert any("makes the search too large" in note for note in query.notes)
    hash(query.tree)


def test_a_long_chain_of_names_ends_with_a_note():
    saved = {f"n{place}": f"@n{place + 1}" for place in range(900)}
    query = resolved("a @n0", **saved, n900="b")
    assert query.tree == A
    assert len(query.notes) == 1
    assert "makes the search too large: left out." in query.notes[0]
    assert resolved("@n800", **saved, n900="b").tree == B


def test_a_saved_search_brings_its_order_and_limit_unless_the_query_has_its_own():
    query = resolved("@x", x="a sort:new limit:5")
    assert (query.sort, query.limit) == (Sort.NEW, 5)
    query = resolved("@x sort:rank limit:9", x="a sort:new limit:5")
    assert (query.sort, query.limit) == (Sort.RANK, 9)
    query = resolved("@x @y", x="@z sort:new", y="limit:3", z="sort:title")
    assert (query.sort, query.limit) == (Sort.NEW, 3)


def test_how_a_saved_search_was_read_is_said_as_well():
    assert resolved("@x", x="titel:a").notes == (
        "No field “titel”: did you mean title:? Searched as words.",
    )


def test_a_query_without_names_stays_as_it_is():
    query = parse("a b")
    assert resolve(query, {}.get) is query
    assert parse("@x").tree == Saved("x")
