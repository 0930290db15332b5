"""What can be typed, and what it means."""

from __future__ import annotations

import pytest

from index.query.field import Field
from index.query.language import LANGUAGE
from index.query.parse import parse
from index.query.shape import sought
from index.query.tree import (
    And,
    Everything,
    Has,
    Is,
    Most,
    Not,
    OnPage,
    Or,
    Phrase,
    Ranked,
    State,
    Tagged,
    Thing,
    Word,
)

A, B, C = Word("a"), Word("b"), Word("c")
TITLE, ABSTRACT = Field.TITLE, Field.ABSTRACT


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("", Everything()),
        ("  \t\n ", Everything()),
        ("a b", And((A, B))),
        ("a AND b", And((A, B))),
        ("a a", And((A, A))),
        ("a OR b", Or((A, B))),
        ("a | b | c", Or((A, B, C))),
        ("a|b", Or((A, B))),
        ("a b OR c", Or((And((A, B)), C))),
        ("a OR b -c", Or((A, And((B, Not(C)))))),
        ("(a OR b) c", And((Or((A, B)), C))),
        ("a (b c)", And((A, B, C))),
        ("NOT a", Not(A)),
        ("-a", Not(A)),
        ("-(a b)", Not(And((A, B)))),
        ("NOT NOT a", A),
        ("-(-a)", A),
        ("-()", Everything()),
        ("a OR", A),
        ("OR a", A),
        ("NOT", Everything()),
        ("a AND NOT", A),
        ("a - b", And((A, B))),
        ("a -", A),
        ("--a", A),
        ("-* a", A),
        ("or not and", And((Word("or"), Word("not"), Word("and")))),
        ("neur*", Word("neur", prefix=True)),
        ("a, b.", And((A, B))),
        ('"a b"', Phrase("a b")),
        ("“a b” c", And((Phrase("a b"), C))),
        ('"a b"*', Phrase("a b", prefix=True)),
        ('a"b c"', And((A, Phrase("b c")))),
        ('"', Everything()),
        ('""', Everything()),
        ("title:a", Word("a", TITLE)),
        ("TITLE:a", Word("a", TITLE)),
        ("abs:a*", Word("a", ABSTRACT, prefix=True)),
        ('title:"a b"', Phrase("a b", TITLE)),
        ("title:(a OR b)", Or((Word("a", TITLE), Word("b", TITLE)))),
        ("title:(a abs:b)", And((Word("a", TITLE), Word("b", ABSTRACT)))),
        ("title:-a", Not(Word("a", TITLE))),
        ("-title:a", Not(Word("a", TITLE))),
        ("title: a", A),
        ("title:)", Everything()),
        ("abs:OR a", A),
        ("((((a", A),
        ("a)) b", And((A, B))),
        ("is:bookmarked", Is(State.BOOKMARKED)),
        ("is:UNREAD", Is(State.UNREAD)),
        ("is:(read OR noted)", Or((Is(State.READ), Is(State.NOTED)))),
        ("has:code", Has(Thing.CODE)),
        ("has:links", Has(Thing.LINK)),
        ("tag:a,b", Tagged(("a", "b"))),
        ("tag:a,,a", Tagged(("a",))),
        ('tag:"To Read",#MoE', Tagged(("to-read", "moe"))),
        ("tag:*", Tagged()),
        ("-tag:*", Not(Tagged())),
        ("tag:(a OR b)", Or((Tagged(("a",)), Tagged(("b",))))),
        ("tag:", Everything()),
        ("page:000", OnPage("000")),
        ('page:"Sep 1"', OnPage("Sep 1")),
        ("rank:3", Ranked(3, 3)),
        ("rank:=3", Ranked(3, 3)),
        ("rank:1..5", Ranked(1, 5)),
        ("rank:5..1", Ranked(1, 5)),
        ("rank:..5", Ranked(1, 5)),
        ("rank:5..", Ranked(5)),
        ("rank:<=10", Ranked(1, 10)),
        ("rank:≤10", Ranked(1, 10)),
        ("rank:<5", Ranked(1, 4)),
        ("rank:<1", Ranked(1, 0)),
        ("rank:>20", Ranked(21)),
        ("rank:>=20", Ranked(20)),
    ],
)
def test_a_query_means(text, tree):
    assert parse(text).tree == tree
    assert parse(text).notes == ()


