"""What can be typed, and what it means."""

from __future__ import annotations

import pytest

from index.query.field import Field
from index.query.language import FIELDS, LANGUAGE
from index.query.parse import parse
from index.query.question import Sort
from index.query.shape import patterns_in, sought, words_in
from index.query.tree import (
    And,
    Everything,
    Has,
    InRepo,
    Is,
    Like,
    Most,
    Not,
    OnPage,
    Or,
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
        ("rank:(<=3 OR >50)", Or((Ranked(1, 3), Ranked(51)))),
        ("seen:>1", SeenOn(2)),
        ("seen:2..3", SeenOn(2, 3)),
        ("seen:1", SeenOn(1, 1)),
        ("repo:naver", InRepo("naver")),
        ("repo:a/b,c", Or((InRepo("a/b"), InRepo("c")))),
        ("repo:https://github.com/a/b/", InRepo("a/b")),
        ("repo:*", Has(Thing.CODE)),
        ("id:7HLW", WithId("7hlw")),
        ("id:a,b", Or((WithId("a"), WithId("b")))),
        ("like:7hlw", Like("7hlw")),
        ("@moe", Saved("moe")),
        ("-@to-read, a", And((Not(Saved("to-read")), A))),
        ("a @", A),
        ("a@b", Word("a@b")),
        ("netwrk~", Word("netwrk", typo=True)),
        ("netwrk~1", Word("netwrk", typo=True)),
        ("title:netwrk~*", Word("netwrk", TITLE, typo=True)),
        ("~a", A),
        ("=aB.", Substring("aB.")),
        ("=f(x)", Substring("f(x)")),
        ('="a b"', Substring("a b")),
        ('=" in "', Substring(" in ")),
        ("-title:=a", Not(Substring("a", TITLE))),
        ("=->", Substring("->")),
        ('= =""', Everything()),
        ("a = b", And((A, B))),
        ("/a+/", Regex("a+")),
        ("abs:/a b|c/", Regex("a b|c", ABSTRACT)),
        (r"(/a\/b/|-/[[]c/)", Or((Regex(r"a\/b"), Not(Regex("[[]c"))))),
        ("a/b /c", And((Word("a/b"), C))),
        ("/a / b", And((A, B))),
        ("/usr/bin/python", Word("usr/bin/python")),
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


def sentence(text: str) -> Most:
    return Most(tuple(map(Word, text.split())))


def test_six_plain_words_are_a_sentence_in_which_or_and_not_are_words():
    query = parse("what to read OR do with this - now NOT later")
    assert query.tree == sentence("what to read or do with this now not later")
    assert query.notes == (
        "Read as a sentence, its OR and NOT as words; | and - join and leave out.",
    )


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("a b c d e f", sentence("a b c d e f")),
        ("(a, b) c d: e (f)", sentence("a b c d e f")),
        ("why does a fail?", sentence("why does a fail")),
        ("a? b has:code", And((sentence("a b"), Has(Thing.CODE)))),
        ("a?", A),
        ("has:code a b c d e f", And((Has(Thing.CODE), sentence("a b c d e f")))),
        ("a b c d e f -is:read", And((sentence("a b c d e f"), Not(Is(State.READ))))),
        ("a b c OR d e f NOT is:read", And((sentence("a b c or d e f"), Not(Is(State.READ))))),
        ('a b "c d" e f g h -z', And((sentence("a b e f g h"), Phrase("c d"), Not(Word("z"))))),
        ("(a OR b) c d e f g h", And((Or((A, B)), sentence("c d e f g h")))),
        ("(a b c d e f) AND g", And((sentence("a b c d e f"), Word("g")))),
        ("(a b c d e f) | g", Or((sentence("a b c d e f"), Word("g")))),
        ("a b c d e f | g", Or((And(tuple(map(Word, "abcdef"))), Word("g")))),
        ("a AND b AND c AND d AND e AND f", And(tuple(map(Word, "abcdef")))),
        ("title:(a b c d e f)", And(tuple(Word(word, TITLE) for word in "abcdef"))),
        ("a b c d e f*", And((*map(Word, "abcde"), Word("f", prefix=True)))),
        ("a b c d e f~", And((*map(Word, "abcde"), Word("f", typo=True)))),
    ],
)
def test_plain_words_are_a_sentence_from_six_on_or_in_a_question_unless_operators_join_them(
    text, tree
):
    query = parse(text)
    assert query.tree == tree
    assert list(words_in(tree)) == list(words_in(query.tree))


def test_what_is_quoted_in_a_long_pasted_text_need_not_stand_there_as_it_is():
    said = " ".join(f"word{number}" for number in range(19))
    quoted = f'{said} "two, or NOT" title:"as it is" end'
    assert parse(quoted).tree == And(
        (sentence(f"{said} two or not end"), Phrase("as it is", TITLE))
    )
    fewer = quoted.replace("word0 ", "")
    assert Phrase("two, or NOT") in parse(fewer).tree.parts


