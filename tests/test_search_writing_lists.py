"""Posting lists made by sorting hold what counting one by one gives."""

from __future__ import annotations

from collections import Counter

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from index.search.bulk.lists import HeldNames, counted, once, ranks

WORDS = 140_000
"""More than fit into the lower half of a key."""

NAMES = HeldNames([f"{number:x}é"[::-1] for number in range(WORDS)])
numbers = st.one_of(st.integers(0, 9), st.integers(0, WORDS - 1))
runs = st.lists(st.tuples(numbers, st.integers(0, 65_535)), max_size=40)


def run_of(pairs):
    numbers, places = zip(*pairs, strict=True) if pairs else ((), ())
    return np.array(numbers, np.int32), np.array(places, np.uint16)


def held(lists):
    return {
        name: list(zip(lists.places[a:b].tolist(), lists.times[a:b].tolist(), strict=True))
        for name, a, b in zip(terms_of(lists), lists.starts, lists.ends, strict=True)
    }


def terms_of(lists):
    return lists.terms(slice(None))


def one_by_one(pairs):
    found = {}
    for (number, place), times in sorted(Counter(pairs).items()):
        found.setdefault(NAMES[number].encode(), []).append((place, times))
    return found


@given(runs)
def test_lists_are_what_counting_one_by_one_gives(pairs):
    lists = counted([run_of(pairs)], NAMES)
    assert held(lists) == one_by_one(pairs)
    assert terms_of(lists) == sorted(terms_of(lists))


@given(runs, runs)
def test_runs_of_different_numbers_are_put_together(odd, even):
    odd = [(number | 1, place) for number, place in odd]
    even = [(number & ~1, place) for number, place in even]
    lists = once([run_of(odd), run_of(even)], NAMES)
    found = one_by_one([*odd, *even])
    assert held(lists) == {name: [(p, 1) for p, _ in kept] for name, kept in found.items()}
    assert terms_of(lists) == sorted(found)


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"])), unique=True))
def test_names_rank_as_their_bytes_do(names):
    by_bytes = sorted(names, key=str.encode)
    assert ranks(names).tolist() == [by_bytes.index(name) for name in names]
