"""What is looked for in every text as it is written: characters and regular expressions."""

from __future__ import annotations

import time
from functools import lru_cache
from string import ascii_lowercase, ascii_uppercase
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import regex

from index.query.field import Field
from index.query.question import Sort
from index.query.tree import Pattern, Regex, Substring
from index.search.arrays import read
from index.search.cache import Cache
from index.search.stopping import stop_if

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from index.search.source import PaperText, Source
    from index.search.stopping import ShouldStop

SECONDS = 2.0  # that one expression may take over all texts
SECONDS_A_TEXT = 0.25
SECONDS_TO_LIGHT = 0.02  # on the screen's own time
SECONDS_TO_STOP = 0.02  # between two looks at whether to
_FEW = 20  # fewer papers than one in so many are looked through here, not by the store
_AT_ONCE = 500  # texts that are read together
_MOST_KEPT = 16_000_000  # bytes

_LOWER = str.maketrans(ascii_uppercase, ascii_lowercase)  # as SQLite does, and no more


class Looked(NamedTuple):
    """What looking through texts has shown."""

    version: int  # of the papers
    looked_at: NDArray[np.bool_]
    held: NDArray[np.bool_]


class Patterns:
    """Looks through texts, and remembers what it saw until papers change. For one thread."""

    def __init__(self, source: Source, should_stop: ShouldStop) -> None:
        self._source = source
        self._should_stop = should_stop
        self._whole: Cache[Looked] = Cache(_MOST_KEPT)
        self._partial: dict[Pattern, Looked] = {}  # of this question: none is tried twice
        self.notes: list[str] = []  # what could not be looked through
        self.unseen: NDArray[np.bool_] | None = None  # the papers that there was no time for

    def begin(self) -> None:
        """Another question: what took too long for the last one may be tried again."""
        self._partial.clear()
        self.notes.clear()
        self.unseen = None

    def holding(self, pattern: Pattern, among: NDArray[np.bool_]) -> NDArray[np.bool_]:
        """Which of the papers `among` hold the pattern, as far as there was time to look.

        Errors: SearchStopped.
        """
        version = self._source.version()
        kept = self._whole.get(pattern)
        if kept and kept.version == version and _is_within(among, kept.looked_at):
            return kept.held & among
        if pattern in self._partial:
            return self._partial[pattern].held & among
        looked = Looked(version, *self._look(pattern, among))
        if not (among & ~looked.looked_at).any():
            self._whole.keep(pattern, looked, 2 * len(among))
        else:
            self._leave(pattern, among, looked)
        return looked.held & among

    def _leave(self, pattern: Pattern, among: NDArray[np.bool_], looked: Looked) -> None:
        self._partial[pattern] = looked
        unseen = among & ~looked.looked_at
        self.unseen = unseen if self.unseen is None else self.unseen | unseen
        seen, wanted = int(np.count_nonzero(looked.looked_at)), int(np.count_nonzero(among))
        told = f"{seen:,} of {wanted:,} papers were looked at"
        self.notes.append(f"“/{_shown(pattern)}/” takes too long: {told}.")

    def _look(
        self, pattern: Pattern, among: NDArray[np.bool_]
    ) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
        """The papers that were looked at, and those found."""
        held = np.zeros(len(among), bool)
        if isinstance(pattern, Substring) and pattern.text.isascii() and not _is_few(among):
            found = read(self._source.containing(pattern.text, _fields(pattern)))
            held[found[found < len(held)]] = True
            return np.ones(len(among), bool), held
        looked_at = np.zeros(len(among), bool)
        ends = time.monotonic() + SECONDS
        for text in self._texts(among):
            if isinstance(pattern, Regex) and time.monotonic() > ends:
                break
            try:
                held[text.number] = _stands_in(pattern, text)
            except TimeoutError:
                break
            looked_at[text.number] = True
        return looked_at, held

    def _texts(self, among: NDArray[np.bool_]) -> Iterator[PaperText]:
        """The texts of these papers, the newest first, as long as somebody waits."""
        newest = read(self._source.ordered(Sort.NEW))
        known = newest[newest < len(among)]  # a paper may have come since
        wanted = known[among[known]]
        looks = 0.0
        for start in range(0, len(wanted), _AT_ONCE):
            texts = self._source.texts(wanted[start : start + _AT_ONCE].tolist())
            for number in wanted[start : start + _AT_ONCE].tolist():
                if time.monotonic() >= looks:
                    stop_if(self._should_stop)
                    looks = time.monotonic() + SECONDS_TO_STOP
                if number in texts:
                    yield texts[number]


def spans(pattern: Pattern, text: str) -> list[tuple[int, int]]:
    """Where the pattern stands in a text: (start, end) in characters.

    Errors: TimeoutError, where it takes too long.
    """
    found = _compiled(pattern).finditer(text, timeout=SECONDS_TO_LIGHT)
    return [match.span() for match in found if match.end() > match.start()]


def _is_within(some: NDArray[np.bool_], others: NDArray[np.bool_]) -> bool:
    return len(some) == len(others) and not (some & ~others).any()


def _is_few(among: NDArray[np.bool_]) -> bool:
    return int(np.count_nonzero(among)) * _FEW < len(among)


def _fields(pattern: Pattern) -> tuple[Field, ...]:
    return tuple(Field) if pattern.field is None else (pattern.field,)


def _stands_in(pattern: Pattern, paper: PaperText) -> bool:
    texts = [getattr(paper, field) for field in _fields(pattern)]
    if isinstance(pattern, Substring):
        return any(_folded(pattern, pattern.text) in _folded(pattern, text) for text in texts)
    expression = _compiled(pattern)
    return any(expression.search(text, timeout=SECONDS_A_TEXT, concurrent=True) for text in texts)


def _folded(pattern: Substring, text: str) -> str:
    return text.translate(_LOWER) if pattern.text.isascii() else text.casefold()


@lru_cache(maxsize=64)
def _compiled(pattern: Pattern) -> regex.Pattern[str]:
    written = pattern.pattern if isinstance(pattern, Regex) else regex.escape(pattern.text)
    return regex.compile(written, regex.IGNORECASE)


def _shown(pattern: Pattern) -> str:
    return pattern.pattern if isinstance(pattern, Regex) else pattern.text
