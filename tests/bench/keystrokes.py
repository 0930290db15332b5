"""Typing into the search: each key's answer, with the rows of its first papers read."""

from __future__ import annotations

import random
import time
from typing import TYPE_CHECKING

from index.library import Library
from index.paths import places
from index.query.question import Question, Sort
from tests.bench.corpus import SEED
from tests.bench.sought import LIMIT

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

KEYS = 1_000
WORDS = 4  # of a title that are typed at most


class Typing:
    """KEYS keystrokes of random titles, typed from the first letter."""

    def __init__(self, home: Path) -> None:
        """Type them twice into a newly opened library that was warmed up and no more."""
        self.warm_up: float
        with Library.open(places(home)) as library:
            typed = list(_typed(library))
        with Library.open(places(home)) as library:
            began = time.perf_counter()
            while library.warm_up():
                pass
            self.warm_up = time.perf_counter() - began
            self.cold = [_seconds(library, text) for text in typed]
            self.warm = [_seconds(library, text) for text in typed]
            self.slowest = sorted(zip(self.warm, typed, strict=True))[-10:]


def _typed(library: Library) -> Iterator[str]:
    """What stands in the search box after each key."""
    ids = library.answer(Question(sort=Sort.TITLE)).ids
    chance = random.Random(SEED)
    keys = 0
    while True:
        row = library.rows([ids[chance.randrange(len(ids))]])[0]
        text = " ".join(row.title.split()[:WORDS])
        for end in range(1, len(text) + 1):
            if keys == KEYS:
                return
            keys += 1
            yield text[:end]


def _seconds(library: Library, text: str) -> float:
    began = time.perf_counter()
    answer = library.answer(Question(text, typing=True))
    library.rows(answer.ids[:LIMIT])
    return time.perf_counter() - began
