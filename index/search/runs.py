"""Words side by side in a text: how phrases are verified and hits are lit."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from index.search.stems import term
from index.search.stopping import stop_if
from index.search.terms import Postings
from index.search.tokens import tokens, words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from index.query.field import Field
    from index.search.source import Source
    from index.search.stopping import ShouldStop
    from index.search.tokens import Token

_AT_ONCE = 500  # papers whose texts are read between two looks at whether to stop

_TYPOGRAPHIC = str.maketrans("’‘“”–—…•·", "''\"\"-----")
_BETWEEN = r"(?:'s(?![a-z0-9])|[^a-z0-9])+"


@dataclass(frozen=True, slots=True)
class Run:
    """One word, or several in order; the last may be the beginning of a word."""

    words: tuple[str, ...]  # folded
    is_prefix: bool = False
    completions: frozenset[str] = frozenset()  # terms that the last word may be, if not it alone

    def find(self, text: Sequence[Token]) -> Iterator[tuple[int, int]]:
        """Where the run stands: (start, end) in characters. Stands may overlap."""
        size = len(self.words)
        for at in range(len(text) - size + 1):
            if all(self._fits(place, text[at + place].word) for place in range(size)):
                yield text[at].start, text[at + size - 1].end

    def _fits(self, place: int, word: str) -> bool:
        wanted = self.words[place]
        if word == wanted or term(word) == term(wanted):
            return True
        if place < len(self.words) - 1:
            return False
        return (self.is_prefix and word.startswith(wanted)) or term(word) in self.completions

    def times(self, text: str) -> int:
        """How often the run stands in `text`."""
        near = self._near(text)
        if near is None:
            return sum(1 for _ in self.find(tokens(text)))
        return sum(self._begins(words(part)) for part in near)

    def _begins(self, text: Sequence[str]) -> bool:
        """Whether a text in folded words begins with the run."""
        size = len(self.words)
        return len(text) >= size and all(self._fits(at, text[at]) for at in range(size))

    def _near(self, text: str) -> list[str] | None:
        """The parts of a plain text where the run may stand, as cutting all of it takes long."""
        if len(self.words) == 1 or (self.completions and not self.is_prefix):
            return None
        text = text.translate(_TYPOGRAPHIC)
        if not text.isascii() or not all(word.isascii() and word.isalnum() for word in self.words):
            return None
        head, pattern = _pattern(self.words, self.is_prefix)
        return [head + rest for rest in pattern.findall(text.lower())]


def counted(
    run: Run,
    field: Field,
    papers: NDArray[np.int32],
    source: Source,
    should_stop: ShouldStop,
) -> Postings:
    """How often the run stands in this text of each of these papers that holds it.

    Errors: SearchStopped.
    """
    numbers: list[int] = []
    times: list[int] = []
    for start in range(0, len(papers), _AT_ONCE):
        stop_if(should_stop)
        texts = source.texts(papers[start : start + _AT_ONCE].tolist())
        for number in sorted(texts):
            if count := run.times(getattr(texts[number], field)):
                numbers.append(number)
                times.append(count)
    return Postings(np.array(numbers, np.int32), np.array(times, np.float32))


@lru_cache(maxsize=64)
def _pattern(words: tuple[str, ...], is_prefix: bool) -> tuple[str, re.Pattern[str]]:
    """What the run begins with, and what finds all that follows it where the run may stand.

    Every form of a word begins with all but the last two letters of its term, with which Porter's
    rules may have ended it anew; a completion shares at least its first letter.
    """
    begun = [term(word)[:-2] or word[:1] for word in words]
    if is_prefix:
        begun[-1] = words[-1][:1]
    rest = ("[a-z0-9]*" + _BETWEEN).join(["", *begun[1:]])
    head = begun[0]  # before its condition, so that it is looked for as it is, which is quicker
    starts = rf"{head}(?<![a-z0-9]{head})"
    return head, re.compile(rf"{starts}(?=({rest}[a-z0-9]*(?:\+\+|#)?))")
