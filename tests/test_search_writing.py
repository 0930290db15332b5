"""The index as it is written in bulk: to Whoosh it is what Whoosh would have written itself."""

from __future__ import annotations

import shutil
import subprocess
import sys
from contextlib import ExitStack, closing

import pytest
from whoosh.index import open_dir
from whoosh.query import And, Or, Term

from index.errors import SearchBroken
from index.search import writing
from index.search.bulk import gathered
from index.search.source import PaperText
from index.search.writing import numbers_in, scattered, update_index, write_index
from tests.search_index import commit, invented, reader_of, searcher_of

FIELDS = ("title", "abstract", "title_starts", "abstract_starts", "forms", "pairs")
FIRST = invented(700)
MANY = invented(2, first=1, seed=11) | {
    # More words of one kind than a byte can count, and none at all
    701: ("Network " * 300, "graph " * 70_000),
    702: ("", ""),
    703: ("C++ and model’s", "x" * 100),
}
LATER = invented(200, seed=5, first=20)


def texts(papers):
    return [PaperText(n, f"id{n}", title, abstract) for n, (title, abstract) in papers.items()]


def write(folder, papers):
    folder.mkdir(exist_ok=True)
    known = texts(dict(sorted(papers.items())))
    assert write_index(
        folder, lambda after: (text for text in known if text.number > after), lambda done: True
    )


@pytest.fixture(scope="module")
def ours(tmp_path_factory):
    folder = tmp_path_factory.mktemp("ours") / "index"
    write(folder, FIRST)
    update_index(folder, [*MANY, 5, 6, 7], texts(MANY))
    update_index(folder, [*LATER, 702], texts(LATER))
    return folder


@pytest.fixture(scope="module")
def stock(tmp_path_factory):
    folder = tmp_path_factory.mktemp("stock") / "index"
    commit(folder, FIRST)
    commit(folder, MANY, removed=(5, 6, 7))
    commit(folder, LATER, removed=(702,))
    return folder


@pytest.fixture
def segments():
    """A function that opens the segments of an index; they are closed after the test."""
    with ExitStack() as opened:

        def segments_of(folder):
            reader = opened.enter_context(closing(reader_of(folder)))
            return [leaf for leaf, _ in reader.leaf_readers()]

        yield segments_of


def postings(reader, field, name):
    matcher = reader.postings(field, name)
    found = []
    while matcher.is_active():
        found.append((matcher.id(), matcher.weight(), matcher.value()))
        matcher.next()
    return found


def known_of(info):
    return (
        *(info.weight(), info.doc_frequency(), info.min_length(), info.max_length()),
        *(info.max_weight(), info.min_id(), info.max_id()),
    )


@pytest.mark.parametrize("place", range(3))
@pytest.mark.parametrize("field", FIELDS)
def test_each_segments_terms_are_whooshs_own_one_by_one(ours, stock, place, field, segments):
    mine, theirs = segments(ours)[place], segments(stock)[place]
    names = list(theirs.lexicon(field))
    assert list(mine.lexicon(field)) == names
    assert names
    for name in names:
        assert postings(mine, field, name) == postings(theirs, field, name), name
        assert known_of(mine.term_info(field, name)) == known_of(theirs.term_info(field, name))


@pytest.mark.parametrize("place", range(3))
def test_each_segments_papers_are_whooshs_own_one_by_one(ours, stock, place, segments):
    mine, theirs = segments(ours)[place], segments(stock)[place]
    assert mine.doc_count() == theirs.doc_count()
    assert list(mine.all_doc_ids()) == list(theirs.all_doc_ids())
    assert list(mine.column_reader("number")) == list(theirs.column_reader("number"))
    for field in FIELDS:
        assert mine.field_length(field) == theirs.field_length(field)
        for paper in range(theirs.doc_count_all()):
            assert mine.doc_field_length(paper, field) == theirs.doc_field_length(paper, field)
    assert mine.stored_fields(0) == {}


@pytest.mark.parametrize(
    "query",
    [
        Term("abstract", "network"),
        And([Term("abstract", "graph"), Term("title", "network")]),
        Or([Term("abstract", "read"), Term("title", "graph"), Term("title", "read")]),
    ],
)
def test_whooshs_own_search_scores_it_alike(ours, stock, query):
    def hits(folder):
        with searcher_of(folder) as searcher:
            return [(hit.docnum, hit.score) for hit in searcher.search(query, limit=None)]

    assert hits(ours) == hits(stock)
    assert len(hits(ours)) > 10