@pytest.mark.parametrize(
    "word",
    [
        "self-attention",
        "k-Sparse",
        "W-2",
        "O(n^2)",
        "C++",
        "10^5",
        "R",
        "f(g(x))",
        "x_1",
        "é",
        "注意",
    ],
)
def test_signs_inside_a_word_belong_to_it(word):
    assert parse(word).tree == Word(word)


def test_a_bracket_that_a_word_does_not_close_opens_a_group():
    assert parse("a(b OR c").tree == And((A, Or((B, C))))


def test_an_address_is_one_word():
    assert parse("https://github.com/a/b").tree == Word("https://github.com/a/b")


def test_a_title_with_a_colon_is_words():
    query = parse("Attention: a b")
    assert query.tree == And((Word("Attention"), A, B))
    assert query.notes == ()


def test_six_plain_words_are_a_sentence_in_which_or_and_not_are_words():
    query = parse("what to read OR do with this - now NOT later")
    assert query.tree == Most(
        tuple(map(Word, ["what", "to", "read", "or", "do", "with", "this", "now", "not", "later"]))
    )
    assert query.notes == (
        "Read as a sentence, its OR and NOT as words; | and - join and leave out.",
    )


def test_a_long_list_joined_by_or_is_no_sentence():
    assert parse("a OR b OR c OR d OR e OR f").tree == Or(tuple(map(Word, "abcdef")))


def test_words_with_a_minus_are_no_sentence_however_many():
    assert Not(C) in parse("a b d e f g OR -c").tree.parts[1:]


@pytest.mark.parametrize(
    ("text", "tree", "note"),
    [
        ("titel:a", A, "No field “titel”: did you mean title:? Searched as words."),
        ("zzzz:a", A, "No field “zzzz”. Searched as words."),
        ("is:blue a", A, "“is:blue” left out: is: takes bookmarked, read, unread, tagged, noted."),
        ("has:x", Everything(), "“has:x” left out: has: takes code, link, note."),
        (
            "rank:<=x",
            Everything(),
            "“rank:<=x” left out: rank: takes a place such as 3, 1..5, <=10 or >20.",
        ),
        ("tag:##", Everything(), "“tag:##” left out: a tag holds letters or digits."),
        ('"a b', Phrase("a b"), "The quote was not closed: read to the end."),
        ("🙂 a", A, "“🙂” holds no letter or digit: left out."),
    ],
)
def test_what_does_not_fit_is_said(text, tree, note):
    assert parse(text).tree == tree
    assert parse(text).notes == (note,)


def test_notes_are_few_and_short_whatever_is_typed():
    notes = parse(" ".join(f"is:{'x' * 90}{n}" for n in range(500))).notes
    assert 0 < len(notes) <= 5
    assert all(len(note) < 140 for note in notes)


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("gra", Word("gra", prefix=True, typed=True)),
        ("gra ", Word("gra")),
        ("gra*", Word("gra", prefix=True)),
        ("gra.", Word("gra")),
        ("a gra", And((A, Word("gra", prefix=True, typed=True)))),
        ("title:gra", Word("gra", TITLE, prefix=True, typed=True)),
        ("title:", Everything()),
        ("(a", A.__class__("a", prefix=True, typed=True)),
        ("(a)", A),
        ('"a gra', Phrase("a gra", prefix=True)),
        ('"a ', Phrase("a")),
        ('"a"', Phrase("a")),
        ("-gra", Not(Word("gra"))),
        ("is:b", Is(State.BOOKMARKED)),
        ("is:", Everything()),
        ("is:t", Is(State.TAGGED)),
        ("has:c", Has(Thing.CODE)),
        ("tag:#", Everything()),
        ("rank:<", Everything()),
        ("a OR", A),
    ],
)
def test_the_word_being_typed_may_go_on(text, tree):
    assert parse(text, typing=True).tree == tree
    assert parse(text, typing=True).notes == ()


def test_sought_words_are_those_not_left_out():
    assert list(sought(parse('a (b OR "c d") -e is:read').tree)) == [A, B, Phrase("c d")]


def test_every_example_of_the_language_is_understood():
    for idiom in LANGUAGE:
        query = parse(idiom.example)
        assert query.notes == ()
        assert query.tree != Everything()
