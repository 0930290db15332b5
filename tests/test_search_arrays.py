"""Lists of papers put together, whichever way is quicker for their size."""

from __future__ import annotations

from collections import Counter

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.search.arrays import added_up, in_all, nothing, value_of
from index.search.terms import Postings

papers = st.dictionaries(st.integers(0, 999), st.integers(1, 9), max_size=30)


def postings(held: dict[int, int]) -> Postings:
    numbers = sorted(held)
    times = [held[number] for number in numbers]
    return Postings(np.array(numbers, np.int32), np.array(times, np.float32))


@pytest.mark.parametrize("size", [1_000, 1_000_000])
@given(parts=st.lists(papers, max_size=4))
def test_what_papers_have_in_each_list_is_added_up(size, parts):
    numbers, times = added_up([postings(part) for part in parts], size)
    whole = sum((Counter(part) for part in parts), Counter())
    assert dict(zip(numbers.tolist(), times.tolist(), strict=True)) == whole
    assert numbers.tolist() == sorted(whole)


@given(lists=st.lists(papers, min_size=1, max_size=4))
def test_papers_in_every_list_are_those_in_each(lists):
    found = in_all([postings(held).numbers for held in lists], 1_000)
    assert found.tolist() == sorted(set(lists[0]).intersection(*lists[1:]))


def test_a_paper_that_is_not_in_the_list_has_nothing_there():
    numbers, times = postings({3: 2, 7: 5})
    assert [value_of(number, numbers, times) for number in (1, 3, 5, 7, 9)] == [0, 2, 0, 5, 0]
    assert value_of(1, *nothing()) == 0
