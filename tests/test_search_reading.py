"""What is read from the index's files ourselves is what Whoosh reads there."""

from __future__ import annotations

from collections import ChainMap, Counter
from hashlib import md5

import numpy as np
import pytest
from whoosh.codec.whoosh3 import W3TermInfo
from whoosh.reading import TermNotFound

from index.errors import SearchBroken
from index.fingerprint import fingerprint_of
from index.query.field import Field
from index.search.ondisk import segment as ondisk
from index.search.reading import IndexedTerms
from index.search.spelling import one_edit_away
from index.search.stems import term
from tests.search_index import commit, invented, reader_of

COMMITS = (
    invented(700),
    invented(40, seed=3, first=650),
    invented(1, seed=9, first=900),
    invented(200, seed=5, first=20),
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """Four segments, some of whose papers were changed or removed since."""
    folder = tmp_path_factory.mktemp("reading") / "index"
    first, second, third, fourth = COMMITS
    commit(folder, first, blocklimit=4096, compression=0)
    commit(folder, second, removed=(5, 6, 7), compression=3)
    commit(folder, third)
    commit(folder, fourth, removed=(655,), blocklimit=150)
    return folder


@pytest.fixture(scope="module")
def whoosh(folder):
    """The same index through Whoosh's own reader."""
    reader = reader_of(folder)
    yield Whoosh(reader)
    reader.close()


class Whoosh:
    """What the index holds by paper number, asked of Whoosh alone."""

    def __init__(self, reader):
        self.reader = reader
        # A removed paper's number may be a later one's: its place in the index tells them apart.
        self.numbers = [
            n for leaf, _ in reader.leaf_readers() for n in leaf.column_reader("number")
        ]
        self.places = list(reader.all_doc_ids())

    def postings(self, field, names):
        times = Counter()
        for name in names:
            try:
                matcher = self.reader.postings(field, name)
            except TermNotFound:
                continue
            while matcher.is_active():
                times[self.numbers[matcher.id()]] += matcher.weight()
                matcher.next()
        return sorted(times.items())


@pytest.fixture(params=["fast", "stock"])
def terms(folder, request):
    terms = IndexedTerms(folder, is_stock=request.param == "stock")
    assert terms.is_slow == (request.param == "stock")
    yield terms
    terms.close()


def listed(found):
    assert found.numbers.dtype == np.int32
    assert found.times.dtype == np.float32
    return list(zip(found.numbers.tolist(), found.times.tolist(), strict=True))


def names_of(whoosh, field):
    return [name.decode() for name in whoosh.reader.lexicon(field)]


@pytest.mark.parametrize("field", list(Field))
def test_every_term_has_the_papers_and_times_that_whoosh_finds(terms, whoosh, field):
    names = names_of(whoosh, field.value)
    assert len(names) > 500
    for name in names:
        assert listed(terms.postings([name], field)) == whoosh.postings(field.value, [name])


@pytest.mark.parametrize("field", list(Field))
@pytest.mark.parametrize("every", [1, 2, 5, 40, 300])
def test_the_times_of_several_terms_are_added_up(terms, whoosh, field, every):
    names = names_of(whoosh, field.value)[::every]
    expected = whoosh.postings(field.value, names)
    assert listed(terms.postings(names, field)) == expected
    assert listed(terms.postings({*names, "nowhere", "zzz", ""}, field)) == expected


def test_terms_that_no_paper_has_have_no_papers(terms):
    for names in ([], ["nowhere"], ["", "\U0010ffff"], [str(number) for number in range(50)]):
        assert listed(terms.postings(names, Field.TITLE)) == []


@pytest.mark.parametrize("field", list(Field))
def test_short_beginnings_have_every_paper_with_such_a_word_once(terms, whoosh, field):
    starts = names_of(whoosh, f"{field.value}_starts")
    assert "n" in starts
    for start in starts:
        found = terms.begun(start, field)
        assert listed(found) == whoosh.postings(f"{field.value}_starts", [start])
        assert set(found.times.tolist()) <= {1.0}
    assert listed(terms.begun("q", field)) == []


def test_the_papers_are_those_that_are_left(terms, whoosh):
    papers = terms.papers()
    assert papers.dtype == np.int32
    assert papers.tolist() == sorted(whoosh.numbers[place] for place in whoosh.places)
    assert {5, 6, 7, 655}.isdisjoint(papers.tolist())
    assert terms.size == 901


def test_each_paper_is_known_by_the_texts_that_were_indexed_last(terms):
    newest = dict(ChainMap(*reversed(COMMITS)))
    expected = [n << 31 | fingerprint_of(*newest[n]) for n in terms.papers().tolist()]
    assert sorted(terms.prints().tolist()) == expected


@pytest.mark.parametrize("field", list(Field))
def test_lengths_are_as_whoosh_keeps_them_and_0_for_a_number_that_is_no_paper(terms, whoosh, field):
    expected = [0.0] * terms.size
    for place in whoosh.places:
        length = whoosh.reader.doc_field_length(place, field.value) or 0
        expected[whoosh.numbers[place]] = float(length)
    lengths = terms.lengths(field)
    assert lengths.dtype == np.float32
    assert lengths.tolist() == expected
    assert lengths.max() > 0


@pytest.mark.parametrize("prefix", ["net", "gra", "grag", "zamiop", "граф", "readin", "qqq"])
def test_completions_are_the_words_that_begin_so_in_order_with_their_terms(terms, whoosh, prefix):
    entries = {name for name in names_of(whoosh, "forms") if name.startswith(prefix)}
    assert list(terms.completions(prefix)) == [tuple(e.split("\t")) for e in sorted(entries)]
    assert bool(entries) == (prefix != "qqq")


def test_slips_that_a_word_may_be_are_looked_up_and_not_kept(terms):
    term.cache_clear()
    terms.known(one_edit_away("networks"))
    assert term.cache_info().currsize == 0


def test_known_words_are_those_that_some_paper_has_as_they_are(terms, whoosh):
    words = [name.split("\t")[0] for name in names_of(whoosh, "forms")]
    assert terms.known(words) == words
    asked = ["networks", "networkz", "reads", "read", "注", "", "no\tnetwork"]
    assert terms.known(asked) == ["networks", "reads", "注"]
    assert terms.known([]) == []


def test_a_term_is_not_taken_for_another_with_the_same_hash(tmp_path):
    there, other = "tenminetopmi", "tiopnetopla"
    keys = [b"\x00\x00" + word.encode() for word in (there, other)]  # in the first field by name
    assert len({md5(key).digest()[-4:] for key in keys}) == 1
    commit(tmp_path / "index", {1: ("", there)})
    terms = IndexedTerms(tmp_path / "index")
    assert listed(terms.postings([there], Field.ABSTRACT)) == [(1, 1.0)]
    assert listed(terms.postings([other], Field.ABSTRACT)) == []
    terms.close()


@pytest.mark.parametrize("is_stock", [False, True])
def test_the_longest_words_are_found_too(tmp_path, is_stock):
    papers = {n: ("", "".join(letters * 32)) for n, letters in enumerate(("щы", "щя", "ыщ"), 1)}
    commit(tmp_path / "index", papers)
    terms = IndexedTerms(tmp_path / "index", is_stock)
    for number, (_, word) in papers.items():
        assert listed(terms.postings([word], Field.ABSTRACT)) == [(number, 1.0)]
        assert terms.known([word, word[:-1]]) == [word]
        assert terms.completions(word[:60]) == [(word, word)]
    assert [form[:2] for form, _ in terms.completions("щ")] == ["щы", "щя"]
    terms.close()


def test_an_index_that_another_whoosh_may_have_written_is_read_by_whoosh(folder, monkeypatch):
    monkeypatch.setattr(ondisk, "KNOWN", "2.7.3")
    terms = IndexedTerms(folder)
    assert terms.is_slow
    assert len(terms.postings(["network"], Field.TITLE).numbers) > 100
    terms.close()


def test_an_index_packed_into_one_file_is_none_of_ours(tmp_path):
    commit(tmp_path / "index", invented(3), is_packed=True)
    with pytest.raises(SearchBroken, match="damaged"):
        IndexedTerms(tmp_path / "index")


def test_postings_that_are_kept_with_their_terms_are_read_there(tmp_path, monkeypatch):
    # Whoosh 2.7.4 can keep them there, and calls by another name what would do it.
    monkeypatch.setattr(W3TermInfo, "set_inline", W3TermInfo.set_inlined, raising=False)
    commit(tmp_path / "index", {4: ("graph graph table", "graph"), 9: ("table", "")}, inlinelimit=2)
    for is_stock in (False, True):
        terms = IndexedTerms(tmp_path / "index", is_stock)
        assert listed(terms.postings(["graph"], Field.TITLE)) == [(4, 2.0)]
        assert listed(terms.postings(["graph", "tabl"], Field.TITLE)) == [(4, 3.0), (9, 1.0)]
        terms.close()


@pytest.mark.parametrize("is_stock", [False, True])
def test_an_index_without_papers_holds_nothing(tmp_path, is_stock):
    commit(tmp_path / "index", {})
    holds_nothing(tmp_path / "index", is_stock, size=1)
    commit(tmp_path / "index", {1: ("", ""), 2: ("", "")})
    holds_nothing(tmp_path / "index", is_stock, size=3)
    commit(tmp_path / "index", {}, removed=(1, 2))
    holds_nothing(tmp_path / "index", is_stock, size=1)


def holds_nothing(folder, is_stock, size):
    terms = IndexedTerms(folder, is_stock)
    assert (terms.size, terms.papers().tolist()) == (size, list(range(1, size)))
    assert terms.lengths(Field.TITLE).tolist() == [0.0] * size
    assert listed(terms.postings(["graph"], Field.TITLE)) == []
    assert listed(terms.begun("g", Field.ABSTRACT)) == []
    assert terms.known(["nothing"]) == []
    assert list(terms.completions("nothing")) == []
    terms.close()
