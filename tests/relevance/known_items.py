"""Queries of a person who looks for one paper that is there, made from the papers themselves."""

from __future__ import annotations

import random
import re
from string import ascii_lowercase
from typing import TYPE_CHECKING, NamedTuple

from index.query.question import Question
from index.search.tokens import words

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from index.library import Library
    from index.paper import Paper

SEED = 11
DRAWINGS = 3  # of chance, for each paper: one alone may be lucky
LOOKED_AT = 10  # a paper further down is not found
BEGINNING = 12  # characters of a title
SHORTEST_SENTENCE = 8  # words
SHORTEST_WORD = 4  # letters
UNTELLING = """
    about after against also among before between beyond both does during each from have into
    like more most much only other over should some such than that their them then there these
    they this those through toward towards under upon using very what when where which while with
    within without your
"""
"""Words of titles that nobody would look for a paper by."""


class Item(NamedTuple):
    """What is typed, and the paper that it is meant to find."""

    question: Question
    paper: str  # its id


def typo(paper: Paper, dice: random.Random) -> str | None:
    """The title with one slip of the hand in one of its longer words."""
    spots = [match.span() for match in re.finditer(rf"[A-Za-z]{{{SHORTEST_WORD},}}", paper.title)]
    if not spots:
        return None
    start, end = dice.choice(spots)
    return paper.title[:start] + slip(paper.title[start:end], dice) + paper.title[end:]


def scrambled(paper: Paper, dice: random.Random) -> str | None:
    """Three telling words of the title, in another order."""
    telling = [word for word in words(paper.title) if _is_telling(word)]
    telling = list(dict.fromkeys(telling))
    if len(telling) < 3:
        return None
    chosen = dice.sample(telling, 3)
    if chosen == sorted(chosen, key=telling.index):
        chosen.reverse()
    return " ".join(chosen)


def sentence(paper: Paper, dice: random.Random) -> str | None:
    """One whole sentence of the abstract."""
    sentences = re.split(r"(?<=[.!?])\s+", paper.abstract)
    long = [said for said in sentences if len(said.split()) >= SHORTEST_SENTENCE]
    return dice.choice(long) if long else None


def prefix(paper: Paper, _: random.Random) -> str:
    """The beginning of the title."""
    return paper.title[:BEGINNING]


SETS: dict[str, Callable[[Paper, random.Random], str | None]] = {
    "typo": typo,
    "scrambled": scrambled,
    "sentence": sentence,
    "prefix": prefix,
}


def known_items(papers: Sequence[Paper], name: str, seed: int = SEED) -> list[Item]:
    """The items of the set of this name: for each paper as many as are drawn, each once."""
    dice = random.Random(seed)
    typing = name == "prefix"
    drawn = [(SETS[name](paper, dice), paper.id) for _ in range(DRAWINGS) for paper in papers]
    items = [Item(Question(text, typing=typing), paper) for text, paper in drawn if text]
    return list(dict.fromkeys(items))


def mrr(library: Library, items: Sequence[Item]) -> float:
    """The mean of 1 / the place at which the paper stands, 0 where it is not near the top."""
    return sum(1 / place for item in items if (place := place_of(library, item))) / len(items)


def place_of(library: Library, item: Item) -> int | None:
    """Where the paper stands in the answer, from 1."""
    found = list(library.answer(item.question).ids[:LOOKED_AT])
    return found.index(item.paper) + 1 if item.paper in found else None


def slip(word: str, dice: random.Random) -> str:
    """The word with a letter left out, added or mistaken, or with two letters swapped."""
    while True:
        at = dice.randrange(len(word))
        head, tail, letter = word[:at], word[at:], dice.choice(ascii_lowercase)
        swapped = tail[1::-1] + tail[2:]
        slipped = head + dice.choice((tail[1:], letter + tail, letter + tail[1:], swapped))
        if slipped.lower() != word.lower():
            return slipped


def _is_telling(word: str) -> bool:
    return len(word) >= SHORTEST_WORD and word not in UNTELLING.split()
