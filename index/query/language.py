"""The query language as a table: what one may type, and what it means."""

from __future__ import annotations

from dataclasses import dataclass

from index.query.tree import State, Thing


@dataclass(frozen=True, slots=True)
class Idiom:
    """One thing that can be typed."""

    syntax: str
    example: str
    meaning: str


STATES = ", ".join(State)
THINGS = ", ".join(Thing)

LANGUAGE: tuple[Idiom, ...] = (
    Idiom("word word", "graph attention", "papers that hold every word, in any of its forms"),
    Idiom('"words"', '"mixture of experts"', "words side by side, in this order"),
    Idiom("word*", "neur*", "any word that begins so"),
    Idiom("-word   NOT word", "diffusion -video", "papers without it"),
    Idiom("a OR b   a | b", "retrieval | search", "papers that hold either"),
    Idiom("( … )", "(speech OR audio) -music", "what belongs together; NOT binds first, then AND"),
    Idiom("title:", "title:benchmark", "only in the title; also title:(a OR b)"),
    Idiom("abs:", "abs:robot*", "only in the abstract"),
    Idiom("is:", "is:unread", f"what you made of it: {STATES}"),
    Idiom("has:", "has:code", f"what comes with it: {THINGS}"),
    Idiom("tag:", "tag:graphs,to-read", "with any of these tags; tag:* with any at all"),
    Idiom("page:", 'page:"Sep 1"', "seen on a page whose name or day holds this"),
    Idiom("rank:", "rank:<=10", "its place on a page: 3, 1..5, <5, <=10, >20, >=20"),
)
"""In the order in which they are taught; help and README are made from it."""

TEXT_FIELDS: tuple[str, ...] = ("title", "abs", "abstract")
CONDITION_FIELDS: tuple[str, ...] = ("is", "has", "tag", "page", "rank")
