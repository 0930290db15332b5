"""Reading the index's files ourselves gives what Whoosh gives."""

from __future__ import annotations

from collections import Counter

import numpy as np
import pytest
from whoosh.reading import TermNotFound

from index.query.field import Field
from index.search.reading import IndexedTerms
from tests.search_index import commit, invented


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """Four segments, some of whose papers were changed or removed since."""
    folder = tmp_path_factory.mktemp("reading") / "index"
    papers = invented(700)
    commit(folder, papers, blocklimit=4096, compression=0)
    commit(folder, invented(40, seed=3, first=650), removed=(5, 6, 7), compression=3)
    commit(folder, invented(1, seed=9, first=900))
    commit(folder, invented(30, seed=5, first=20), removed=(655,), blocklimit=8)
    return folder


@pytest.fixture
def whoosh(folder):
    reader = commit_reader(folder)
    yield reader
    reader.close()


def commit_reader(folder):
    from whoosh.index import open_dir

    return open_dir(str(folder)).reader()


@pytest.fixture(params=["fast", "stock"])
def terms(folder, request):
    terms = IndexedTerms(folder, is_stock=request.param == "stock")
    assert terms.is_slow == (request.param == "stock")
    yield terms
    terms.close()


def numbers_of(whoosh):
    """The number of every paper by Whoosh's number for it, deleted ones too."""
    return [value for leaf, _ in whoosh.leaf_readers() for value in leaf.column_reader("number")]


def expected(whoosh, field, names):
    numbers = numbers_of(whoosh)
    times = Counter()
    for name in names:
        try:
            matcher = whoosh.postings(field, name)
        except TermNotFound:
            continue
        while matcher.is_active():
            times[numbers[matcher.id()]] += matcher.weight()
            matcher.next()
    return sorted(times.items())


def listed(found):
    assert found.numbers.dtype == np.int32
    assert found.times.dtype == np.float32
    return list(zip(found.numbers.tolist(), found.times.tolist(), strict=True))


@pytest.mark.parametrize("field", list(Field))
def test_every_term_has_the_papers_and_times_that_whoosh_finds(terms, whoosh, field):
    names = list(whoosh.lexicon(field.value))
    assert len(names) > 500
    for name in names:
        assert listed(terms.postings([name.decode()], field)) == expected(
            whoosh, field.value, [name]
        )