@pytest.mark.parametrize("text", ["(LSTM)-based", "the (LSTM)-based", "(LSTM)--based"])
def test_a_hyphen_behind_a_bracket_is_no_minus(text):
    words = [leaf.text for leaf in words_in(parse(text).tree)]
    assert words == [word for word in ("the", "LSTM", "based") if word in text]
    assert not any(isinstance(part, Not) for part in parse(text).tree.parts)


def test_the_last_word_of_a_sentence_being_typed_may_go_on():
    tree = parse("a b c d e f", typing=True).tree
    assert tree == Most((*map(Word, "abcde"), Word("f", prefix=True, typed=True)))


def test_a_pasted_abstract_is_a_sentence():
    text = (
        'We ask: can a "wide" terminal (80 columns or more) hold every title? Results of 12 '
        "readers, i.e. those that finished, say so; in ~5% of cases a/b tests, e.g. on O(n) "
        "lists, do NOT."
    )
    tree = parse(text).tree
    assert isinstance(tree, And | Most)
    most = tree if isinstance(tree, Most) else tree.parts[0]
    assert isinstance(most, Most)
    assert len(most.parts) > 25


def test_a_long_list_joined_by_or_is_no_sentence():
    assert parse("a OR b OR c OR d OR e OR f").tree == Or(tuple(map(Word, "abcdef")))


def test_among_a_minus_and_many_words_or_is_an_operator():
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
        ('tag:"a b', Tagged(("a-b",)), "The quote was not closed: read to the end."),
        ("/[/", Everything(), "“/[/” is no regular expression: left out."),
        (
            "title:/[a OR -b:c./",
            And((Word("a", TITLE), Word("or", TITLE), Word("b", TITLE), Word("c", TITLE))),
            "“/[a OR -b:c./” is no regular expression: searched as words.",
        ),
        (
            f"/{'a' * 201}/",
            Word("a" * 201),
            f"“/{'a' * 29}…/” is longer than 200 characters: searched as words.",
        ),
        (
            "seen:x",
            Everything(),
            "“seen:x” left out: seen: takes a number of pages such as 2, 2..5, >1 or <=3.",
        ),
        ("sort:size a", A, "“sort:size” left out: sort: takes relevance, new, title, rank, seen."),
        ("limit:0 a", A, "“limit:0” left out: limit: takes a number from 1 on, such as 50."),
        ("limt:5", Word("5"), "No field “limt”: did you mean limit:? Searched as words."),
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
        ("rank:1.", Everything()),
        ("seen:>", Everything()),
        ("added:7", Everything()),
        ("added:2026-", Everything()),
        ("sort:r", Everything()),
        ("sort:ne", Everything()),
        ("limit:", Everything()),
        ("@mo", Saved("mo")),
        ("/re+", Word("re+", prefix=True, typed=True)),
        ("=gr", Substring("gr")),
        ('="a gr', Substring("a gr")),
        ('tag:"a gr', Tagged(("a-gr",))),
        ("netwrk~", Word("netwrk", typo=True)),
        ("a OR", A),
    ],
)
def test_the_word_being_typed_may_go_on(text, tree):
    assert parse(text, typing=True).tree == tree
    assert parse(text, typing=True).notes == ()


def test_sought_words_are_those_not_left_out():
    assert list(sought(parse('a (b OR "c d") -e is:read').tree)) == [A, B, Phrase("c d")]


def test_sought_patterns_are_those_not_left_out():
    tree = parse("=a (/b/ OR c) -=d -(e title:/f/)").tree
    assert list(patterns_in(tree)) == [Substring("a"), Regex("b")]


def test_sort_and_limit_say_how_and_not_which():
    query = parse("(a sort:new) OR limit:5")
    assert (query.tree, query.sort, query.limit) == (A, Sort.NEW, 5)
    assert query.notes == ()
    assert (parse("a").sort, parse("a").limit) == (None, None)
    assert parse("sort:ti", typing=True).sort is Sort.TITLE
    assert parse("a sort:NEW").sort is Sort.NEW


def test_of_several_orders_and_limits_the_last_counts_and_a_note_says_so():
    query = parse("sort:new limit:5 sort:rank limit:50")
    assert (query.sort, query.limit) == (Sort.RANK, 50)
    assert query.notes == (
        "It asks for several orders: the last, sort:rank, counts.",
        "It asks for several limits: the last, limit:50, counts.",
    )
    assert parse("sort:new sort:new").notes == ()


def test_every_field_is_taught():
    taught = " ".join(f"{idiom.syntax} {idiom.example}" for idiom in LANGUAGE)
    assert [name for name in FIELDS if f"{name}:" not in taught] == ["abstract"]


def test_every_example_of_the_language_is_understood():
    for idiom in LANGUAGE:
        query = parse(idiom.example)
        assert query.notes == ()
        assert query.tree != Everything()


@pytest.mark.parametrize("text", ["why is grokking slow", "When do residual networks fail"])
def test_four_words_that_begin_as_a_question_does_are_a_sentence(text: str) -> None:
    assert parse(text).tree == Most(tuple(map(Word, text.split())))


def test_three_words_are_no_question_without_its_mark() -> None:
    assert isinstance(parse("how models learn").tree, And)
