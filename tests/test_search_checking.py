"""The index looked through: every byte of it, and every paper against the library."""

from __future__ import annotations

import pytest

from index.errors import SearchStopped
from index.search import checking
from index.search.writing import update_index
from tests.search_library import PAPERS, Asked, small_library


@pytest.fixture
def asked(tmp_path):
    asked = Asked(tmp_path / "cache", small_library())
    asked.search.rebuild()
    yield asked
    asked.search.close()


def test_where_there_is_no_index_yet_that_is_no_fault(tmp_path):
    found = Asked(tmp_path / "cache", small_library()).search.check()
    assert found == (0, len(PAPERS), (), True)


def test_a_sound_index_has_no_fault_and_tells_what_it_has_yet_to_take_in(asked):
    assert asked.search.check() == (len(PAPERS), 0, (), False)
    asked.source.add("New", "zebra")
    asked.source.remove(asked.paper("Graph"))
    assert asked.search.check() == (len(PAPERS), 2, (), False)
    asked.search.drain()
    assert asked.search.check() == (len(PAPERS), 0, (), False)


def test_a_byte_that_no_answer_has_met_is_found_and_the_index_made_anew(asked):
    (posts,) = asked.search._folder.glob("*.pst")
    content = bytearray(posts.read_bytes())
    content[-9] ^= 1
    posts.write_bytes(content)
    assert asked.search.is_ready()
    found = asked.search.check()
    assert found.faults == (f"The search index is damaged in {posts.name} (block 0).",)
    assert not asked.search.is_ready()
    assert not asked.sees_it_ready_elsewhere()
    assert asked.search.check().is_missing
    asked.search.rebuild()
    assert asked.search.check() == (len(PAPERS), 0, (), False)


@pytest.mark.parametrize("harm", [bytearray.clear, lambda content: content.pop()])
def test_a_file_that_is_cut_is_found(asked, harm):
    (toc,) = asked.search._folder.glob("*.toc")
    content = bytearray(toc.read_bytes())
    harm(content)
    toc.write_bytes(content)
    (fault,) = asked.search.check().faults
    assert "damaged" in fault
    assert asked.search.check().is_missing


def test_papers_that_differ_from_the_library_are_counted_by_how_they_do(asked):
    gone, changed = asked.paper("Graph"), asked.paper("A Mixture")
    asked.source.add("New", "zebra")
    asked.source.kept.pop(gone)
    text = asked.source.kept[changed].text
    asked.source.kept[changed].text = text._replace(abstract="another")
    asked.source.unqueue(99)
    twice = asked.source.texts([5])[5]
    update_index(asked.search._folder, [], [twice])
    assert asked.search.check().faults == (
        "The search index lacks papers of the library: 1.",
        "The search index has papers that are not in the library: 1.",
        "The search index has papers with another text than the library: 1.",
        "The search index has papers more than once: 1.",
    )
    asked.search.rebuild()
    assert asked.search.check().faults == ()


def test_a_paper_that_is_in_the_index_twice_makes_a_rebuild_due(asked):
    update_index(asked.search._folder, [], [asked.source.texts([5])[5]])
    assert not asked.search.is_ready()


def test_a_check_can_be_stopped_and_tells_how_far_it_is(asked):
    told = []
    asked.search.check(lambda done, total: told.append((done, total)) or True)
    assert told == sorted(told)
    assert {total for _, total in told} == {len(PAPERS)}
    with pytest.raises(SearchStopped):
        asked.search.check(lambda done, total: False)
    assert asked.search.is_ready()


def test_commits_of_another_process_while_it_looks_are_no_fault(asked, monkeypatch):
    read = checking.read_prints
    left = [2]

    def commit_meanwhile(prints):
        if left[0]:
            left[0] -= 1
            asked.source.add(f"New {left[0]}", "zebra")
            asked.sees_it_ready_elsewhere()
            Asked(asked.search._cache, asked.source).search.drain()
        return read(prints)

    monkeypatch.setattr(checking, "read_prints", commit_meanwhile)
    assert asked.search.check().faults == ()
    assert not left[0]


def test_an_index_whose_file_is_lost_is_told_of_and_made_anew(asked):
    next(asked.search._folder.glob("*.pst")).unlink()
    (fault,) = asked.search.check().faults
    assert "No such file" in fault
    assert asked.search.check().is_missing
