"""Where the index is: no link to it is followed, and what was planted in it is not carried out."""

from __future__ import annotations

import os
import pickle
import shutil
import stat
import struct
import sys
from contextlib import closing

import pytest
from whoosh.filedb.filestore import FileStorage, RamStorage
from whoosh.index import TOC

from index.errors import SearchBroken
from index.query.field import Field
from index.search import private
from index.search.ondisk.sums import sealed
from index.search.private import NotOurs, PrivateFolder
from index.search.reading import IndexedTerms
from index.search.schema import schema
from index.search.sealed import SealedStorage
from tests.search_index import commit, invented, reader_of, seal
from tests.search_library import Asked, small_library
from tests.test_search_rights import Trap, give_away


@pytest.fixture
def asked(tmp_path):
    asked = Asked(tmp_path / "cache", small_library())
    asked.search.rebuild()
    yield asked
    asked.search.close()


def is_made_anew(asked):
    """Whether the index is not read as it is, and is sound after a rebuild."""
    assert not asked.search.is_ready()
    assert not asked.is_indexed_for("graph")
    asked.search.rebuild()
    assert asked.search.check().faults == ()
    return asked.is_indexed_for("graph")


# ------------------------------------------------------------------ planted


def plant_segments(folder, trap):
    with SealedStorage(folder) as storage:
        generation, sums = storage.commit(schema()).generation, storage.sums
    memory = RamStorage()
    TOC(schema(), trap, generation).write(memory, "MAIN")
    ((name, content),) = memory.files.items()
    (folder / name).write_bytes(sealed(content, sums))


def plant_fields(folder, trap):
    (terms,) = folder.glob("*.trm")
    content = terms.read_bytes()
    planted = pickle.dumps(trap)
    (length,) = struct.unpack("!i", content[-4:])
    tail = planted + content[-4 - length : -4]
    terms.write_bytes(content[: -4 - length] + tail + struct.pack("!i", len(tail)))
    seal(folder)


def plant_postings(folder, trap):
    """In the place of what is told of a block, for two words of which each library here has one."""
    (posts,) = folder.glob("*.pst")
    content, planted = posts.read_bytes(), pickle.dumps(trap)
    with closing(reader_of(folder)) as reader:
        for word in ("network", "expert"):
            if ("abstract", word) in reader:
                at = reader.term_info("abstract", word).extent()[0] + 8
                content = content[:at] + planted + content[at + len(planted) :]
    posts.write_bytes(content)
    seal(folder)


PLANTS = [plant_segments, plant_fields, plant_postings]


def look_up(folder, is_stock):
    with closing(IndexedTerms(folder, is_stock)) as terms:
        terms.postings(["network"], Field.ABSTRACT)


@pytest.mark.parametrize("is_stock", [False, True])
@pytest.mark.parametrize("plant", PLANTS)
def test_what_was_planted_in_an_index_of_ours_is_not_carried_out(tmp_path, plant, is_stock):
    folder = tmp_path / "index"
    commit(folder, invented(30), compression=0)
    plant(folder, Trap(tmp_path / "sprung"))
    with pytest.raises(SearchBroken, match="damaged"):
        look_up(folder, is_stock)
    assert not (tmp_path / "sprung").exists()


@pytest.mark.parametrize("plant", PLANTS)
def test_whoosh_alone_would_carry_it_out(tmp_path, plant):
    folder = tmp_path / "index"
    commit(folder, invented(30), compression=0)
    plant(folder, Trap(tmp_path / "sprung"))
    code = (
        "import sys, contextlib; from whoosh.index import open_dir\n"
        "with contextlib.suppress(Exception):\n"
        "    open_dir(sys.argv[1]).reader().postings('abstract', b'network')\n"
    )
    os.spawnv(os.P_WAIT, sys.executable, [sys.executable, "-W", "ignore", "-c", code, str(folder)])
    assert (tmp_path / "sprung").exists()


@pytest.mark.parametrize("plant", PLANTS)
def test_an_index_with_something_planted_is_made_anew(asked, tmp_path, plant):
    plant(asked.search._folder, Trap(tmp_path / "sprung"))
    assert asked.first_words("expert") == {"A", "k-Sparse"}
    assert is_made_anew(asked)
    assert not (tmp_path / "sprung").exists()


# ------------------------------------------------------------------ links and others' files


def test_a_link_to_an_index_is_not_followed_and_what_it_leads_to_stays(asked, tmp_path):
    elsewhere = tmp_path / "elsewhere"
    asked.search._folder.rename(elsewhere)
    asked.search._folder.symlink_to(elsewhere)
    before = sorted((path.name, path.stat().st_mtime_ns) for path in elsewhere.iterdir())
    assert is_made_anew(asked)
    assert not asked.search._folder.is_symlink()
    assert sorted((path.name, path.stat().st_mtime_ns) for path in elsewhere.iterdir()) == before
    assert asked.folders() == [asked.search._folder.name]


