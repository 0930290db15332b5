"""Whatever is typed is a query, and a tree is a text again."""

from __future__ import annotations

import random

import pytest

from index.query.parse import parse
from index.query.printing import to_text
from index.query.shape import leaves
from index.query.tree import And, Everything, Most, OnPage, Phrase, Ranked, Regex, Word

PIECES = [
    *"()|-*:\"“”,.'<>=~/[]{}^+#\\@!? \t\n\0",
    *[
        "a",
        "graph",
        "OR",
        "AND",
        "NOT",
        "or",
        "title:",
        "abs:",
        "is:",
        "is:read",
        "has:code",
        "tag:",
    ],
    *[
        "tag:a,b",
        "tag:*",
        "page:",
        'page:"Sep 1"',
        "rank:",
        "rank:<=10",
        "rank:3..",
        "nosuch:",
        "x:",
    ],
    *[
        "self-attention",
        "O(n^2)",
        "C++",
        "10^5",
        "🙂",
        "注意力",
        "ק",
        "é",
        "\u202e",
        "\ud800",
        "\x1b[31m",
    ],
    *["   ", "--", "((", "))", '""', "…", "neur*", '"a b"*'],
]


def random_text(chance: random.Random) -> str:
    return "".join(chance.choices(PIECES, k=chance.randint(0, 25)))


@pytest.mark.parametrize("seed", range(20))
def test_no_text_fails_and_a_printed_tree_reads_as_the_same_tree(seed):
    chance = random.Random(seed)
    for _ in range(150):
        text = random_text(chance)
        parse(text, typing=True)
        tree = parse(text).tree
        assert parse(to_text(tree)).tree == tree, text


@pytest.mark.parametrize(
    "piece",
    ["(", ")", "((a", "a(", "-", "-(", "NOT ", '"', "“", "a OR ", "title:", "title:(", "tag:", "a ",
     "x:", "is:x ", "|", "*", "\0", "🙂", "()", "a()", "-(-a OR ", "'s", "title:-",
     "/a ", "/[/ ", "/((((/ ", "=", "=(", "@", "@a ", "~", "a~", "a~1", "day:x ", "added:1y ",
     "a(a(a)"],
)  # fmt: skip
def test_ten_thousand_characters_of_anything_are_read(piece):
    text = piece * (10_000 // len(piece))
    for typing in (False, True):
        tree = parse(text, typing).tree
        hash(tree)
    tree = parse(text[:500]).tree
    assert parse(to_text(tree)).tree == tree


def test_what_is_too_long_is_read_in_part_and_a_note_says_so():
    query = parse("a" * 10_000)
    assert query.tree == Word("a" * 2_000)
    assert query.notes == ("Only the first 2,000 characters were read.",)
    query = parse(" ".join(f"w{n}" for n in range(500)), typing=True)
    assert query.tree == Most(tuple(Word(f"w{n}") for n in range(200)))
    assert query.notes == (
        "Only the first 2,000 characters were read.",
        "Only the first 200 words and conditions were read.",
    )
    assert parse('"' + "a " * 5_000).notes == ("Only the first 2,000 characters were read.",)
    assert len(parse("\x1b[31m" * 10_000 + "a").notes) == 1


@pytest.mark.parametrize("field", ["repo", "id", "tag"])
def test_each_value_of_a_list_counts_as_a_condition(field):
    query = parse("a " + field + ":" + ",".join(f"n{n}" for n in range(300)))
    assert len(query.tree.parts) == 2
    values = getattr(query.tree.parts[1], "names", None) or query.tree.parts[1].parts
    assert len(values) == 199
    assert query.notes == ("Only the first 200 words and conditions were read.",)


@pytest.mark.parametrize(
    "text",
    ["like:a,b,c,d,e,f,g", "like:a,b,c like:d,e,f", "like:(a b c d e f)",
     " | ".join(f"like:{letter}" for letter in "abcdefg")],
)  # fmt: skip
def test_a_query_asks_for_more_like_a_few_papers_only(text):
    query = parse(text)
    assert [leaf.paper for leaf in leaves(query.tree)] == list("abcde")
    assert query.notes == ("Only the first 5 papers of “like:” were read.",)


@pytest.mark.parametrize("pattern", ["[[a]|[a||b]", r"\p{L}+", "[!-\ufffd]", "(?:ab){100}"])
def test_an_expression_is_read_as_the_module_reads_it_that_looks_for_it(pattern):
    assert parse(f"/{pattern}/").tree == Regex(pattern)
    assert parse(f"/{pattern}/").notes == ()


def nested(times: int, repeated: str) -> str:
    return "(" * times + "ab" + f"){repeated}" * times


@pytest.mark.parametrize(
    "pattern",
    ["a{99999999999}", "(?:(?:ab){999}){999}", "(?x)(?:(?:ab){999}) {999}", nested(60, "+"),
     "(?:(?:ab){999})(?#){999}", nested(12, "{3}"), nested(20, "{2,}")],
)  # fmt: skip
def test_an_expression_that_would_fill_the_memory_is_not_even_compiled(pattern):
    query = parse(f"/{pattern}/")
    assert "repeats too much" in query.notes[0]
    assert not isinstance(query.tree, Regex)


def test_many_expressions_repeat_no_more_than_one_may():
    query = parse(" ".join(f"/(?:ab){{{n}}}/" for n in range(400, 450)))
    assert 0 < sum(isinstance(leaf, Regex) for leaf in leaves(query.tree)) < 10
    assert "repeats too much" in query.notes[0]


@pytest.mark.parametrize("pattern", ["[", "a**", r"\p{Nosuch}", "(?<n", "(" * 200, r"\L<x>"])
def test_an_expression_that_does_not_compile_is_words_and_a_note(pattern):
    query = parse(f"x /{pattern}/")
    assert "is no regular expression" in query.notes[0]
    assert Word("x") in query.tree.parts if isinstance(query.tree, And) else query.tree == Word("x")


def test_brackets_deeper_than_fifty_are_flattened():
    deep = "(a OR " * 90 + "b" + ") c" * 90
    tree = parse(deep).tree
    assert "b" in to_text(tree)


def test_to_text_writes_what_cannot_be_typed_bare_in_quotes():
    assert parse(to_text(OnPage("a b|c"))).tree == OnPage("a b|c")
    assert parse(to_text(Ranked(1, 0))).tree == Ranked(1, 0)
    tree = parse('tag:"a|b"').tree
    assert parse(to_text(tree)).tree == tree


def test_to_text_writes_a_typed_word_as_the_word_it_is():
    assert to_text(parse("gra", typing=True).tree) == "gra"
    assert to_text(Everything()) == ""
    assert to_text(Phrase("a b", prefix=True)) == '"a b"*'
    assert to_text(Word("neur", prefix=True)) == "neur*"


def test_to_text_writes_a_list_so_that_it_is_not_taken_for_a_sentence():
    tree = parse("(a b c) OR d OR e OR f").tree
    assert to_text(tree) == "a b c | d | e | f"
    assert parse(to_text(tree)).tree == tree
    tree = parse("(a b c) AND d AND e AND f").tree
    assert to_text(tree) == "a AND b AND c AND d AND e AND f"
    assert parse(to_text(tree)).tree == tree
