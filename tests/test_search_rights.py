"""Whose the index is: what others may write is not read, since reading it could do anything."""

from __future__ import annotations

import os
import pickle
import stat

import pytest

from index.search.folder import part_of
from tests.search_library import Asked, small_library


@pytest.fixture
def asked(tmp_path):
    asked = Asked(tmp_path / "cache", small_library())
    asked.search.rebuild()
    yield asked
    asked.search.close()


class Trap:
    """Pickled, it makes a folder when it is read."""

    def __init__(self, path):
        self.path = path

    def __reduce__(self):
        return os.mkdir, (str(self.path),)


def give_to_group(place):
    place.chmod(0o770)


def give_to_all(place):
    place.chmod(0o757)


def give_away(place):
    if os.geteuid() != 0:
        pytest.skip("only root may give a folder to somebody else")
    os.chown(place, 54_321, -1)


@pytest.mark.parametrize("give", [give_to_group, give_to_all, give_away])
def test_an_index_that_others_may_write_is_not_read_and_is_made_anew(asked, tmp_path, give):
    (toc,) = asked.search._folder.glob("*.toc")
    toc.write_bytes(pickle.dumps(Trap(tmp_path / "sprung")))
    asked.source.add("New", "zebra")
    give(asked.search._folder)
    assert not asked.search.is_ready()
    assert not asked.is_indexed_for("graph")
    assert asked.search.drain() == 0
    asked.search.rebuild()
    assert asked.search.is_ready()
    assert asked.is_indexed_for("zebra")
    assert asked.folders() == [asked.search._folder.name]
    found = asked.search._folder.stat()
    assert (stat.S_IMODE(found.st_mode), found.st_uid) == (0o700, os.geteuid())
    assert not (tmp_path / "sprung").exists()


@pytest.mark.parametrize("give", [give_to_group, give_to_all, give_away])
def test_half_an_index_that_others_may_write_is_not_gone_on_with(asked, tmp_path, give):
    asked.search.rebuild(lambda done, total: False)
    part = part_of(asked.search._folder)
    (toc,) = part.glob("*.toc")
    toc.write_bytes(pickle.dumps(Trap(tmp_path / "sprung")))
    give(part)
    asked.search.rebuild()
    assert asked.search.is_ready()
    assert asked.folders() == [asked.search._folder.name]
    found = asked.search._folder.stat()
    assert (stat.S_IMODE(found.st_mode), found.st_uid) == (0o700, os.geteuid())
    assert not (tmp_path / "sprung").exists()


def test_a_file_in_the_place_of_the_index_is_no_index(asked):
    index = asked.search._folder
    index.rename(index.with_name("elsewhere"))
    index.write_text("a file")
    assert not asked.search.is_ready()
    index.unlink()


def test_a_disk_that_keeps_no_rights_keeps_an_index_all_the_same(tmp_path, monkeypatch):
    monkeypatch.setattr(os, "getuid", lambda: 54_321)
    asked = Asked(tmp_path / "cache", small_library())
    asked.search.rebuild(lambda done, total: done < 3)
    asked.search.rebuild()
    assert asked.search.is_ready()
    assert asked.is_indexed_for("graph")
    asked.search.close()
