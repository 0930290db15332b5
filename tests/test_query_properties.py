"""What holds of every text and of every tree, tried on many."""

from __future__ import annotations

import datetime as dt

from hypothesis import given, settings
from hypothesis import strategies as some

from index.query.completing import completing
from index.query.field import Field
from index.query.parse import parse
from index.query.printing import to_text
from index.query.question import Sort
from index.query.resolving import resolve
from index.query.shape import all_of, any_of, leaves, none_of
from index.query.tree import (
    Added,
    Has,
    InRepo,
    Is,
    Like,
    Most,
    OfDay,
    OnPage,
    Phrase,
    Ranked,
    Regex,
    Saved,
    SeenOn,
    State,
    Substring,
    Tagged,
    Thing,
    WithId,
    Word,
)

TODAY = dt.date(2026, 9, 8)

PIECES = [
    *"()|-*:\"“.,?'<>=~/[]{}^+@\\\n\0",
    *["a", "graph", "é", "注意", "🙂", "ק", "\u202e", "\ud800", "\x1b[31m", "C++", "O(n^2)"],
    *[" OR ", " AND ", " NOT ", "OR", "--", "((", "…", "a b c d e f ", " what is it? "],
    *["title:", "abs:", "nosuch:", "is:read ", "has:", "tag:a,b ", 'page:"Sep 1"', "rank:<=10 "],
    *[
        "seen:>1 ",
        "repo:",
        "id:a,b ",
        "like:",
        "added:7d ",
        "day:2026-09..",
        "sort:new ",
        "limit:5 ",
    ],
    *[" /a+/ ", " /[/ ", "=", '="a b"', " @a ", "@b", "~1", "neur*", "netwrk~ ", '"a b"*'],
]
pieces = some.lists(some.sampled_from(PIECES), max_size=25).map("".join)
texts = some.one_of(some.text(max_size=60), pieces)

words = some.from_regex(r"[a-z0-9é注][a-z0-9é注'+#^-]{0,5}[a-z0-9+#]?", fullmatch=True)
names = some.from_regex(r"[a-z][a-z0-9-]{0,5}[a-z0-9]", fullmatch=True)
signs = some.characters(exclude_categories=["C", "Z"], exclude_characters='"“”„‟')
quoted = some.text(signs, min_size=1, max_size=8)
phrases = quoted.filter(lambda text: any(map(str.isalnum, text)))
fields = some.sampled_from([None, *Field])
days = some.none() | some.dates(dt.date(1000, 1, 1))
spans = some.tuples(days, days).filter(lambda span: None in span or span[0] <= span[1])
places = some.integers(0, 999_999)
ranges = some.tuples(places, some.none() | places).filter(lambda r: r[1] is None or r[0] <= r[1])
plain = some.builds(Word, words)
parts = some.one_of(
    plain,
    some.builds(Word, words, fields, prefix=some.just(True)),
    some.builds(Word, words, fields, typo=some.just(True)),
    some.builds(Phrase, phrases, fields, some.booleans()),
    some.builds(Substring, quoted, fields),
    some.builds(Regex, some.sampled_from(["a+", r"a\/b c", "(a|b)", "[[]"]), fields),
    some.builds(Like, words),
    some.builds(Saved, names),
    some.builds(Is, some.sampled_from(State)),
    some.builds(Has, some.sampled_from(Thing)),
    some.builds(Tagged, some.lists(names, max_size=3, unique=True).map(tuple)),
    some.builds(OnPage, quoted),
    some.builds(InRepo, words),
    some.builds(WithId, words),
    *(spans.map(lambda span, kind=kind: kind(*span)) for kind in (Added, OfDay)),
    *(ranges.map(lambda bounds, kind=kind: kind(*bounds)) for kind in (Ranked, SeenOn)),
    some.builds(Most, some.lists(plain, min_size=2, max_size=9).map(tuple)),
)
trees = some.recursive(
    parts,
    lambda some_trees: some.one_of(
        some.lists(some_trees, min_size=2, max_size=8).map(all_of),
        some.lists(some_trees, min_size=2, max_size=5).map(any_of),
        some_trees.map(none_of),
    ),
    max_leaves=15,
)

steady = settings(derandomize=True, deadline=None, max_examples=400, database=None)


@steady
@given(texts, some.integers(0, 60))
def test_no_text_fails_and_its_tree_printed_reads_as_the_same_tree(text, cursor):
    parse(text, typing=True)
    completing(text, cursor)
    tree = parse(text, today=TODAY).tree
    assert parse(to_text(tree)).tree == tree


@steady
@given(texts, some.booleans())
def test_notes_are_few_and_short(text, typing):
    notes = parse(text * 20, typing).notes
    assert len(notes) <= 5
    assert all(len(note) < 140 and "\n" not in note for note in notes)


@steady
@given(trees, some.none() | some.sampled_from(Sort), some.none() | some.integers(1, 999))
def test_a_tree_printed_reads_as_itself_in_the_same_order(tree, sort, limit):
    query = parse(to_text(tree, sort, limit))
    assert (query.tree, query.sort, query.limit) == (tree, sort, limit)
    assert query.notes == ()


@steady
@given(texts, some.dictionaries(some.sampled_from("abA"), pieces))
def test_saved_searches_are_put_in_place_whatever_they_hold(text, saved):
    query = resolve(parse(text + " @a"), saved.get, TODAY)
    assert not any(isinstance(leaf, Saved) for leaf in leaves(query.tree))
    assert len(query.notes) <= 5
    assert parse(to_text(query.tree)).tree == query.tree
