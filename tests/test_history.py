"""Walking through earlier queries."""

from __future__ import annotations

from reader.history import Walk

EARLIER = ("graph readers", "tag:moe", "graph", "Graph code")


def test_a_walk_goes_back_and_ends_with_what_was_typed() -> None:
    walk = Walk("rou", "", EARLIER)
    assert [walk.older() for _ in range(5)] == [*EARLIER, None]
    assert [walk.newer() for _ in range(5)] == ["graph", "tag:moe", "graph readers", "rou", None]


def test_only_what_begins_as_typed_is_walked_whatever_its_case() -> None:
    walk = Walk("gra", "gra", EARLIER)
    assert [walk.older() for _ in range(4)] == ["graph readers", "graph", "Graph code", None]


def test_what_stands_there_already_is_no_stop() -> None:
    walk = Walk("graph", "graph", ("graph", "graph readers", "graph readers"))
    assert [walk.older() for _ in range(2)] == ["graph readers", None]


def test_nothing_earlier_is_nowhere_to_go() -> None:
    walk = Walk("", "", ())
    assert walk.older() is None
    assert walk.newer() is None
