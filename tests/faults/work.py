"""Pieces of real work on a library, as values: drawn by a seed, sent to another process, done."""

from __future__ import annotations

import datetime as dt
import json
from typing import TYPE_CHECKING, Any, NamedTuple

from tests.builders import a_page

if TYPE_CHECKING:
    from collections.abc import Callable
    from random import Random

    from index.library import Library
    from index.pages.page import Page
    from tests.faults.model import Model

SAVED = dt.date(2026, 10, 30)
YEAR = 2026
COMMAND = "paperdeck"
"""The kind of an act whose words are a command line."""
PAPERS_A_PAGE = 4
TAGS = ("graphs", "moe", "to-read", "later", "ours")
SEARCHES = ("routing", "mine", "this-week")
KINDS = {
    "add": "adding pages",
    "tag": "tagging",
    "untag": "tagging",
    "tag-all": "bulk writing",
    "read-all": "bulk writing",
    "bookmark": "marking",
    "read": "marking",
    "open": "marking",
    "note": "marking",
    "undo": "undoing",
    "redo": "undoing",
    "save": "saving searches",
    "forget": "saving searches",
    "ask": "saving searches",
    "index": "indexing",
    "reindex": "rebuilding",
}
"""Every kind of act, and what it is counted as."""


class Act(NamedTuple):
    """One thing that a person or the program does; its arguments are what JSON can hold."""

    kind: str
    papers: tuple[str, ...] = ()  # ids
    words: tuple[str, ...] = ()  # tags, a note, a name and a query
    on: bool = True
    page: int = 0


def word(number: int, place: int) -> str:
    """A word that this place of this page has and no other."""
    letters = ""
    rest = number * PAPERS_A_PAGE + place
    for _ in range(4):
        rest, letter = divmod(rest, 20)
        letters += "bcdfghjklmnpqrstvwxz"[letter] + "ao"[(number + place) % 2]
    return f"{letters}m"


def papers_of(number: int, *, gaps: bool = True) -> list[tuple[str, str]]:
    """What page so and so lists: its own papers, then one of the page before.

    Where there may be gaps its last paper has no abstract yet; the next page brings it.
    """
    own = [(f"Readers of {word(number, p).title()} Trees", _abstract(number, p)) for p in range(4)]
    if gaps:
        own[3] = (own[3][0], "")
    if number > 0:
        own.append((f"Readers of {word(number - 1, 3).title()} Trees", _abstract(number - 1, 3)))
    return own


def _abstract(number: int, place: int) -> str:
    link = f" The code is at https://github.com/owner/{word(number, place)} for all to read."
    return (
        f"A reader of {word(number, place)} trees that loses its place reads the same tree twice. "
        "We give it a bookmark for every tree it leaves, and count how often it comes back."
        + (link if place % 2 == 0 else "")
    )


def page_of(number: int) -> Page:
    """Page so and so, as the program reads it."""
    return a_page(*papers_of(number), name=f"page-{number}.txt", label=label_of(number))


def label_of(number: int) -> str:
    """The day that the page is of."""
    return f"Sep {1 + number % 28}"


def catch_up(library: Library) -> None:
    """Bring the search index up to date, from nothing where there is no sound one."""
    if library.index_is_ready():
        library.index_queue()
    else:
        library.reindex()


_DONE_BY: dict[str, Callable[[Library, Act], object]] = {
    "add": lambda library, act: library.add(page_of(act.page), SAVED, YEAR),
    "tag": lambda library, act: library.retag(act.papers, add=act.words),
    "tag-all": lambda library, act: library.retag(act.papers, add=act.words),
    "untag": lambda library, act: library.retag(act.papers, remove=act.words),
    "bookmark": lambda library, act: library.bookmark(act.papers, on=act.on),
    "read": lambda library, act: library.mark_read(act.papers, on=act.on),
    "read-all": lambda library, act: library.mark_read(act.papers, on=act.on),
    "open": lambda library, act: library.note_reading(act.papers[0]),
    "note": lambda library, act: library.annotate(act.papers[0], act.words[0]),
    "undo": lambda library, act: library.undo(),
    "redo": lambda library, act: library.redo(),
    "save": lambda library, act: library.save_search(*act.words),
    "forget": lambda library, act: library.forget_search(act.words[0]),
    "ask": lambda library, act: library.remember_query(act.words[0]),
    "index": lambda library, act: catch_up(library),
    "reindex": lambda library, act: library.reindex(),
}


def perform(library: Library, act: Act) -> None:
    """Do it, as the program does."""
    _DONE_BY[act.kind](library, act)


def draw(random: Random, model: Model) -> Act:
    """What is done next to a library in this state; the first page comes first."""
    if not model.papers:
        return Act("add", page=0)
    kind = random.choice(list(KINDS))
    if kind == "add":
        return Act(kind, page=random.choice((len(model.pages), len(model.pages), 0)))
    if kind in {"save", "forget", "ask"}:
        name, query = random.choice(SEARCHES), f"tag:{random.choice(TAGS)} tree"
        given = {"save": (name, query), "forget": (name,), "ask": (f"tree {random.randrange(20)}",)}
        return Act(kind, words=given[kind])
    if kind in {"undo", "redo", "index", "reindex"}:
        return Act(kind)
    return _draw_marks(random, kind, tuple(model.papers))


def _draw_marks(random: Random, kind: str, every: tuple[str, ...]) -> Act:
    few = tuple(random.sample(every, random.choice((1, 1, min(3, len(every))))))
    match kind:
        case "tag" | "untag":
            return Act(kind, few, tuple(random.sample(TAGS, random.choice((1, 2)))))
        case "tag-all":
            return Act(kind, every, (f"all-{random.randrange(4)}",))
        case "read-all":
            return Act(kind, every, on=random.random() < 0.5)
        case "note":
            text = "" if random.random() < 0.2 else f"Note {random.randrange(1000)}.\nTwo lines."
            return Act(kind, few[:1], (text,))
        case "open":
            return Act(kind, few[:1])
    return Act(kind, few, on=random.random() < 0.7)


def as_json(plan: list[Act]) -> str:
    return json.dumps(plan)


def from_json(text: str) -> list[Act]:
    return [_act(*fields) for fields in json.loads(text)]


def _act(kind: str, papers: list[str], words: list[str], on: Any, page: Any) -> Act:
    return Act(kind, tuple(papers), tuple(words), on, page)
