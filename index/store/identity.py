"""Which paper a listing is: one that is known by its title and abstract, or another one."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from index.paper import paper_id

LEAST_SHARED = 0.5
"""Of the shorter abstract's words, how many the other must hold to be of the same paper."""

_WORDS = re.compile(r"\w+")


@dataclass(slots=True)
class Namesake:
    """A paper among those that share a title."""

    id: str
    abstract: str


def same_paper(abstract: str, namesakes: list[Namesake]) -> Namesake | None:
    """The one of these papers that a listing with this abstract is, if it is one of them.

    An abstract that is missing, here or there, tells nothing apart; a likeness is better than
    a gap.
    """
    if not abstract:
        return namesakes[0] if namesakes else None
    alike = (paper for paper in namesakes if paper.abstract and are_alike(abstract, paper.abstract))
    return next(alike, None) or next((paper for paper in namesakes if not paper.abstract), None)


def are_alike(one: str, other: str) -> bool:
    """Whether two abstracts share at least half the words of the shorter: a cut one is alike."""
    words, others = _words(one), _words(other)
    fewest = min(len(words), len(others))
    return len(words & others) >= fewest * LEAST_SHARED


def free_id(title: str, namesakes: list[Namesake]) -> str:
    """The id of one more paper with this title: the title's own, else with "-2", "-3", …"""
    plain = paper_id(title)
    return f"{plain}-{len(namesakes) + 1}" if namesakes else plain


def _words(text: str) -> set[str]:
    return set(_WORDS.findall(unicodedata.normalize("NFKC", text).casefold()))
