"""The papers that were found, the best first: the top at once, the rest when it is looked at."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from index.search.found import Found

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from index.search.matches import Matches
    from index.search.source import Source

HEAD = 256  # papers that are put in order at once
_FEW = 2  # fewer than one paper in so many: a partition takes long over many alike


def in_order(matches: Matches, order: NDArray[np.int32], source: Source) -> Found:
    """What was found, in an order of all papers."""
    known = order[order < len(matches.held)]  # a paper may have come since
    return Found(source, known[matches.held[known]])


def best(matches: Matches, count: int) -> NDArray[np.int32]:
    """The numbers of so many papers that score best, the best first; among equals the last added.

    Fewer where fewer are found.
    """
    top = _top(matches, count)[::-1]
    return top[np.argsort(-_scores(matches)[top], kind="stable")[:count]]


def by_relevance(matches: Matches, places: NDArray[np.int32], source: Source) -> Found:
    """What was found, the best first; among equals by their places in another order."""
    scores = _scores(matches)

    def put_in_order(some: NDArray[np.int32]) -> NDArray[np.int32]:
        return some[np.lexsort((places[some], -scores[some]))]

    def all_in_order() -> NDArray[np.int32]:
        return put_in_order(np.flatnonzero(matches.held).astype(np.int32))

    head = put_in_order(_top(matches, HEAD))
    count = int(np.count_nonzero(matches.held))
    return Found(source, head, count, None if len(head) == count else all_in_order)


def _top(matches: Matches, count: int) -> NDArray[np.int32]:
    """So many papers that score best, and all that score as well as the last of them, ascending."""
    held, scores = matches.held, _scores(matches)
    found = int(np.count_nonzero(held))
    if found <= count:
        return np.flatnonzero(held).astype(np.int32)
    if found * _FEW < len(held):
        few = np.flatnonzero(held).astype(np.int32)
        those = scores[few]
        top: NDArray[np.int32] = few[those >= np.partition(those, found - count)[found - count]]
        return top
    among = np.where(held, scores, np.float32(-1))  # sooner than to gather most of them
    least = np.partition(among, len(among) - count)[len(among) - count]
    return np.flatnonzero(among >= least).astype(np.int32)


def _scores(matches: Matches) -> NDArray[np.float32]:
    assert matches.scores is not None  # noqa: S101 - else there is another order
    return matches.scores
