"""Every word by a number of its own, and what is indexed of it."""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from index.search.pairs import fingerprints
from index.search.schema import starts_of
from index.search.stems import term

if TYPE_CHECKING:
    from numpy.typing import NDArray

_MANY = 500_000  # words, some 150 MB

NONE = 0
"""The number of the beginning that words too short for one have."""


class Numbered(dict[str, int]):
    """Gives each new key the next number, from 0."""

    def __missing__(self, key: str) -> int:
        number = self[key] = len(self)
        return number


class Parts(NamedTuple):
    """What is indexed of each word, by the word's number: its term, its two beginnings."""

    terms: NDArray[np.int32]
    ones: NDArray[np.int32]
    twos: NDArray[np.int32]
    prints: NDArray[np.uint32]  # of the term: what pairs are told by


class Vocabulary:
    """The words met so far.

    It may serve one segment after the other: what is indexed of a word is found out once.
    """

    def __init__(self) -> None:
        self.words = Numbered()
        self.terms = Numbered()
        self.starts = Numbered({"": NONE})
        self._terms, self._ones, self._twos = array("i"), array("i"), array("i")
        self._prints = np.zeros(0, np.uint32)  # of the terms

    @property
    def is_large(self) -> bool:
        """Whether another segment is better begun with a new one."""
        return len(self.words) > _MANY

    def parts(self) -> Parts:
        """The parts of every word met so far."""
        for word in list(self.words)[len(self._terms) :]:
            one, two, *_ = *starts_of(word), "", ""
            self._terms.append(self.terms[term(word)])
            self._ones.append(self.starts[one])
            self._twos.append(self.starts[two])
        terms = list(self.terms)
        new = fingerprints(terms[len(self._prints) :])
        self._prints = np.concatenate([self._prints, new])
        # Copied, as no array can grow while numpy looks into it.
        known, ones, twos = (np.array(part) for part in (self._terms, self._ones, self._twos))
        return Parts(known, ones, twos, self._prints[known])
