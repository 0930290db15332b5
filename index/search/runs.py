"""Words side by side in a text: how phrases are verified and hits are lit."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from index.search.stems import term

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from index.search.tokens import Token


@dataclass(frozen=True, slots=True)
class Run:
    """One word, or several in order; the last may be the beginning of a word."""

    words: tuple[str, ...]  # folded
    is_prefix: bool = False
    completions: frozenset[str] = frozenset()  # terms that the last word may be as well

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
        if not self.is_prefix or place < len(self.words) - 1:
            return False
        return word.startswith(wanted) or term(word) in self.completions
