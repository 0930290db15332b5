"""The papers that were found, the best first: the top at once, the rest when it is looked at."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from index.search.found import Found

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from index.search.evaluate import Matches
    from index.search.source import Source

HEAD = 256  # papers that are put in order at once


def in_order(matches: Matches, order: NDArray[np.int32], source: Source) -> Found:
    """What was found, in an order of all papers."""
    known = order[order < len(matches.held)]  # a paper may have come since
    return Found(source, known[matches.held[known]])


def best(matches: Matches, count: int) -> NDArray[np.int32]:
    """The numbers of so many papers that score best, the best first; among equals the last added.

    Fewer where fewer are found.
    """
    assert matches.scores is not None  # noqa: S101 - else none is better than another
    numbers = np.flatnonzero(matches.held)[::-1].astype(np.int32)
    scores = matches.scores[numbers]
    if len(numbers) > count:
        least = np.partition(scores, len(scores) - count)[len(scores) - count]
        numbers, scores = numbers[scores >= least], scores[scores >= least]
    return numbers[np.argsort(-scores, kind="stable")[:count]]


def by_relevance(matches: Matches, places: NDArray[np.int32], source: Source) -> Found:
    """What was found, the best first; among equals by their places in another order."""
    numbers = np.flatnonzero(matches.held).astype(np.int32)
    assert matches.scores is not None  # noqa: S101 - else there is another order
    scores = matches.scores[numbers]

    def put_in_order(some: NDArray[np.intp]) -> NDArray[np.int32]:
        best = np.lexsort((places[numbers[some]], -scores[some]))
        return numbers[some[best]]

    def all_in_order() -> NDArray[np.int32]:
        return put_in_order(np.arange(len(numbers)))

    if len(numbers) <= HEAD * 2:
        return Found(source, all_in_order())
    least = np.partition(scores, len(scores) - HEAD)[len(scores) - HEAD]
    head = put_in_order(np.flatnonzero(scores >= least))
    return Found(source, head, len(numbers), all_in_order)
