"""Whatever is done to a library, in whatever order: it holds what was done, and undo is exact."""

from __future__ import annotations

import tempfile
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings
from hypothesis import strategies as some
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from index.errors import WrongUse
from index.library import Library
from index.paths import places
from index.query.names import canonical, search_name
from index.query.question import Question
from index.tagnames import tag_name
from index.text import clean
from tests.builders import SAVED, a_page, every_id
from tests.faults.marks_model import BOOKMARK, NOTE, READ, TAG, Change, Marks
from tests.faults.sizes import times
from tests.faults.tally import TALLY
from tests.fuzz import texts as any_texts

if TYPE_CHECKING:
    from collections.abc import Callable

WORDS = ("zarnel", "quoblin", "vistrum", "heptolk", "ombarde")
PAGES = [
    a_page(
        *(
            (f"Title {n} {WORDS[n % 5].upper()}", f"Of {WORDS[n % 3]}, {WORDS[-n % 5]}.")
            for n in ns
        ),
        name=f"page-{ns[0]}-{len(ns)}.txt",
        label=f"Sep {ns[0] + 1}",
    )
    for ns in (range(3), range(2, 6), range(4, 5), range(9))
]
places_in_list = some.integers(0, 8)
several = some.lists(places_in_list, min_size=1, max_size=4)
tags = some.lists(
    some.sampled_from(["graphs", "To Read", "#moe", "", "a,b"]) | any_texts.texts, max_size=3
)
names = some.sampled_from(["a", "@A", "to-read", "b c", "é"]) | any_texts.texts


