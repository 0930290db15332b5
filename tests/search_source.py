"""A library in memory, as search sees one: small, whole and safe to use from several threads."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from index.paper import paper_id
from index.query.question import Sort
from index.query.tree import Has, Is, OnPage, Ranked, State, Tagged
from index.search.source import PaperText

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from index.query.tree import Condition


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


@dataclass
class MemorySource:
    """Papers in the order they were added; the last one is the newest."""

    kept: dict[str, Kept] = field(default_factory=dict)
    queue: list[tuple[int, str]] = field(default_factory=list)
    queued_ever: int = 0
    lock: threading.RLock = field(default_factory=threading.RLock)

    def add(self, title: str, abstract: str = "", **kept: object) -> str:
        """Add a paper, or change its abstract; it is queued for the index."""
        paper = paper_id(title)
        with self.lock:
            text = PaperText(paper, title, abstract)
            self.kept[paper] = Kept(text, rank=len(self.kept) + 1)
            for name, value in kept.items():
                setattr(self.kept[paper], name, value)
            self._enqueue(paper)
        return paper

    def remove(self, paper: str) -> None:
        with self.lock:
            del self.kept[paper]
            self._enqueue(paper)

    def _enqueue(self, paper: str) -> None:
        self.queued_ever += 1
        self.queue.append((self.queued_ever, paper))

    def count(self) -> int:
        return len(self.kept)

    def every_text(self) -> Iterator[PaperText]:
        with self.lock:
            texts = [paper.text for paper in self.kept.values()]
        yield from texts

    def texts(self, ids: Iterable[str]) -> dict[str, PaperText]:
        with self.lock:
            return {paper: self.kept[paper].text for paper in ids if paper in self.kept}

    def matching(self, condition: Condition) -> frozenset[str]:
        with self.lock:
            return frozenset(paper for paper, kept in self.kept.items() if _holds(condition, kept))

    def ordered(self, sort: Sort) -> Sequence[str]:
        with self.lock:
            ids = list(self.kept)
            if sort is Sort.TITLE:
                return sorted(ids, key=lambda paper: self.kept[paper].text.title.casefold())
            if sort is Sort.RANK:
                return sorted(ids, key=lambda paper: self.kept[paper].rank)
            return ids[::-1]

    def queued(self, limit: int) -> list[tuple[int, str]]:
        with self.lock:
            return self.queue[:limit]

    def unqueue(self, through: int) -> None:
        with self.lock:
            self.queue = [(number, paper) for number, paper in self.queue if number > through]


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
        case Has():
            return kept.has_code
        case Tagged(names):
            return bool(set(names) & set(kept.tags)) if names else bool(kept.tags)
        case OnPage(part):
            return part.casefold() in kept.page.casefold()
        case Ranked(low, high):
            return low <= kept.rank and (high is None or kept.rank <= high)
