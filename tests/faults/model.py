"""What a library must hold after some acts, worked out in plain Python, and what one does hold."""

from __future__ import annotations

import copy
import datetime as dt
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, NamedTuple, Self

from index.links import find_links
from index.paper import Appearance, Paper, paper_id
from tests.builders import every_id
from tests.faults.work import YEAR, page_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from index.library import Library
    from index.pages.page import Page
    from tests.faults.work import Act

QUERIES_COMPARED = 20


class Turn(NamedTuple):
    """One mark on one paper, before and after."""

    mark: str
    paper: str
    before: str | bool
    after: str | bool


class Done(NamedTuple):
    """An action as the journal has it."""

    words: str
    turns: tuple[Turn, ...]


@dataclass
class Model:
    """A library's whole content, and nothing of how it is kept."""

    papers: dict[str, Paper] = field(default_factory=dict)  # without marks
    pages: dict[str, tuple[str | None, int, int]] = field(default_factory=dict)
    marks: set[tuple[str, str, str | bool]] = field(default_factory=set)  # (mark, paper, value)
    saved: dict[str, str] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)  # the newest first
    done: list[Done] = field(default_factory=list)
    undone: list[Done] = field(default_factory=list)

    def after(self, act: Act) -> Self:
        """The library once this is done."""
        later = copy.copy(self)
        for name, value in vars(self).items():
            setattr(later, name, value.copy())
        later._do(act)
        return later

    def with_page(self, page: Page) -> Self:
        """The library once this page is added."""
        later = copy.copy(self)
        later.papers, later.pages = dict(self.papers), dict(self.pages)
        later._add(page)
        return later

    def content(self) -> dict[str, Any]:
        """All that a person can see of it, as content_of() tells of a real library."""
        marked = [self._marked(paper) for paper in self.papers.values()]
        tags = [value for mark, _, value in self.marks if mark == "tag"]
        return {
            "papers": {paper.id: paper for paper in marked},
            "pages": self.pages,
            "tags": {name: tags.count(name) for name in tags},
            "saved": self.saved,
            "asked": self.asked[:QUERIES_COMPARED],
            "done": [action.words for action in self.done],
            "undone": [action.words for action in self.undone],
        }

    def _marked(self, paper: Paper) -> Paper:
        mine = [(mark, value) for mark, whose, value in self.marks if whose == paper.id]
        return Paper(
            **{name: getattr(paper, name) for name in ("id", "title", "abstract", "links")},
            appearances=tuple(sorted(paper.appearances)),
            tags=tuple(sorted(str(value) for mark, value in mine if mark == "tag")),
            bookmarked=("bookmark", True) in mine,
            read=("read", True) in mine,
            note=next((str(value) for mark, value in mine if mark == "note"), ""),
        )

    # ------------------------------------------------------------------ acts

    def _do(self, act: Act) -> None:
        match act.kind:
            case "add":
                self._add(page_of(act.page))
            case "tag" | "tag-all":
                self._tag(act.papers, act.words, on=True)
            case "untag":
                self._tag(act.papers, act.words, on=False)
            case "bookmark" | "read" | "read-all":
                self._set(act)
            case "open":
                self.marks.add(("read", act.papers[0], True))
            case "note":
                self._annotate(act.papers[0], act.words[0])
            case "undo" | "redo":
                self._go_back_or_on(back=act.kind == "undo")
            case _:
                self._keep_search(act)

    def _go_back_or_on(self, *, back: bool) -> None:
        source, target = (self.done, self.undone) if back else (self.undone, self.done)
        if source:
            target.append(source.pop())
            turns = target[-1].turns
            turned = [turn._replace(before=turn.after, after=turn.before) for turn in turns]
            self._turn(turned if back else turns)

    def _keep_search(self, act: Act) -> None:
        match act.kind:
            case "save":
                self.saved[act.words[0]] = act.words[1]
            case "forget":
                self.saved.pop(act.words[0], None)
            case "ask":
                asked = [query for query in self.asked if query != act.words[0]]
                self.asked = [act.words[0], *asked]

    def _add(self, page: Page) -> None:
        if page.source in self.pages:
            return
        new = [listing for listing in page.listings if paper_id(listing.title) not in self.papers]
        self.pages[page.source] = (page.label, len(page.listings), len(new))
        day = dt.datetime.strptime(f"{page.label} {YEAR}", "%b %d %Y").date()
        for listing in page.listings:
            paper = self.papers.get(paper_id(listing.title)) or Paper(
                paper_id(listing.title), listing.title, ""
            )
            text = paper.abstract or listing.abstract
            seen = Appearance(page.source, page.label, day, False, listing.rank, listing.line)
            self.papers[paper.id] = Paper(
                paper.id, paper.title, text, find_links(text), (*paper.appearances, seen)
            )

    def _tag(self, papers: Iterable[str], names: tuple[str, ...], *, on: bool) -> None:
        turns = [
            Turn("tag", paper, "" if on else name, name if on else "")
            for paper in papers
            for name in names
            if (("tag", paper, name) in self.marks) != on
        ]
        changed = list(dict.fromkeys(str(turn.after or turn.before) for turn in turns))
        kind = "tags" if len(changed) > 1 else "tag"
        self._act(f"{kind} {', '.join(changed)} {'on' if on else 'off'}", turns)

    def _set(self, act: Act) -> None:
        mark = act.kind.removesuffix("-all")
        turns = [
            Turn(mark, paper, not act.on, act.on)
            for paper in act.papers
            if ((mark, paper, True) in self.marks) != act.on
        ]
        named = {"bookmark": "bookmark", "read": "read mark"}[mark]
        self._act(f"{named} {'on' if act.on else 'off'}", turns)

    def _annotate(self, paper: str, text: str) -> None:
        before = next((str(v) for mark, p, v in self.marks if (mark, p) == ("note", paper)), "")
        if before != text:
            self._act(f"note {'on' if text else 'off'}", [Turn("note", paper, before, text)])

    def _act(self, words: str, turns: list[Turn]) -> None:
        if not turns:
            return
        papers = {turn.paper for turn in turns}
        whom = (
            f"“{self.papers[turns[0].paper].title}”"
            if len(papers) == 1
            else f"{len(papers)} papers"
        )
        self._turn(turns)
        self.done.append(Done(f"{words} {whom}", tuple(turns)))
        self.undone.clear()

    def _turn(self, turns: Iterable[Turn]) -> None:
        for turn in turns:
            if turn.before:
                self.marks.discard((turn.mark, turn.paper, turn.before))
            if turn.after:
                self.marks.add((turn.mark, turn.paper, turn.after))


def content_of(library: Library) -> dict[str, Any]:
    """All that a person can see of a library, but for the moments at which things were done."""
    with library.store.reading() as connection:
        journal = connection.execute("SELECT words, is_undone FROM action ORDER BY number DESC")
        actions = journal.fetchall()
    papers = library.papers(every_id(library))
    return {
        "papers": {paper.id: _sorted(paper) for paper in papers},
        "pages": {page.page: (page.label, page.papers, page.new) for page in library.pages()},
        "tags": {tag.name: tag.papers for tag in library.tags()},
        "saved": {search.name: search.text for search in library.saved_searches()},
        "asked": library.queries(QUERIES_COMPARED),
        "done": [words for words, is_undone in reversed(actions) if not is_undone],
        "undone": [words for words, is_undone in actions if is_undone],
    }


def _sorted(paper: Paper) -> Paper:
    return replace(paper, appearances=tuple(sorted(paper.appearances)))