class AnyMarks(RuleBasedStateMachine):
    """A library, and beside it what it should hold."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.home = places(Path(self.folder.name))
        self.library = Library.open(self.home)
        self.texts: dict[str, str] = {}  # each paper's words
        self.pages: set[str] = set()
        self.marks = Marks()
        self.saved: dict[str, str] = {}
        self.asked: list[str] = []
        self.library.add(PAGES[0], SAVED)
        self.took_in(PAGES[0])

    def teardown(self) -> None:
        self.library.close()
        self.folder.cleanup()
        TALLY.made("a library used in any order, action by action")

    def took_in(self, page) -> None:
        self.pages.add(page.source)
        told = {f"{listing.title} {listing.abstract}" for listing in page.listings}
        papers = self.library.papers(every_id(self.library))
        self.texts = {paper.id: f"{paper.title} {paper.abstract}" for paper in papers}
        assert told <= set(self.texts.values())

    def chosen(self, numbers: list[int]) -> list[str]:
        ids = sorted(self.texts)
        return list(dict.fromkeys(ids[number % len(ids)] for number in numbers))

    # --------------------------------------------------------------- actions

    @rule(page=some.sampled_from(PAGES))
    def add_page(self, page) -> None:
        before = set(self.texts)
        report = self.library.add(page, SAVED)
        assert report.again == (page.source in self.pages)
        self.took_in(page)
        assert len(self.texts) == len(before) + report.new
        assert before <= set(self.texts)

    @rule(numbers=several, on=some.booleans(), kind=some.sampled_from([BOOKMARK, READ]))
    def mark(self, numbers: list[int], on: bool, kind: str) -> None:
        ids = self.chosen(numbers)
        act = self.library.bookmark if kind == BOOKMARK else self.library.mark_read
        wanted = [
            Change(paper, kind, None if on else True, True if on else None)
            for paper in ids
            if self.marks.has(paper, kind) != on
        ]
        assert act(ids, on=on) == self.marks.act(wanted)

    @rule(numbers=several, add=tags, remove=tags)
    def retag(self, numbers: list[int], add: list[str], remove: list[str]) -> None:
        ids = self.chosen(numbers)
        try:
            wanted = dict.fromkeys(map(tag_name, add))
            unwanted = dict.fromkeys(map(tag_name, remove))
            is_sound = not wanted.keys() & unwanted.keys()
        except WrongUse:
            is_sound = False
        if not is_sound:
            self.refused(lambda: self.library.retag(ids, add, remove))
            return
        changes = [
            *(Change(p, TAG, t, None) for p in ids for t in unwanted if self.marks.has(p, TAG, t)),
            *(
                Change(p, TAG, None, t)
                for p in ids
                for t in wanted
                if not self.marks.has(p, TAG, t)
            ),
        ]
        assert self.library.retag(ids, add, remove) == self.marks.act(changes)

    @rule(number=places_in_list, text=some.just("") | any_texts.texts)
    def annotate(self, number: int, text: str) -> None:
        (paper,) = self.chosen([number])
        before, after = self.marks.note(paper), clean(text).strip() or None
        changes = [Change(paper, NOTE, before, after)] if before != after else []
        assert self.library.annotate(paper, text) == self.marks.act(changes)

    @rule(number=places_in_list)
    def open_paper(self, number: int) -> None:
        (paper,) = self.chosen([number])
        self.library.note_reading(paper)
        self.marks.put(Change(paper, READ, None, True))

    @rule()
    def undo(self) -> None:
        assert (self.library.undo() is None) == (not self.marks.undo())

    @rule()
    def redo(self) -> None:
        assert (self.library.redo() is None) == (not self.marks.redo())

    @precondition(lambda self: self.marks.done)
    @rule()
    def undo_and_redo_all(self) -> None:
        before, count = self.library.papers(every_id(self.library)), 0
        while self.library.undo():
            count += 1
        assert count == len(self.marks.done)
        for _ in range(count):
            assert self.library.redo()
        after = self.library.papers(every_id(self.library))
        self.marks.undo_all_and_redo(count)
        if not self.marks.opened:  # what opening a paper marked as read is in no action
            assert after == before

    # -------------------------------------------------------------- searches

    @rule(name=names, text=any_texts.texts | some.just("graph is:unread"))
    def save_search(self, name: str, text: str) -> None:
        query = clean(text).strip()
        try:
            kept = search_name(name)
        except WrongUse:
            kept = ""
        if not kept or not query:
            self.refused(lambda: self.library.save_search(name, text))
            return
        assert self.library.save_search(name, text) == kept
        self.saved[kept] = query

    @rule(name=names)
    def forget_search(self, name: str) -> None:
        was_there = self.saved.pop(canonical(name), None) is not None
        assert self.library.forget_search(name) == was_there

    @rule(text=any_texts.texts | some.sampled_from(WORDS))
    def ask(self, text: str) -> None:
        self.library.remember_query(text)
        if query := clean(text).strip():
            self.asked = [query, *(each for each in self.asked if each != query)]

    @rule(text=any_texts.texts, numbers=several)
    def any_question_has_an_answer(self, text: str, numbers: list[int]) -> None:
        answer = self.library.answer(
            Question(text, "is:unread" if numbers[0] % 2 else "", typing=True)
        )
        assert set(answer.ids) <= set(self.texts)

    @rule(word=some.sampled_from(WORDS), word_out=some.sampled_from(WORDS))
    def find(self, word: str, word_out: str) -> None:
        self.library.index_queue() if self.library.index_is_ready() else self.library.reindex()
        found = set(self.library.answer(Question(f"{word} -{word_out}")).ids)
        assert found == {
            paper
            for paper, text in self.texts.items()
            if word in text.lower() and word_out not in text.lower()
        }

    @rule(word=some.sampled_from(WORDS))
    def find_among_marks(self, word: str) -> None:
        tag = min((name for kind, name in self.marks.kinds() if kind == TAG), default="none")
        for text, kind, name in (
            ("is:bookmarked", BOOKMARK, True),
            ("is:read", READ, True),
            (f'tag:"{tag}"', TAG, tag),
        ):
            found = self.library.answer(Question(text)).ids
            assert set(found) == {p for p in self.texts if self.marks.has(p, kind, name)}, text
        noted = set(self.library.answer(Question("is:noted")).ids)
        assert noted == {paper for paper in self.texts if self.marks.note(paper)}

    # ---------------------------------------------------------- and the rest

    @rule()
    def open_anew(self) -> None:
        self.library.close()
        self.library = Library.open(self.home)

    @invariant()
    def holds_what_was_done(self) -> None:
        papers = self.library.papers(every_id(self.library))
        assert {paper.id for paper in papers} == set(self.texts)
        for paper in papers:
            assert paper.bookmarked == self.marks.has(paper.id, BOOKMARK)
            assert paper.read == self.marks.has(paper.id, READ)
            assert paper.tags == self.marks.tags(paper.id)
            assert paper.note == (self.marks.note(paper.id) or "")
        counts = self.library.counts()
        assert counts.total == len(papers)
        assert counts.unread == sum(not paper.read for paper in papers)
        assert counts.bookmarked == sum(paper.bookmarked for paper in papers)
        tagged = Counter(tag for paper in papers for tag in paper.tags)
        assert {tag.name: tag.papers for tag in self.library.tags()} == tagged
        assert {each.name: each.text for each in self.library.saved_searches()} == self.saved
        assert self.library.queries() == self.asked[:100]
        assert len(self.library.pages()) == len(self.pages)

    def refused(self, act: Callable[[], object]) -> None:
        with pytest.raises(WrongUse) as refusal:
            act()
        assert clean(str(refusal.value)) == str(refusal.value)


AnyMarks.TestCase.settings = settings(
    max_examples=times(15, 300), stateful_step_count=times(20, 50)
)
TestAnyMarks = AnyMarks.TestCase
