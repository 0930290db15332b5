"""What a search remembers of the index, and what it drops first."""

from __future__ import annotations

import pytest

from index.search.cache import Cache
from tests.search_library import Asked, small_library


@pytest.fixture
def asked(tmp_path):
    asked = Asked(tmp_path / "cache", small_library())
    yield asked
    asked.search.close()


def test_the_cache_forgets_the_longest_unused_first():
    cache: Cache[str] = Cache(3 * 2_000)
    for name in "abc":
        cache.keep(name, name, 1_000)
    cache.get("a")
    cache.keep("d", "d", 1_000)
    assert [cache.get(name) for name in "abcd"] == ["a", None, "c", "d"]


def test_what_is_kept_again_takes_its_room_once():
    cache: Cache[str] = Cache(3 * 2_000)
    for _ in range(9):
        cache.keep("a", "a", 1_000)
    cache.keep("b", "b", 1_000)
    assert (cache.get("a"), cache.held) == ("a", 4_000)


def test_what_is_larger_than_the_cache_is_kept_until_the_next():
    cache: Cache[str] = Cache(100)
    assert cache.keep("a", "a", 1_000) == cache.get("a")
    cache.keep("b", "b", 1_000)
    assert (cache.get("a"), cache.get("b")) == (None, "b")


def test_of_small_things_only_so_many_are_kept():
    cache: Cache[int] = Cache(1_000_000, most_entries=20)
    for number in range(50):
        cache.keep(number, number, 8)
    assert [number for number in range(50) if cache.get(number) is not None] == [*range(30, 50)]


def test_answers_stay_right_when_nothing_fits_the_cache(asked, monkeypatch):
    asked.search.rebuild()
    expected = asked.titles("t* OR graph expert")
    asked.search.close()
    monkeypatch.setattr(Cache, "keep", lambda _cache, _key, value, _size: value)
    assert asked.titles("t* OR graph expert") == expected
