"""What is looked for in every text as it is written: characters and regular expressions."""

from __future__ import annotations

import time
from contextlib import suppress
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np
import regex

from index.errors import SearchStopped
from index.query.field import Field
from index.query.tree import Pattern, Regex, Substring
from index.search.arrays import read

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from numpy.typing import NDArray

    from index.search.holdings import Holdings
    from index.search.source import Numbers, PaperText, Source

SECONDS = 2.0  # that one expression may take over all texts
SECONDS_A_TEXT = 0.25
SECONDS_TO_LIGHT = 0.02  # on the screen's own time
_FEW = 20  # fewer papers than one in so many are fetched one by one
_AT_ONCE = 500
_MOST_KEPT = 16

_Seen = tuple["Numbers", "NDArray[np.bool_]", "NDArray[np.bool_]"]  # papers, looked at, found


class Patterns:
    """Looks through texts, and remembers what it saw until the papers change. For one thread."""

    def __init__(self, source: Source, holdings: Holdings, should_stop: Callable[[], bool]) -> None:
        self._source = source
        self._holdings = holdings
        self._should_stop = should_stop
        self._seen: dict[Pattern, _Seen] = {}
        self.notes: list[str] = []  # what could not be looked through

    def holding(self, pattern: Pattern, among: NDArray[np.bool_]) -> NDArray[np.bool_]:
        """Which of the papers `among` hold the pattern. Errors: SearchStopped."""
        papers = self._holdings.newest
        kept = self._seen.get(pattern)
        if kept and kept[0] is papers and _is_within(among, kept[1]):
            return kept[2] & among
        looked_at, held = self._look(pattern, among)
        if looked_at is not None:
            if len(self._seen) >= _MOST_KEPT:
                self._seen.clear()
            self._seen[pattern] = (papers, looked_at, held)
        return held & among

    def _look(
        self, pattern: Pattern, among: NDArray[np.bool_]
    ) -> tuple[NDArray[np.bool_] | None, NDArray[np.bool_]]:
        """The papers that were looked at, None for not all there were to be, and those found."""
        held = np.zeros(len(among), bool)
        wanted = int(np.count_nonzero(among))
        if isinstance(pattern, Substring) and pattern.text.isascii() and not _is_few(wanted, among):
            found = read(self._source.containing(pattern.text, _fields(pattern)))
            held[found[found < len(held)]] = True
            return np.ones(len(among), bool), held
        ends = time.monotonic() + SECONDS
        seen = 0
        with suppress(TimeoutError):
            for text in self._texts(among, wanted):
                if isinstance(pattern, Regex) and time.monotonic() > ends:
                    break
                held[text.number] = _stands_in(pattern, text)
                seen += 1
        if seen == wanted:
            return among, held
        told = f"{seen:,} of {wanted:,} papers were looked at"
        self.notes.append(f"“/{_shown(pattern)}/” takes too long: {told}.")
        return None, held

    def _texts(self, among: NDArray[np.bool_], wanted: int) -> Iterator[PaperText]:
        if _is_few(wanted, among):
            found: Iterable[PaperText] = self._each(np.flatnonzero(among))
        else:
            last = len(among)  # a paper may have come since
            texts = self._source.every_text()
            found = (text for text in texts if text.number < last and among[text.number])
        for place, text in enumerate(found):
            if place % _AT_ONCE == 0 and self._should_stop():
                raise SearchStopped("The search was stopped; a newer one is under way.")
            yield text

    def _each(self, numbers: NDArray[np.intp]) -> Iterator[PaperText]:
        for start in range(0, len(numbers), _AT_ONCE):
            yield from self._source.texts(numbers[start : start + _AT_ONCE].tolist()).values()


def spans(pattern: Pattern, text: str) -> list[tuple[int, int]]:
    """Where the pattern stands in a text: (start, end) in characters; none where it takes long."""
    try:
        found = [
            match.span() for match in _compiled(pattern).finditer(text, timeout=SECONDS_TO_LIGHT)
        ]
    except TimeoutError:
        return []
    return [(start, end) for start, end in found if end > start]


def _is_within(some: NDArray[np.bool_], others: NDArray[np.bool_]) -> bool:
    return len(some) == len(others) and not (some & ~others).any()


def _is_few(wanted: int, among: NDArray[np.bool_]) -> bool:
    return wanted * _FEW < len(among)


def _fields(pattern: Pattern) -> tuple[Field, ...]:
    return tuple(Field) if pattern.field is None else (pattern.field,)


def _stands_in(pattern: Pattern, paper: PaperText) -> bool:
    texts = [getattr(paper, field) for field in _fields(pattern)]
    if isinstance(pattern, Substring):
        wanted = pattern.text.casefold()
        return any(wanted in text.casefold() for text in texts)
    expression = _compiled(pattern)
    return any(expression.search(text, timeout=SECONDS_A_TEXT, concurrent=True) for text in texts)


@lru_cache(maxsize=64)
def _compiled(pattern: Pattern) -> regex.Pattern[str]:
    written = pattern.pattern if isinstance(pattern, Regex) else regex.escape(pattern.text)
    try:
        return regex.compile(written, regex.IGNORECASE)
    except regex.error:  # well formed for the language's reader, and yet not for this one
        return regex.compile(regex.escape(written), regex.IGNORECASE)


def _shown(pattern: Pattern) -> str:
    return pattern.pattern if isinstance(pattern, Regex) else pattern.text
