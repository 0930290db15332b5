"""A word's term: what all its forms share in the index."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import TYPE_CHECKING

from index.search.edge import quietly
from index.search.varieties import american

if TYPE_CHECKING:
    from collections.abc import Callable

_MOST_KEPT = 1 << 12  # words: those that make up most of any text, in some .7 MB


@cache
def _porter() -> Callable[[str], str]:
    with quietly():
        from whoosh.lang.porter import stem  # only once words are searched: start-up is short

    return stem  # type: ignore[no-any-return]  # Whoosh has no types


def stemmed(word: str) -> str:
    """The Porter stem of a folded English word, spelled the American way.

    Any other word is its own term.
    """
    if len(word) < 3 or not (word.isascii() and word.isalpha()):
        return word
    return _porter()(american(word))


term = lru_cache(maxsize=_MOST_KEPT)(stemmed)
"""The same, of words that come again and again, as those of texts and queries do."""