def test_whoosh_merges_it_as_its_own(tmp_path, ours, stock, segments):
    merged = []
    for folder in (ours, stock):
        copy = tmp_path / folder.parent.name
        shutil.copytree(folder, copy)
        open_dir(str(copy)).writer().commit(optimize=True)
        merged.append(segments(copy))
    (mine,), (theirs,) = merged
    for field in FIELDS:
        assert list(mine.lexicon(field)) == list(theirs.lexicon(field))
        for name in theirs.lexicon(field):
            assert postings(mine, field, name) == postings(theirs, field, name), name


def test_whoosh_opens_it_where_this_program_is_not_installed(ours):
    code = (
        "import sys; sys.modules['index'] = None; from whoosh.index import open_dir;"
        "index = open_dir(sys.argv[1]); print(index.doc_count(), *sorted(index.schema.names()))"
    )
    said = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", code, str(ours)],
        capture_output=True,
        check=True,
        cwd=ours,
        text=True,
    )
    living = len(numbers_in(ours))
    assert said.stdout.split() == [str(living), *sorted([*FIELDS, "fingerprint", "number"])]


def by_number(folder):
    """All that is to be found in an index, by the numbers of the papers."""
    found = {}
    with closing(reader_of(folder)) as reader:
        numbers = [n for leaf, _ in reader.leaf_readers() for n in leaf.column_reader("number")]
        for field in FIELDS[:-1]:
            for name in reader.lexicon(field):
                for place, weight, _ in postings(reader, field, name):
                    found[field, name, numbers[place]] = weight
        return found, set(reader.lexicon("forms"))


def test_small_segments_are_made_one_and_hold_what_a_new_index_would(
    tmp_path, monkeypatch, segments
):
    monkeypatch.setattr(writing, "_FEW", 3)
    monkeypatch.setattr(writing, "_LARGER", 10)
    folder = tmp_path / "index"
    papers = invented(30)
    write(folder, papers)
    for number in (3, 4, 40):
        changed = invented(1, seed=number, first=number)
        assert scattered(folder) == []
        update_index(folder, [number], texts(changed))
        papers |= changed
    update_index(folder, [9], [])
    del papers[9]
    assert len(segments(folder)) == 4
    assert sorted(scattered(folder)) == sorted(papers)
    update_index(folder, scattered(folder), texts(papers))
    assert len(segments(folder)) == 1
    assert scattered(folder) == []
    write(tmp_path / "new", papers)
    assert by_number(folder) == by_number(tmp_path / "new")


def test_large_segments_are_left_as_they_are(tmp_path, monkeypatch):
    monkeypatch.setattr(writing, "_FEW", 1)
    monkeypatch.setattr(writing, "_SMALL", 10)
    folder = tmp_path / "index"
    write(folder, invented(30))
    for number in (40, 41):
        update_index(folder, [number], texts(invented(1, first=number)))
    assert sorted(scattered(folder)) == [40, 41]


def test_a_far_larger_segment_is_joined_only_once_the_smaller_come_near_it(tmp_path, monkeypatch):
    monkeypatch.setattr(writing, "_FEW", 2)
    folder = tmp_path / "index"
    write(folder, invented(8))
    joined = []
    for number in range(40, 46):
        update_index(folder, [number], texts(invented(1, first=number)))
        if apart := scattered(folder):
            update_index(folder, apart, texts({n: invented(1, first=n)[n] for n in apart}))
        joined.append(len(apart))
    assert joined == [0, 2, 3, 12, 0, 2]


def test_an_update_of_more_papers_than_a_segment_holds_changes_nothing(tmp_path, monkeypatch):
    write(tmp_path / "index", invented(9))
    monkeypatch.setattr(gathered, "MOST_PAPERS", 3)
    with pytest.raises(SearchBroken):
        update_index(tmp_path / "index", [], texts(invented(4, first=20)))
    assert len(numbers_in(tmp_path / "index")) == 9
    write(tmp_path / "index", invented(19))
    assert len(numbers_in(tmp_path / "index")) == 19


def test_updating_twice_is_as_updating_once(tmp_path):
    write(tmp_path / "index", FIRST)
    for _ in range(2):
        update_index(tmp_path / "index", [*LATER, 5], texts(LATER))
    assert sorted(numbers_in(tmp_path / "index")) == sorted(set(FIRST) - {5} | set(LATER))
    update_index(tmp_path / "index", [*FIRST, *LATER], [])
    assert len(numbers_in(tmp_path / "index")) == 0
    assert not list((tmp_path / "index").glob("*.trm"))
