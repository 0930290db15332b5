"""Terms without an index: every text is read, while there is no index to ask."""

from __future__ import annotations

from collections import Counter, defaultdict
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from index.query.field import Field
from index.search.arrays import added_up, nothing
from index.search.stems import term
from index.search.stopping import stop_if
from index.search.terms import Postings
from index.search.tokens import words

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from numpy.typing import NDArray

    from index.query.tree import Words
    from index.search.source import Source
    from index.search.stopping import ShouldStop

_STAR = "*"  # in no word: marks the term that stands for all completions of a prefix
_AT_ONCE = 500

_Counts = dict[tuple[Field, str], tuple[list[int], list[int]]]  # papers and times


class ScannedTerms:
    """Terms of the source's texts, counted for the words of one query and for no others.

    Memory grows with the hits, not with the library. Errors: SearchStopped, from any call.
    """

    is_slow = False  # who reads every text says so anyway

    def __init__(
        self,
        source: Source,
        sought: Iterable[Words],
        should_stop: ShouldStop = lambda: False,
    ) -> None:
        self._source = source
        self._should_stop = should_stop
        self._terms: set[str] = set()
        self._prefixes: set[str] = set()
        for leaf in sought:
            forms = words(leaf.text)
            self._terms.update(map(term, forms))
            if leaf.prefix and forms:
                self._prefixes.add(forms[-1])

    @property
    def size(self) -> int:
        return len(self._counted[1][Field.TITLE]) if self._terms else 0  # nothing to read for

    def papers(self) -> NDArray[np.int32]:
        return self._counted[2]

    def lengths(self, field: Field) -> NDArray[np.float32]:
        return self._counted[1][field]

    def postings(self, terms: Collection[str], field: Field) -> Postings:
        return added_up([self._postings(field, name) for name in terms], self.size)

    def begun(self, prefix: str, field: Field) -> Postings:
        found = self._postings(field, prefix + _STAR)
        return Postings(found.numbers, np.ones(len(found.numbers), np.float32))

    def side_by_side(self, _first: str, _seconds: Collection[str]) -> NDArray[np.int32]:
        return self.papers()  # each text is looked at for the phrase itself

    def completions(self, prefix: str) -> Sequence[tuple[str, str]]:
        return [(prefix, prefix + _STAR)]

    def known(self, _words: Collection[str]) -> list[str]:
        return []  # a slip is looked for once there is an index

    def close(self) -> None:
        """Nothing is held open."""

    def _postings(self, field: Field, name: str) -> Postings:
        found = self._counted[0].get((field, name))
        if found is None:
            return nothing()
        return Postings(np.array(found[0], np.int32), np.array(found[1], np.float32))

    @cached_property
    def _counted(self) -> tuple[_Counts, dict[Field, NDArray[np.float32]], NDArray[np.int32]]:
        counts: _Counts = defaultdict(lambda: ([], []))
        numbers: list[int] = []
        lengths: dict[Field, list[int]] = {field: [] for field in Field}
        for paper in self._source.every_text():
            if len(numbers) % _AT_ONCE == 0:
                stop_if(self._should_stop)
            numbers.append(paper.number)
            for field, text in ((Field.TITLE, paper.title), (Field.ABSTRACT, paper.abstract)):
                forms = words(text)
                lengths[field].append(len(forms))
                for name, times in self._count(forms).items():
                    papers, counted = counts[field, name]
                    papers.append(paper.number)
                    counted.append(times)
        papers_there = np.array(numbers, np.int32)
        size = max(numbers, default=0) + 1
        return counts, {f: _by_number(papers_there, lengths[f], size) for f in Field}, papers_there

    def _count(self, forms: list[str]) -> Counter[str]:
        times = Counter(name for name in map(term, forms) if name in self._terms)
        for prefix in self._prefixes:
            if begun := sum(form.startswith(prefix) for form in forms):
                times[prefix + _STAR] = begun
        return times


def _by_number(numbers: NDArray[np.int32], values: list[int], size: int) -> NDArray[np.float32]:
    placed = np.zeros(size, np.float32)
    placed[numbers] = values
    return placed
