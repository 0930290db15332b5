"""Terms without an index: every text is read, while there is no index to ask."""

from __future__ import annotations

from collections import Counter, defaultdict
from functools import cached_property
from typing import TYPE_CHECKING

from index.query.field import Field
from index.search.stems import term
from index.search.tokens import words

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from index.query.tree import Words
    from index.search.source import Source

_STAR = "*"  # in no word: marks the term that stands for all completions of a prefix


class ScannedTerms:
    """Terms of the source's texts, counted for the words of one query and for no others.

    Memory grows with the hits, not with the library.
    """

    def __init__(self, source: Source, sought: Iterable[Words]) -> None:
        self._source = source
        self._terms: set[str] = set()
        self._prefixes: set[str] = set()
        for leaf in sought:
            forms = words(leaf.text)
            self._terms.update(map(term, forms))
            if leaf.prefix and forms:
                self._prefixes.add(forms[-1])

    def lengths(self, field: Field) -> Mapping[str, float]:
        return self._counted[1][field]

    def postings(self, term: str, field: Field) -> Mapping[str, float]:
        return self._counted[0][field, term]

    def completions(self, prefix: str) -> frozenset[str]:
        return frozenset({prefix + _STAR})

    @cached_property
    def _counted(
        self,
    ) -> tuple[defaultdict[tuple[Field, str], dict[str, float]], dict[Field, dict[str, float]]]:
        postings: defaultdict[tuple[Field, str], dict[str, float]] = defaultdict(dict)
        lengths: dict[Field, dict[str, float]] = {field: {} for field in Field}
        for paper in self._source.every_text():
            for field, text in ((Field.TITLE, paper.title), (Field.ABSTRACT, paper.abstract)):
                forms = words(text)
                lengths[field][paper.id] = len(forms)
                for name, times in self._count(forms).items():
                    postings[field, name][paper.id] = times
        return postings, lengths

    def _count(self, forms: list[str]) -> Counter[str]:
        times = Counter(name for name in map(term, forms) if name in self._terms)
        for prefix in self._prefixes:
            if begun := sum(form.startswith(prefix) for form in forms):
                times[prefix + _STAR] = begun
        return times
