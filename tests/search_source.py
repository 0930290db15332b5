"""A library in memory, as search sees one: small, whole and safe to use from several threads."""

from __future__ import annotations

import re
import threading
from array import array
from contextlib import nullcontext
from dataclasses import dataclass, field
from functools import wraps
from typing import TYPE_CHECKING, Any

from index.paper import paper_id
from index.query.question import Sort
from index.query.tree import Has, InRepo, Is, OnPage, Ranked, SeenOn, State, Tagged, WithId
from index.search.source import Grouped, Grouping, PaperText, as_numbers
from index.text import fold

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
    from contextlib import AbstractContextManager

    from index.query.field import Field
    from index.query.tree import Condition
    from index.search.source import Numbers, Prints


@dataclass
class Kept:
    """A paper and what conditions ask of it."""

    text: PaperText
    tags: tuple[str, ...] = ()
    is_read: bool = False
    is_bookmarked: bool = False
    note: str = ""
    has_code: bool = False
    page: str = "2026-09-01.txt"
    rank: int = 1


def _remembered(ask: Callable[..., Numbers]) -> Callable[..., Numbers]:
    """The same object as before while it says the same."""

    @wraps(ask)
    def asked(self: MemorySource, about: object) -> Numbers:
        with self.lock:
            said = ask(self, about)
            before = self.said.get(about)
            if before is None or before != said:
                self.said[about] = said
            return self.said[about]

    return asked


@dataclass
class MemorySource:
    """Papers in the order they were added; the last one is the newest."""

    kept: dict[str, Kept] = field(default_factory=dict)
    queue: list[tuple[int, int]] = field(default_factory=list)
    queued_ever: int = 0
    numbered: int = 0
    searches: dict[str, str] = field(default_factory=dict)
    name: str = "memory"
    said: dict[Any, Numbers] = field(default_factory=dict)
    lock: threading.RLock = field(default_factory=threading.RLock)

    def add(self, title: str, abstract: str = "", **kept: object) -> str:
        """Add a paper, or change its abstract; it is queued for the index."""
        paper = paper_id(title)
        with self.lock:
            known = self.kept.get(paper)
            if known is None:
                self.numbered += 1
            number = self.numbered if known is None else known.text.number
            text = PaperText(number, paper, title, abstract)
            self.kept[paper] = Kept(text, rank=len(self.kept) + 1)
            for name, value in kept.items():
                setattr(self.kept[paper], name, value)
            self._enqueue(number)
        return paper

    def remove(self, paper: str) -> None:
        with self.lock:
            number = self.kept.pop(paper).text.number
            self._enqueue(number)

    def _enqueue(self, number: int) -> None:
        self.queued_ever += 1
        self.queue.append((self.queued_ever, number))

    def moment(self) -> AbstractContextManager[object]:
        return nullcontext()  # moments are the store's: the search is right without them

    def version(self) -> int:
        return self.queued_ever

    def identity(self) -> str:
        return self.name

    def count(self) -> int:
        return len(self.kept)

    def every_text(self, after: int = 0) -> Iterator[PaperText]:
        with self.lock:
            texts = [kept.text for kept in self.kept.values() if kept.text.number > after]
        yield from sorted(texts, key=lambda text: text.number)

    def prints(self) -> Prints:
        with self.lock:
            texts = [kept.text for kept in self.kept.values()]
        return array("q", sorted(text.number << 31 | text.fingerprint for text in texts))

    def texts(self, numbers: Iterable[int]) -> dict[int, PaperText]:
        known = self._by_number()
        return {number: known[number] for number in map(int, numbers) if number in known}

    def ids(self, numbers: Sequence[int]) -> list[str]:
        known = self._by_number()
        return [known[int(number)].id for number in numbers]

    def numbers(self, ids: Iterable[str]) -> dict[str, int]:
        with self.lock:
            return {paper: self.kept[paper].text.number for paper in ids if paper in self.kept}

    def _by_number(self) -> dict[int, PaperText]:
        with self.lock:
            return {kept.text.number: kept.text for kept in self.kept.values()}

    @_remembered
    def matching(self, condition: Condition) -> Numbers:
        return as_numbers(
            kept.text.number for kept in self.kept.values() if _holds(condition, kept)
        )

    @_remembered
    def ordered(self, sort: Sort) -> Numbers:
        papers = list(self.kept.values())[::-1]
        if sort is Sort.TITLE:
            papers.sort(key=lambda kept: kept.text.title.casefold())
        if sort is Sort.RANK:
            papers.sort(key=lambda kept: kept.rank)
        return as_numbers(kept.text.number for kept in papers)

    def grouped(self, by: Grouping) -> Grouped:
        with self.lock:
            papers = list(self.kept.values())[::-1]
        members = [
            (name, kept.text.number)
            for kept in papers
            for name in (kept.tags if by is Grouping.TAG else (kept.page,))
        ]
        names = tuple(dict.fromkeys(name for name, _ in members))
        groups = as_numbers(names.index(name) for name, _ in members)
        return Grouped(names, names, groups, as_numbers(number for _, number in members))

    def containing(self, text: str, fields: Collection[Field]) -> Numbers:
        with self.lock:
            return as_numbers(
                kept.text.number
                for kept in self.kept.values()
                if any(
                    re.search(re.escape(text), getattr(kept.text, field), re.ASCII | re.IGNORECASE)
                    for field in fields
                )
            )

    def titled(self, beginning: str, limit: int) -> list[int]:
        with self.lock:
            texts = [kept.text for kept in self.kept.values()]
        found = [text for text in texts if fold(text.title).startswith(fold(beginning))]
        return [text.number for text in sorted(found, key=lambda text: fold(text.title))][:limit]

    def saved(self, name: str) -> str | None:
        return self.searches.get(name)

    def queued(self, limit: int) -> list[tuple[int, int]]:
        with self.lock:
            return self.queue[:limit]

    def queue_length(self) -> int:
        with self.lock:
            return len(self.queue)

    def unqueue(self, through: int) -> None:
        with self.lock:
            self.queue = [(entry, number) for entry, number in self.queue if entry > through]


def _holds(condition: Condition, kept: Kept) -> bool:
    match condition:
        case Is(state):
            return {
                State.BOOKMARKED: kept.is_bookmarked,
                State.READ: kept.is_read,
                State.UNREAD: not kept.is_read,
                State.TAGGED: bool(kept.tags),
                State.NOTED: bool(kept.note),
            }[state]
        case Has() | InRepo():
            return kept.has_code
        case Tagged(names):
            return bool(set(names) & set(kept.tags)) if names else bool(kept.tags)
        case OnPage(part):
            return part.casefold() in kept.page.casefold()
        case Ranked(low, high):
            return low <= kept.rank and (high is None or kept.rank <= high)
        case SeenOn(low):
            return low <= 1
        case WithId(beginning):
            return kept.text.id.startswith(beginning)
        case _:
            return True
