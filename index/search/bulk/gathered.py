"""The papers of a segment to be, their words as numbers."""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from index.query.field import Field
from index.search.bulk.lists import MOST_PAPERS, HeldNames, counted, once, ranks
from index.search.bulk.vocabulary import NONE
from index.search.pairs import PairNames, pairs
from index.search.tokens import words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from index.search.bulk.lists import Names, PostingLists, Run
    from index.search.bulk.vocabulary import Parts, Vocabulary
    from index.search.source import PaperText

_MOST_WORDS = 10_000_000  # of a segment: some 50,000 papers, and 500 MB while they are sorted
_MOST_DIFFERENT = 1_000_000  # of the words; where so many are met, most are noise


class Stream(NamedTuple):
    """One text of each paper after the other."""

    words: array[int]  # their numbers in the vocabulary
    lengths: array[int]  # how many of them are each paper's

    def arrays(self) -> tuple[NDArray[np.int32], NDArray[np.uint16]]:
        """The words, and for each the place of its paper."""
        lengths = np.frombuffer(self.lengths, np.int32)
        places = np.arange(len(lengths), dtype=np.uint16)
        return np.frombuffer(self.words, np.int32), np.repeat(places, lengths)


class Gathered:
    """Papers in the order they were added; in their postings they stand by their places."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self.columns = {"number": array("i"), "fingerprint": array("i")}  # a value a paper
        self.streams = {field: Stream(array("i"), array("i")) for field in Field}

    def add(self, paper: PaperText) -> None:
        """Take the words of the paper's two texts. Errors: OverflowError, far behind full."""
        if len(self) >= MOST_PAPERS:
            raise OverflowError(f"more than {MOST_PAPERS} papers in a segment")
        self.columns["number"].append(paper.number)
        self.columns["fingerprint"].append(paper.fingerprint)
        for field, text in ((Field.TITLE, paper.title), (Field.ABSTRACT, paper.abstract)):
            found = words(text)
            stream = self.streams[field]
            stream.words.extend(map(self._vocabulary.words.__getitem__, found))
            stream.lengths.append(len(found))

    def __len__(self) -> int:
        return len(self.columns["number"])

    @property
    def is_full(self) -> bool:
        """Whether it is time to write them: more would take too much memory."""
        held = sum(len(stream.words) for stream in self.streams.values())
        is_strange = len(self._vocabulary.words) > _MOST_DIFFERENT
        return held > _MOST_WORDS or is_strange or len(self) >= MOST_PAPERS

    def lists(self) -> Iterator[tuple[str, PostingLists]]:
        """The posting lists of each field of the index, in the order of their names."""
        parts = self._vocabulary.parts()
        terms = HeldNames(list(self._vocabulary.terms))
        starts = HeldNames(list(self._vocabulary.starts))
        for field in sorted(Field):
            if field is Field.TITLE:
                yield "forms", self._forms(parts, terms)
                yield "pairs", self._pairs(parts)
            found, places = self.streams[field].arrays()
            yield field.value, counted([(parts.terms[found], places)], terms)
            begun = (_begun(part[found], places) for part in (parts.ones, parts.twos))
            yield f"{field.value}_starts", once(begun, starts)

    def _forms(self, parts: Parts, terms: Names) -> PostingLists:
        """Every word once, at the first paper that has it."""
        nowhere = len(self)
        first = np.full(len(parts.terms), nowhere, np.int32)
        for stream in self.streams.values():
            found, places = stream.arrays()
            seen = np.full_like(first, nowhere)
            seen[found[::-1]] = places[::-1]  # of several the last stays, which is the first paper
            np.minimum(first, seen, out=first)
        present = np.flatnonzero(first < nowhere)
        forms = _Forms(list(self._vocabulary.words), terms, parts.terms)
        return once([(present.astype(np.int32), first[present].astype(np.uint16))], forms)

    def _pairs(self, parts: Parts) -> PostingLists:
        """Each two words that stand side by side in a text."""
        every: list[Run] = []
        for stream in self.streams.values():
            found, places = stream.arrays()
            prints = parts.prints[found]
            is_one_text = places[1:] == places[:-1]
            beside = pairs(prints[:-1], prints[1:])
            every.append((beside[is_one_text], places[:-1][is_one_text]))
        numbers, papers = (np.concatenate(kind) for kind in zip(*every, strict=True))
        return once([(numbers, papers)], PairNames())


class _Forms:
    """A word and its term, in the order of the words: all their characters come after the tab."""

    def __init__(self, words: list[str], terms: Names, term_of: NDArray[np.int32]) -> None:
        self._words, self._terms, self._term_of = words, terms, term_of
        self.ranks = ranks(words)

    def __len__(self) -> int:
        return len(self._words)

    def __getitem__(self, number: int, /) -> str:
        return f"{self._words[number]}\t{self._terms[self._term_of[number]]}"


def _begun(starts: NDArray[np.int32], places: NDArray[np.uint16]) -> Run:
    is_one = starts != NONE
    return starts[is_one], places[is_one]
