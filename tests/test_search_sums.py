"""What a file is told by, and how it is read: each byte is checked, however one comes to it."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.search.ondisk.file import CheckedFile, IndexFile
from index.search.ondisk.kept import MOST_KEPT, Kept
from index.search.ondisk.sums import BLOCK, Damaged, Sums, sealed, sums_of, unsealed

SIZES = (0, 1, BLOCK - 1, BLOCK, BLOCK + 1, 7 * BLOCK + 11, 300 * BLOCK)


@pytest.fixture(params=SIZES)
def content(request):
    return random.Random(request.param).randbytes(request.param)


@pytest.fixture
def file(tmp_path, content):
    (tmp_path / "file").write_bytes(content)
    with (tmp_path / "file").open("rb", buffering=0) as opened:
        sums = sums_of(opened)
    file = IndexFile((tmp_path / "file").open("rb", buffering=0), sums)
    yield file
    file.close()


def test_any_place_of_a_file_is_read_as_it_was_written(file, content):
    chance = random.Random(5)
    for _ in range(400):
        start = chance.randrange(len(content) + 1)
        length = min(chance.choice([0, 1, 128, BLOCK, 9 * BLOCK]), len(content) - start)
        assert file.read(start, length) == content[start : start + length]
    places = [(place, 1) for place in range(0, len(content), 999)]
    assert b"".join(file.read_all(places)) == content[::999]


def test_no_place_outside_of_the_file_is_read(file, content):
    for start, length in ((-1, 1), (0, -1), (0, len(content) + 1), (len(content), 1)):
        with pytest.raises(Damaged):
            file.read(start, length)


def test_a_file_of_another_size_is_not_opened(tmp_path, file):
    (tmp_path / "longer").write_bytes(bytes(file.size + 1))
    with pytest.raises(Damaged):
        IndexFile((tmp_path / "longer").open("rb", buffering=0), file._sums)


def test_files_that_keep_blocks_together_keep_no_more_than_one_would(tmp_path):
    kept = Kept()
    contents = [random.Random(each).randbytes(300 * BLOCK) for each in range(2)]
    files = []
    for number, content in enumerate(contents):
        (tmp_path / str(number)).write_bytes(content)
        opened = (tmp_path / str(number)).open("rb", buffering=0)
        files.append(IndexFile(opened, sums_of(opened), kept))
    for _ in range(2):
        for at in range(0, 300 * BLOCK, BLOCK):
            for file, content in zip(files, contents, strict=True):
                assert file.read(at, 9) == content[at : at + 9]
    assert len(kept) == MOST_KEPT
    for file in files:
        file.close()


def test_of_more_blocks_than_are_kept_the_oldest_went():
    kept = Kept()
    for number in range(MOST_KEPT + 2):
        assert kept.get(number) is None
        kept.keep(number, number.to_bytes(2, "big"))
    found = {number: kept.get(number) for number in range(MOST_KEPT + 2)}
    assert [number for number, block in found.items() if block is None] == [0, 1]
    assert all(block[:2] == n.to_bytes(2, "big") for n, block in found.items() if block)
    kept.close()
    assert not any(kept.get(number) for number in found)


def test_streams_read_it_whole_and_from_anywhere(file, content):
    stream = CheckedFile(file)
    assert (stream.readable(), stream.seekable()) == (True, True)
    assert stream.read() == content
    assert stream.read(3) == b""
    assert stream.seek(-min(3, len(content)), 2) == max(0, len(content) - 3)
    assert stream.seek(0, 1) == stream.tell()
    assert stream.read() == content[-3:]
    stream.close()


@given(st.dictionaries(st.text(max_size=9), st.integers(0, 9 * BLOCK), max_size=5), st.binary())
def test_sums_come_back_as_they_were_sealed(sizes, toc):
    files = {name: Sums(size, sums_for(size)) for name, size in sizes.items()}
    assert unsealed(sealed(toc, files)) == (toc, files)


def sums_for(size):
    from array import array

    return array("I", [number * 0x0F0F_0F0F % (1 << 32) for number in range(-(-size // BLOCK))])


def test_one_flipped_bit_anywhere_in_a_sealed_commit_is_seen():
    whole = sealed(b"written by Whoosh", {"a.trm": Sums(9, sums_for(9)), "b": Sums(0, sums_for(0))})
    for bit in range(8 * len(whole)):
        hurt = bytearray(whole)
        hurt[bit // 8] ^= 1 << bit % 8
        with pytest.raises(Damaged):
            unsealed(bytes(hurt))
    for length in range(len(whole)):
        with pytest.raises(Damaged):
            unsealed(whole[:length])