@pytest.mark.parametrize("leads", ["to a folder", "nowhere"])
def test_a_link_in_the_place_of_a_half_made_index_is_not_followed(asked, tmp_path, leads):
    elsewhere = tmp_path / "elsewhere"
    if leads == "to a folder":
        elsewhere.mkdir()
    part = asked.search._folder.with_name(f"{asked.search._folder.name}.part")
    part.symlink_to(elsewhere)
    asked.search.rebuild()
    assert asked.is_indexed_for("graph")
    assert asked.folders() == [asked.search._folder.name]
    assert not elsewhere.exists() or not list(elsewhere.iterdir())


@pytest.mark.parametrize("kind", ["toc", "trm", "pst", "number.col"])
def test_a_file_of_the_index_that_is_a_link_is_not_read(asked, tmp_path, kind):
    (file,) = asked.search._folder.glob(f"*.{kind}")
    shutil.copy(file, tmp_path / "elsewhere")
    file.unlink()
    file.symlink_to(tmp_path / "elsewhere")
    assert is_made_anew(asked)


def give_file_to_all(file):
    file.chmod(0o646)


@pytest.mark.parametrize("give", [give_file_to_all, give_away])
@pytest.mark.parametrize("kind", ["toc", "trm", "pst", "number.col"])
def test_a_file_of_the_index_that_others_may_write_is_not_read(asked, give, kind):
    (file,) = asked.search._folder.glob(f"*.{kind}")
    give(file)
    assert is_made_anew(asked)


def test_the_folder_that_was_looked_at_is_the_one_that_is_read(asked, tmp_path):
    folder = asked.search._folder
    held = PrivateFolder(folder)
    toc = next(name for name in held.names() if name.endswith(".toc"))
    content = (folder / toc).read_bytes()
    folder.rename(tmp_path / "aside")
    folder.mkdir()
    (folder / toc).write_bytes(b"another's")
    with held.open(toc) as file:
        assert file.read() == content
    assert len(held.names()) > 1
    held.close()


# ------------------------------------------------------------------ the folder of indexes


def test_an_index_is_for_its_owner_alone_whatever_files_are_made_for_elsewhere(tmp_path):
    before = os.umask(0)
    try:
        asked = Asked(tmp_path / "cache", small_library())
        asked.search.rebuild()
        asked.source.add("New", "zebra")
        asked.search.drain()
    finally:
        os.umask(before)
    assert asked.search.is_ready()
    modes = {path: stat.S_IMODE(path.stat().st_mode) for path in asked.search._cache.rglob("*")}
    of_the_index = {path.name: mode for path, mode in modes.items() if path.suffix != ".lock"}
    assert {name for name, mode in of_the_index.items() if mode & 0o077} <= {
        "MAIN_WRITELOCK",  # nothing is in the two
        "through",
    }
    asked.search.close()


def test_others_have_no_right_to_write_where_indexes_are_made_any_more(asked):
    asked.search._cache.chmod(0o777)
    asked.source.add("New", "zebra")
    asked.search.drain()
    assert stat.S_IMODE(asked.search._cache.stat().st_mode) == 0o755
    asked.search._cache.chmod(0o775)
    asked.search.rebuild()
    assert stat.S_IMODE(asked.search._cache.stat().st_mode) == 0o755
    assert asked.is_indexed_for("zebra")


def test_no_index_is_made_in_a_folder_that_is_somebody_elses(tmp_path):
    cache = tmp_path / "cache"
    cache.mkdir()
    give_away(cache)
    asked = Asked(cache, small_library())
    with pytest.raises(NotOurs, match="somebody else"):
        asked.search.rebuild()
    assert list(cache.iterdir()) == []
    assert asked.first_words("graph") == {"Graph"}


def test_whose_a_folder_is_is_told_by_its_user(tmp_path, monkeypatch):
    cache = tmp_path / "cache"
    cache.mkdir()
    made_here = private._Rights(54_321, 0)
    monkeypatch.setattr(os, "getuid", lambda: 54_321)
    monkeypatch.setattr(private, "_rights_in", lambda *_: (made_here, made_here))
    with pytest.raises(NotOurs, match="somebody else"):
        private.keep_private(cache)


def test_an_index_of_an_earlier_make_without_sums_is_not_read(tmp_path):
    commit(tmp_path / "index", invented(3))
    TOC.read(FileStorage(str(tmp_path / "index")), "MAIN", schema=schema())
    (toc,) = (tmp_path / "index").glob("*.toc")
    toc.write_bytes(toc.read_bytes()[:-1])
    with pytest.raises(SearchBroken, match="damaged"):
        IndexedTerms(tmp_path / "index")
    toc.write_bytes(b"")
    with pytest.raises(SearchBroken, match="damaged"):
        IndexedTerms(tmp_path / "index")
