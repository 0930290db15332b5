"""What holds of any bytes that are read as a query, and of all that is made of them."""

from __future__ import annotations

import datetime as dt
from zlib import crc32

from index.errors import WrongUse
from index.query.completing import completing
from index.query.lexer import QUOTES
from index.query.names import canonical, search_name
from index.query.parse import MOST_CHARACTERS, MOST_TERMS, Query, parse
from index.query.printing import to_text
from index.query.resolving import resolve
from index.query.shape import leaves, needs_index, patterns_in, sought, words_in
from index.query.spans import span_of
from index.query.tree import And, Everything, Like, Most, Not, Or, Saved, Tagged, Tree
from index.text import one_line
from tests.fuzz.clock import within

TODAY = dt.date(2026, 9, 8)
SECONDS = 1.0  # for 512 bytes: a hundred times what they take
_MOST_MODELS = 5
_LARGE = 20_000  # characters: ten times what is read of a query
_RARELY = 32


def check(raw: bytes) -> None:
    """Raise AssertionError where something does not hold of these bytes.

    What stands behind the first and the second NUL is saved, as "@a" and as "@b".
    """
    text, *saved = raw.decode("utf-8", "surrogateescape").split("\0", 2)
    with within(SECONDS):
        query = parse(text, today=TODAY)
        check_query(query)
        check_printed(query)
        check_typing(text)
        check_saved(text, dict(zip("ab", saved, strict=False)))
        check_name(text[:80])
    if crc32(raw) % _RARELY == 0 and text:
        assert parse(text, today=TODAY) == query
        large = text * (_LARGE // len(text) + 1)
        with within(2 * SECONDS):
            check_query(parse(large, today=TODAY))
            completing(large, min(len(large), 1_999))


def check_query(query: Query) -> None:
    """Its tree is in its plainest form and its notes have room in a line."""
    assert len(query.notes) <= 5
    for note in query.notes:
        assert one_line(note) == note
        assert len(note) < 140
    assert query.limit is None or query.limit > 0
    hash(query.tree)
    check_plainest(query.tree)
    found = list(leaves(query.tree))
    assert len(found) <= MOST_CHARACTERS // 2  # what is quoted may come to be words: "a b c"
    assert sum(isinstance(leaf, Like) for leaf in found) <= _MOST_MODELS
    words = list(words_in(query.tree))
    assert set(sought(query.tree)) <= set(words)
    assert all(any(map(str.isalnum, word.text)) for word in words)
    assert needs_index(query.tree) or not words
    list(patterns_in(query.tree))
    for leaf in found:
        if isinstance(leaf, Tagged):
            assert all(leaf.names)


def check_plainest(tree: Tree) -> None:
    """Nothing in it is nested or doubled, and nothing in a part says nothing."""
    match tree:
        case And(parts) | Or(parts) | Most(parts):
            assert len(parts) > 1
            for part in parts:
                assert not isinstance(part, Everything)
                assert type(part) is not type(tree)
                check_plainest(part)
        case Not(part):
            assert not isinstance(part, Not | Everything)
            check_plainest(part)


def check_printed(query: Query) -> None:
    """Written as text and read again it is the same query."""
    text = to_text(query.tree, query.sort, query.limit)
    if len(text) > MOST_CHARACTERS:
        return
    again = parse(text, today=TODAY)
    assert (again.tree, again.sort, again.limit) == (query.tree, query.sort, query.limit), text


def check_typing(text: str) -> None:
    """A query being typed is one as well, and what completes it stands where the cursor is."""
    query = parse(text, typing=True, today=TODAY)
    check_query(query)
    to_text(query.tree)
    span_of(text, TODAY)
    for cursor in {0, 1, len(text) // 2, len(text) - 1, len(text), len(text) + 1}:
        begun = completing(text, cursor)
        if begun is not None:
            assert 0 <= begun.start <= cursor <= begun.end <= len(text)
            assert begun.typed == text[begun.start : cursor].strip(QUOTES)


def check_saved(text: str, saved: dict[str, str]) -> None:
    """With what is saved put in, no name is left, and it is no larger than one may be."""
    query = resolve(parse(text + " @a", today=TODAY), saved.get, TODAY)
    found = list(leaves(query.tree))
    assert not any(isinstance(leaf, Saved) for leaf in found)
    assert sum(isinstance(leaf, Like) for leaf in found) <= _MOST_MODELS
    assert len(query.notes) <= 5
    check_plainest(query.tree)
    values = sum(len(leaf.names) if isinstance(leaf, Tagged) else 1 for leaf in found)
    if values < MOST_TERMS:  # more are not read of a query, and saved searches may come to more
        check_printed(query)


def check_name(text: str) -> None:
    """What can be the name of a saved search is found under it, however it is written."""
    kept = canonical(text)
    try:
        name = search_name(text)
    except WrongUse:
        return
    assert name == kept == canonical(name) == search_name(name)
    assert parse(f"@{text.strip().removeprefix('@')}").tree
    assert parse(f"@{name}").tree == Saved(name)
