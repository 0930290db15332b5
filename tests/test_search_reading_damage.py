"""A reader goes on whatever later commits do, and tells of files that are not what they were."""

from __future__ import annotations

import random
import shutil
import struct

import pytest

from index.errors import SearchBroken
from index.query.field import Field
from index.search.ondisk.segment import SegmentFiles
from index.search.ondisk.sums import Damaged
from index.search.reading import IndexedTerms
from index.search.sealed import SealedStorage
from tests.search_index import commit, invented, seal

# Where Whoosh fails to read the list of segments it leaves its file to the garbage collector.
pytestmark = pytest.mark.filterwarnings(
    "ignore::ResourceWarning", "ignore::pytest.PytestUnraisableExceptionWarning"
)


@pytest.fixture
def folder(tmp_path):
    folder = tmp_path / "index"
    commit(folder, invented(300), blocklimit=4096, compression=0)
    commit(folder, invented(40, seed=3, first=290), removed=(5, 6))
    return folder


def all_of(terms):
    """Everything that a reader can say, in plain values."""
    said = [terms.papers().tolist(), terms.known(["network", "graph", "nowhere"])]
    completions = [entry for prefix in ("net", "gra", "rea") for entry in terms.completions(prefix)]
    said.append(completions)
    stems = sorted({term for _, term in completions})
    for field in Field:
        said.append(terms.lengths(field)[terms.papers()].tolist())
        for found in [
            terms.postings(stems, field),
            terms.begun("n", field),
            *(terms.postings([stem], field) for stem in stems),
        ]:
            said.append((found.numbers.tolist(), found.times.tolist()))
    return said


@pytest.mark.parametrize("is_stock", [False, True])
def test_a_reader_says_the_same_after_later_commits_took_its_files_away(folder, is_stock):
    terms = IndexedTerms(folder, is_stock)
    before = all_of(terms)
    files = set(folder.glob("*.pst"))
    commit(folder, {1: ("network network", "changed")}, removed=(2,), merge=True)
    assert files.isdisjoint(folder.glob("*.pst"))
    assert all_of(terms) == before
    shutil.rmtree(folder)
    assert all_of(terms) == before
    terms.close()


@pytest.mark.parametrize("moment", ["postings", "numbers", "lengths"])
def test_files_that_a_commit_takes_away_while_they_are_opened_are_looked_for_again(
    folder, monkeypatch, moment
):
    readings = {"postings": "__init__", "numbers": "numbers", "lengths": "lengths"}
    read = getattr(SegmentFiles, readings[moment])

    def read_late(*asked):
        monkeypatch.undo()
        commit(folder, {1: ("zebra", "")}, merge=True)
        return read(*asked)

    monkeypatch.setattr(SegmentFiles, readings[moment], read_late)
    terms = IndexedTerms(folder)
    assert terms.postings(["zebra"], Field.TITLE).numbers.tolist() == [1]
    terms.close()


def test_no_index_is_broken_and_so_is_one_whose_files_are_gone(folder, tmp_path):
    with pytest.raises(SearchBroken):
        IndexedTerms(tmp_path / "nowhere")
    next(folder.glob("*.trm")).unlink()
    with pytest.raises(SearchBroken, match="No such file"):
        IndexedTerms(folder)


def test_numbers_that_no_library_has_are_damage(folder):
    for column in folder.glob("*.number.col"):
        kept = column.read_bytes()
        for number in (-1, 1 << 24):
            column.write_bytes(struct.pack("!i", number) + kept[4:])
            seal(folder)
            with pytest.raises(SearchBroken, match="damaged"):
                IndexedTerms(folder)
        column.write_bytes(kept[:-4])
        seal(folder)
        with pytest.raises(SearchBroken, match="damaged"):
            IndexedTerms(folder)
        column.write_bytes(kept)
    seal(folder)
    IndexedTerms(folder).close()


def test_terms_that_are_none_are_damage_whatever_their_sums(folder):
    for path in folder.glob("*.trm"):
        path.write_bytes(b"HSH2" + path.read_bytes()[4:])
    seal(folder)
    with pytest.raises(SearchBroken, match="damaged"):
        IndexedTerms(folder)
    with SealedStorage(folder) as storage, pytest.raises(Damaged, match="no sums"):
        storage.checked("elsewhere.trm")


@pytest.mark.parametrize("cut", [0, 3, 0.2, 0.5, 0.9, -1])
def test_a_file_that_is_cut_breaks_the_search_and_nothing_else(folder, cut):
    for path in sorted(folder.glob("*.*")):
        kept = path.read_bytes()
        length = int(cut * len(kept)) if 0 < cut < 1 else cut
        path.write_bytes(kept[:length])
        breaks_or_answers(folder)
        path.write_bytes(kept)


@pytest.mark.parametrize("cut", [0, 0.5])
def test_a_file_that_is_cut_under_a_reader_breaks_the_search_and_nothing_else(folder, cut):
    terms = IndexedTerms(folder)
    for path in (*folder.glob("*.pst"), *folder.glob("*.trm")):
        path.write_bytes(path.read_bytes()[: int(cut * path.stat().st_size)])
    with pytest.raises(SearchBroken, match="damaged"):
        all_of(terms)
    terms.close()


def test_flipped_bits_break_the_search_or_change_an_answer_and_nothing_else(folder):
    chance = random.Random(11)
    paths = [path for path in sorted(folder.glob("*.*")) if path.stat().st_size]
    broken = 0
    for turn in range(60):
        path = paths[turn % len(paths)]
        kept = path.read_bytes()
        hurt = bytearray(kept)
        for _ in range(1 + len(hurt) // 200):
            hurt[chance.randrange(len(hurt))] ^= 1 << chance.randrange(8)
        path.write_bytes(hurt)
        broken += breaks_or_answers(folder)
        path.write_bytes(kept)
    assert 10 < broken < 60


@pytest.mark.parametrize("suffix", ["trm", "pst", "toc"])
def test_other_files_in_the_places_of_the_index_break_the_search(folder, suffix):
    for path in folder.glob(f"*.{suffix}"):
        path.write_bytes(b"W3Bl but no more" * (path.stat().st_size // 16))
    assert breaks_or_answers(folder)


def breaks_or_answers(folder):
    """Whether reading all of it says SearchBroken; any other error fails the test."""
    try:
        terms = IndexedTerms(folder)
        try:
            all_of(terms)
        finally:
            terms.close()
    except SearchBroken:
        return True
    return False
