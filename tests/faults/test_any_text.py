"""Whatever a text holds, what is made of it is sound: pages, queries, links, tags, names."""

from __future__ import annotations

import time

from hypothesis import given, settings
from hypothesis import strategies as some

from index.errors import WrongUse
from index.links import find_links
from index.query.names import search_name
from index.query.parse import parse
from index.query.printing import to_text
from index.tagnames import tag_name
from index.text import clean, one_line
from tests.faults.sizes import times
from tests.faults.tally import TALLY
from tests.fuzz import pages, queries
from tests.fuzz import texts as any_texts
from tests.test_query_properties import trees

often = settings(max_examples=times(200, 5_000))
seldom = settings(max_examples=times(40, 1_000))
joined = some.lists(some.sampled_from(["\0", *map(" {} ".format, any_texts.WORDS)]), max_size=8)


@often
@given(any_texts.addresses)
def test_links_are_addresses_and_are_found_again_among_themselves(text):
    pages.check_links(text)
    links = find_links(text)
    assert set(find_links("\n".join(link.url for link in links))) == set(links)
    assert find_links(clean(text)) == find_links(clean(clean(text)))
    TALLY.made("any text, read for links")


@seldom
@given(some.lists(some.sampled_from(any_texts.ADDRESSES + any_texts.MARKS), min_size=1, max_size=4))
def test_links_in_a_text_twice_as_long_take_twice_as_long(parts):
    text = "".join(parts)
    assert seconds_for(text, 40_000) < 0.1 + 8 * seconds_for(text, 10_000)
    TALLY.made("any piece of a link, ten thousand times over")


def seconds_for(text: str, size: int) -> float:
    large = (text * (size // len(text) + 1))[:size]
    took = []
    for _ in range(2):  # a processor that is shared may be slow at one of them
        begun = time.thread_time()
        find_links(large)
        took.append(time.thread_time() - begun)
    return min(took)


@often
@given(any_texts.pages() | some.binary(max_size=400))
def test_any_bytes_are_read_as_a_page(raw):
    pages.check(raw)
    TALLY.made("any bytes, read as a page")


@often
@given(some.one_of(any_texts.texts, joined.map("".join)))
def test_any_text_is_read_as_a_query(text):
    queries.check(text.encode("utf-8", "surrogatepass"))
    TALLY.made("any text, read as a query")


@often
@given(trees)
def test_any_tree_is_read_again_as_it_was_written(tree):
    assert parse(to_text(tree)).tree == tree
    TALLY.made("any tree, written as a query")


@often
@given(any_texts.texts)
def test_a_tag_and_the_name_of_a_search_are_kept_as_they_will_be_read_again(text):
    for name_of in (tag_name, search_name):
        try:
            name = name_of(text)
        except WrongUse as refusal:
            said = str(refusal)
            assert clean(said) == said
            continue
        assert name_of(name) == name
        assert one_line(name) == name
        assert 0 < len(name) <= 64
    TALLY.made("any text, as a tag and as a name")
