"""Papers to measure on, as many as wanted: always the same ones, and as varied as real ones.

Their vocabulary grows with their number as real text's does (Heaps' law): about 8,000 words in a
thousand papers, 29,000 in ten thousand, 230,000 in a hundred thousand.
"""

from __future__ import annotations

import random
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from tests.bench.vocabulary import (
    ARTICLES,
    COINED_DOES,
    COINED_HOWS,
    COINED_WHATS,
    DOES,
    HOWS,
    OPENINGS,
    TAGS,
    WHATS,
    WHERE,
    Words,
    coined,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

SEED = 20260901
CLAUSES = 40_000
KNOWN = 2_000  # names before the first paper
FRESH = 0.35  # how often a name is a new one; else it is one of those before
WITH_CODE = 0.45
WITH_TAGS = 0.3
LENGTH, SPREAD = 1_240, 260  # characters of an abstract without its names and links


@dataclass(frozen=True, slots=True)
class MadePaper:
    """One paper of a made library."""

    title: str
    abstract: str
    tags: tuple[str, ...]


def papers(count: int, seed: int = SEED) -> Iterator[MadePaper]:
    """The first `count` papers; a larger number goes on where a smaller one ends."""
    return _Author(seed).papers(count)


class _Author:
    """Writes papers from a stock of clauses, with names of its own among them."""

    def __init__(self, seed: int) -> None:
        self._chance = random.Random(seed)
        self._clauses = _clauses(seed)
        self._names = [coined(self._chance) for _ in range(KNOWN)]
        self._taken = set(self._names)
        self._titles: set[str] = set()

    def papers(self, count: int) -> Iterator[MadePaper]:
        for _ in range(count):
            title = self._title()
            while title.casefold() in self._titles:
                title = f"{self._name()}: {title}"
            self._titles.add(title.casefold())
            yield MadePaper(title, self._abstract(), self._tags())

    def _name(self) -> str:
        """A name that may be known already: the more papers have it, the likelier."""
        chance = self._chance
        if chance.random() > FRESH:
            name = self._names[int(chance.random() * len(self._names))]
        else:
            name = coined(chance)
            while name in self._taken:
                name = coined(chance)
            self._taken.add(name)
        self._names.append(name)
        return name

    def _title(self) -> str:
        chance = self._chance
        hows, whats, _ = _words()
        words = [hows.one(chance), whats.one(chance), chance.choice(("for", "with", "of", "as"))]
        words += [hows.one(chance), whats.one(chance)]
        if chance.random() < 0.6:
            words += chance.choice(WHERE).split()
        if chance.random() < 0.35:
            words = [f"{self._name()}:", *words]
        if chance.random() < 0.3:
            words += ["and", self._name(), whats.one(chance)]
        return " ".join(words).title() if chance.random() < 0.8 else " ".join(words).capitalize()

    def _abstract(self) -> str:
        chance = self._chance
        length = chance.gauss(LENGTH, SPREAD)
        clauses = chance.choices(self._clauses, k=max(2, int(length / _mean_length())))
        for place in range(0, len(clauses), 4):
            clauses[place] = f"{clauses[place]} and the {self._name()}"
        sentences = [
            f"{first[0].upper()}{first[1:]}, {second}."
            for first, second in zip(clauses[::2], clauses[1::2], strict=False)
        ]
        if chance.random() < WITH_CODE:
            sentences.append(
                f"Our code is at https://github.com/{self._name().lower()}/{self._name()}."
            )
        return " ".join(sentences)

    def _tags(self) -> tuple[str, ...]:
        chance = self._chance
        if chance.random() > WITH_TAGS:
            return ()
        places = (int(chance.paretovariate(0.8)) - 1 for _ in range(chance.randint(1, 3)))
        return tuple(sorted({TAGS[min(place, len(TAGS) - 1)] for place in places}))


@cache
def _words() -> tuple[Words, Words, Words]:
    """What describes things, things, and what is done to them; the same for every library."""
    chance = random.Random(SEED)
    hows = HOWS + [coined(chance) for _ in range(COINED_HOWS)]
    whats = WHATS + [coined(chance) for _ in range(COINED_WHATS)]
    does = DOES + [coined(chance) for _ in range(COINED_DOES)]
    return Words(hows), Words(whats), Words(does)


@cache
def _clauses(seed: int) -> list[str]:
    """The stock: clauses of six to fourteen words, of common words mostly."""
    chance = random.Random(seed)
    return [_clause(chance) for _ in range(CLAUSES)]


@cache
def _mean_length() -> float:
    return sum(map(len, _clauses(SEED))) / CLAUSES + 2  # the comma or dot, and the space


def _clause(chance: random.Random) -> str:
    _, _, does = _words()
    verb = does.one(chance)
    middle = chance.choice((f"{_ing(verb)}", f"is {_ed(verb)} by", f"that {verb}s", f"to {verb}"))
    parts = [_thing(chance), middle, _thing(chance)]
    if chance.random() < 0.5:
        parts.insert(0, chance.choice(OPENINGS))
    if chance.random() < 0.5:
        parts.append(chance.choice(WHERE))
    if chance.random() < 0.5:
        parts.append(f"{chance.choice(('of', 'and', 'for', 'from'))} {_thing(chance)}")
    return " ".join(parts)


def _thing(chance: random.Random) -> str:
    """ "the sparse graphs", "a neural network", "attention": one word follows another as usual."""
    hows, whats, _ = _words()
    what = whats.one(chance)
    if chance.random() < 0.4 and not what.endswith("s"):
        what += "s"
    if chance.random() < 0.6:
        what = f"{hows.one(chance)} {what}"
    return f"{chance.choice(ARTICLES)} {what}"


def _ing(verb: str) -> str:
    return f"{verb.removesuffix('e')}ing"


def _ed(verb: str) -> str:
    return f"{verb}d" if verb.endswith("e") else f"{verb}ed"
