"""Postings of any kind are read as Whoosh's own writer wrote them."""

from __future__ import annotations

import contextlib
import pickle
from array import array
from io import BytesIO

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from whoosh.codec.whoosh3 import W3PostingsWriter, W3TermInfo
from whoosh.filedb.structfile import StructFile
from whoosh.formats import Existence

from index.search.bulk.blocks import Statistics
from index.search.bulk.blocks import block as bulk_block
from index.search.ondisk import plain
from index.search.ondisk.blocks import Gathered
from index.search.ondisk.file import Damaged

STEPS = st.sampled_from([1, 1, 2, 46, 75, 77, 116, 255, 256, 300, 65_535, 65_536, 1_000_000])
TIMES = st.sampled_from([1.0, 2.0, 46.0, 0.5, 71.0])


def written(papers, times, blocklimit, compression=0):
    """What Whoosh's writer puts into the postings' file for a term."""
    file = BytesIO()
    writer = W3PostingsWriter(StructFile(file), blocklimit, compression=compression)
    writer.start_postings(Existence(), W3TermInfo())
    for paper, often in zip(papers, times, strict=True):
        writer.add_posting(int(paper), float(often), b"", 10)
    writer.finish_postings()
    return file.getvalue()


def read(*contents):
    gathered = Gathered()
    for content in contents:
        gathered.add_term(content)
    papers, times = gathered.arrays()
    assert (papers.dtype, times.dtype) == (np.int32, np.float32)
    return papers.tolist(), times.tolist()


@given(
    first=STEPS,
    steps=st.lists(STEPS, max_size=20),
    times=st.lists(TIMES, min_size=1, max_size=4),
    repeated=st.integers(1, 60),
    blocklimit=st.sampled_from([1, 128, 129, 500, 4096]),
    compression=st.sampled_from([0, 3]),
)
def test_papers_and_times_come_back_whatever_they_are(
    first, steps, times, repeated, blocklimit, compression
):
    papers = np.cumsum([first, *(steps * repeated)]).tolist()
    each = (times * len(papers))[: len(papers)]
    content = written(papers, each, blocklimit, compression)
    assert read(content) == (papers, each)


def test_terms_are_read_one_after_the_other():
    common = list(range(3, 1000, 3)), [1.0, 2.0, 1.0] * 111
    rare = [2, 70_000], [1.0, 3.0]
    kept = [written(*common[:1], common[1][:333], 4096), written(*rare, 4096)]
    papers, times = read(*kept, kept[0])
    assert papers == common[0] * 2 + rare[0]
    assert times == common[1] * 2 + rare[1]


def test_no_terms_have_no_postings():
    assert read() == ([], [])


def test_a_block_pickled_another_way_is_read_all_the_same():
    for protocol in (2, 5):
        postings = pickle.dumps(([1] * 999, 2.0, None), protocol)
        about = pickle.dumps((999, 999, 2.0, 0, 0, 0), 2)
        length = (-len(about + postings)).to_bytes(4, "big", signed=True)
        papers, times = read(b"W3Bl" + length + about + postings)
        assert papers == list(range(1, 1000))
        assert set(times) == {2.0}


@given(
    steps=st.lists(STEPS.filter(lambda step: step <= 65_535), min_size=1, max_size=4),
    times=st.lists(st.sampled_from([1, 2, 255, 256]), min_size=1, max_size=3),
    count=st.integers(2, 300),
)
def test_blocks_of_our_own_writer_come_back_too(steps, times, count):
    gaps = np.array((steps * count)[:count], np.int32)
    each = np.array((times * count)[:count], np.int32)
    papers = np.cumsum(gaps)
    known = Statistics(each.sum(), each.min(), each.max(), 0, 0, int(papers[0]), int(papers[-1]))
    assert read(bulk_block(gaps, each, known)) == (papers.tolist(), each.tolist())


def block(about, postings, protocol=2):
    content = pickle.dumps(about, 2) + pickle.dumps(postings, protocol)
    return b"W3Bl" + (-len(content)).to_bytes(4, "big", signed=True) + content


CONTRADICTIONS = {
    "no postings": b"W3xx",
    "3 postings in a block of 2": block((2, 3, 1.0, 0, 0, 0), ((1, 1, 1), None, None)),
    "2 times for 3 papers": block((3, 3, 1.0, 0, 0, 0), ((1, 1, 1), (1.0, 2.0), None)),
    "999 postings in a block of 998": block((998, 9, 1.0, 0, 0, 0), ((1,) * 999, None, None)),
    "999 postings in a block of 1000": block((1000, 9, 1.0, 0, 0, 0), ((1,) * 999, None, None)),
    "998 times for 997 papers": block((997, 9, 2.0, 0, 0, 0), (b"\1" * 997, b"\2" * 998, None), 3),
    "998 times for 999 papers": block(
        (999, 9, 2.0, 0, 0, 0), ((1,) * 999, (*[1.0] * 997, 2.0), None)
    ),
}


@pytest.mark.parametrize("complaint", CONTRADICTIONS)
def test_blocks_that_contradict_themselves_are_damaged(complaint):
    with pytest.raises(Damaged, match=complaint):
        read(CONTRADICTIONS[complaint])


@pytest.mark.parametrize("at", range(14))
def test_a_block_that_nothing_plain_is_told_of_is_damaged(at):
    content = bytearray(block((2, 3, 1.0, 0, 0, 0), ((1, 1), None, None)))
    content[8 + at] ^= 0xFF
    with contextlib.suppress(Damaged):
        assert read(bytes(content)) == ([1, 2], [1.0, 1.0])


HELD = pickle.dumps((b"\1" * 40, b"\1\2" * 20, None), 3)
WIDE = pickle.dumps((array("H", [300] * 40), 2.0, None), 3)
PAIR = pickle.dumps(((300, 4), (1.0, 900.0), None), 3)


def test_postings_of_our_own_are_read_code_by_code():
    assert plain.postings(HELD) == (b"\1" * 40, b"\1\2" * 20)
    gaps, times = plain.postings(WIDE)
    assert (gaps.tolist(), times) == ([300] * 40, 2.0)
    assert plain.postings(PAIR) == ((300, 4), (1.0, 900.0))


@pytest.mark.parametrize("held", [HELD, WIDE, PAIR])
def test_what_differs_in_one_code_is_not_taken_for_ours(held):
    for at in range(len(held)):
        for code in (b"c", b"R", b"\x93", b"i", b"."):
            other = held[:at] + code + held[at + 1 :]
            found = plain.postings(other)
            assert found is None or len(found[0]) == len(plain.postings(held)[0])
            found = plain.postings(held[:at])
            assert found is None
