"""The query language as a table: what one may type, and what it means."""

from __future__ import annotations

from dataclasses import dataclass

from index.query.question import Sort
from index.query.tree import State, Thing


@dataclass(frozen=True, slots=True)
class Idiom:
    """One thing that can be typed."""

    syntax: str
    example: str
    meaning: str


STATES = ", ".join(State)
THINGS = ", ".join(Thing)
SORTS = ", ".join(Sort)

LANGUAGE: tuple[Idiom, ...] = (
    Idiom("word word", "graph attention", "papers that hold every word, in any of its forms"),
    Idiom(
        "a sentence",
        "what helps readers of long papers most",
        "papers that fit it best: six plain words or more, or a question",
    ),
    Idiom('"words"', '"mixture of experts"', "words side by side, in this order"),
    Idiom("word*", "neur*", "any word that begins so"),
    Idiom(
        "word~",
        "netwrk~",
        "one slip away as well: a letter more, less, other, or two swapped",
    ),
    Idiom("=text", '="state space"', "these characters as written, even within words"),
    Idiom("/text/", "/gpt-[2-4]/", "a regular expression; `.` is any character, `.*` any number"),
    Idiom("-word   NOT word", "diffusion -video", "papers without it"),
    Idiom("a OR b   a | b", "retrieval | search", "papers that hold either"),
    Idiom("( … )", "(speech OR audio) -music", "what belongs together; NOT binds first, then AND"),
    Idiom("title:", "title:benchmark", "only in the title; also title:(a OR b)"),
    Idiom("abs:", "abs:robot*", "only in the abstract"),
    Idiom("is:", "is:unread", f"what you made of it: {STATES}"),
    Idiom("has:", "has:code", f"what comes with it: {THINGS}"),
    Idiom("tag:", "tag:graphs,to-read", "with any of these tags; tag:* with any at all"),
    Idiom("page:", 'page:"Sep 1"', "seen on a page whose name or day holds this"),
    Idiom("repo:", "repo:naver", "with code in a repository whose owner/name holds this"),
    Idiom(
        "day:",
        "day:2026-09-01..2026-09-08",
        "seen on a page of these days: 2026-09, 2026, today, 7d (also 2w, 3m, 1y), >=2026-09-01",
    ),
    Idiom("added:", "added:7d", "added to the library on these days, written as for day:"),
    Idiom("rank:", "rank:<=10", "its place on a page: 3, 1..5, <5, <=10, >20, >=20"),
    Idiom("seen:", "seen:>1", "on how many pages it was seen, written as for rank:"),
    Idiom("id:", "id:7hlw", "the paper whose id begins so"),
    Idiom("like:", "like:7hlw", "more like this paper"),
    Idiom("@name", "@routing is:unread", "what the saved search of this name finds"),
    Idiom("sort:", "graph sort:new", f"in this order: {SORTS}"),
    Idiom("limit:", "graph limit:50", "no more papers than this"),
)
"""In the order in which they are taught; help and README are made from it."""

TEXT_FIELDS: tuple[str, ...] = ("title", "abs", "abstract")
CONDITION_FIELDS: tuple[str, ...] = (
    "is",
    "has",
    "tag",
    "page",
    "repo",
    "day",
    "added",
    "rank",
    "seen",
    "id",
    "like",
)
ORDER_FIELDS: tuple[str, ...] = ("sort", "limit")
"""They say how papers are shown, and not which."""

VALUE_FIELDS: tuple[str, ...] = (*CONDITION_FIELDS, *ORDER_FIELDS)
"""Fields whose values are not words."""

FIELDS: tuple[str, ...] = (*TEXT_FIELDS, *VALUE_FIELDS)
