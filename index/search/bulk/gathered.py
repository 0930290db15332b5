"""The papers of a segment to be, their words as numbers."""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from index.query.field import Field
from index.search.bulk.lists import PostingLists, counted, once
from index.search.bulk.vocabulary import NONE, Vocabulary
from index.search.schema import form_and_term
from index.search.tokens import words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from index.search.source import PaperText

_MOST_PAPERS = 60_000  # of a segment: two bytes hold the gap between any two
_MOST_WORDS = 8_000_000  # of a segment: 40,000 papers, some 400 MB while they are put in order


class Stream(NamedTuple):
    """One text of each paper after the other."""

    words: array[int]  # their numbers in the vocabulary
    lengths: array[int]  # how many of them are each paper's


class Gathered:
    """Papers in the order they were added; in their postings they stand by their places."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self.papers = array("i")  # the numbers of the papers
        self.streams = {field: Stream(array("i"), array("i")) for field in Field}

    def add(self, paper: PaperText) -> None:
        """Take the words of the paper's two texts."""
        self.papers.append(paper.number)
        for field, text in ((Field.TITLE, paper.title), (Field.ABSTRACT, paper.abstract)):
            found = words(text)
            stream = self.streams[field]
            stream.words.extend(map(self._vocabulary.words.__getitem__, found))
            stream.lengths.append(len(found))

    @property
    def is_full(self) -> bool:
        """Whether it is time to write them: more would take too much memory."""
        held = sum(len(stream.words) for stream in self.streams.values())
        return held > _MOST_WORDS or len(self.papers) >= _MOST_PAPERS

    def lists(self) -> Iterator[tuple[str, PostingLists]]:
        """The posting lists of each field of the index, in the order of their names."""
        vocabulary, parts = self._vocabulary, self._vocabulary.parts()
        terms, starts = list(vocabulary.terms), list(vocabulary.starts)
        streams = {field: (np.array(s.words), _places(s)) for field, s in self.streams.items()}
        for field in sorted(Field):
            if field is Field.TITLE:
                yield "forms", self._forms(list(streams.values()))
            found, places = streams[field]
            yield field.value, counted(parts.terms[found], places, terms)
            begun = np.concatenate((parts.ones[found], parts.twos[found]))
            kept = begun != NONE
            places = np.concatenate((places, places))[kept]
            yield f"{field.value}_starts", once(begun[kept], places, starts)

    def _forms(self, streams: list[tuple[NDArray[np.int32], NDArray[np.int32]]]) -> PostingLists:
        """Every word once, at the first paper that has it."""
        forms = [form_and_term(word) for word in self._vocabulary.words]
        first = np.full(len(forms), len(self.papers), np.int32)
        for found, places in streams:
            seen = np.full(len(forms), len(self.papers), np.int32)
            seen[found[::-1]] = places[::-1]  # of several the last stays, which is the first paper
            np.minimum(first, seen, out=first)
        present = np.flatnonzero(first < len(self.papers)).astype(np.int32)
        return once(present, first[present], forms)


def _places(stream: Stream) -> NDArray[np.int32]:
    lengths = np.array(stream.lengths)
    return np.repeat(np.arange(len(lengths), dtype=np.int32), lengths)
