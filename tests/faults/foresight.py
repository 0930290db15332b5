"""What each key should do to a library, foreseen from what the reader shows."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING, NamedTuple

from textual.command import CommandPalette
from textual.widgets import Input, OptionList, TextArea

from index.errors import WrongUse
from index.paths import places
from index.tagnames import tag_name
from index.text import clean
from reader.screens.note_editor import NoteEditor
from reader.screens.tag_editor import TagEditor
from tests.builders import every_id
from tests.faults.marks_model import BOOKMARK, NOTE, READ, TAG, Change, Marks

if TYPE_CHECKING:
    from pathlib import Path

    from index.library import Library
    from index.paper import Paper
    from tests.pressing import Reading

TURNS = {"b": BOOKMARK, "r": READ}
OPENS = {"enter", "l", "right"}


class Key(NamedTuple):
    key: str


class Paste(NamedTuple):
    text: str


class Click(NamedTuple):
    x: int
    y: int
    times: int


class Wheel(NamedTuple):
    x: int
    y: int
    is_down: bool


class Size(NamedTuple):
    width: int
    height: int


Step = Key | Paste | Click | Wheel | Size


class Foresight:
    """The marks there should be, and those that the library has by another connection."""

    def __init__(self, reading: Reading, home: Path, witness: Library) -> None:
        self.reading = reading
        self.home = home
        self.witness = witness
        self.marks = Marks()
        self.may_differ: set[str] = set()  # kinds of marks that a click may have changed
        self.is_lost = False  # what was done is not known: the journal tells

    def papers(self) -> list[Paper]:
        """Every paper, as another connection reads it."""
        return self.witness.papers(every_id(self.witness))

    def held(self) -> set[tuple[str, str, object]]:
        """Every mark that the library's file has."""
        held: set[tuple[str, str, object]] = set()
        for paper in self.papers():
            held |= {(paper.id, TAG, tag) for tag in paper.tags}
            held |= {(paper.id, BOOKMARK, True)} if paper.bookmarked else set()
            held |= {(paper.id, READ, True)} if paper.read else set()
            held |= {(paper.id, NOTE, paper.note)} if paper.note else set()
        return held

    def foresee(self, step: Step) -> None:
        """Do to the model what this step should do to the library."""
        self.may_differ = set()
        screen = self.reading.app.screen
        if isinstance(screen, CommandPalette):
            # A command chosen by its name: what it did is read from the journal.
            self.is_lost = isinstance(step, Click) or step == Key("enter")
        elif isinstance(step, Click):
            self.may_differ = {TAG} if isinstance(screen, TagEditor) else {READ}
        elif isinstance(step, Key):
            if isinstance(screen, TagEditor) and step.key == "enter":
                self.foresee_tags(screen)
            elif isinstance(screen, NoteEditor) and step.key in ("escape", "ctrl+q"):
                self.foresee_note(screen)
            elif screen is self.reading.browser:
                self.foresee_key(step.key)

    def foresee_key(self, key: str) -> None:
        browser = self.reading.browser
        paper = browser.paper
        if browser.is_typing or browser.chord:
            return
        if key == "u":
            self.marks.undo()
        elif key == "ctrl+r":
            self.marks.redo()
        elif paper is not None and key in TURNS:
            is_on = self.marks.has(paper.id, TURNS[key])
            on, off = (True, None) if is_on else (None, True)
            self.marks.act([Change(paper.id, TURNS[key], on, off)])
        elif paper is not None and key in OPENS and browser.pane is browser.list:
            self.marks.put(Change(paper.id, READ, None, True))

    def foresee_tags(self, editor: TagEditor) -> None:
        chosen, typed = editor.query_one(OptionList).highlighted, editor.query_one(Input).value
        words = typed.split(",") if chosen is None else [editor._shown[chosen]]
        try:
            names = {tag_name(word) for word in words if word.strip()}
        except WrongUse:
            return
        paper = editor._paper.id
        off = [Change(paper, TAG, n, None) for n in names if self.marks.has(paper, TAG, n)]
        on = [Change(paper, TAG, None, n) for n in names if not self.marks.has(paper, TAG, n)]
        self.marks.act(off + on)

    def foresee_note(self, editor: NoteEditor) -> None:
        paper = editor._paper.id
        before = self.marks.note(paper)
        after = clean(editor.query_one(TextArea).text).strip() or None
        self.marks.act([Change(paper, NOTE, before, after)] if before != after else [])

    def check_marks(self, step: Step) -> None:
        held = self.held()
        if self.is_lost:
            self.is_lost = False
            self.read_journal(held)
        differ = held ^ self.marks.held
        if differ and self.may_differ:
            assert {kind for _, kind, _ in differ} <= self.may_differ, (step, differ)
            assert len({paper for paper, _, _ in differ}) == 1, (step, differ)
            self.take_on(differ)
        assert held == self.marks.held, (step, held ^ self.marks.held)

    def take_on(self, differ: set[tuple[str, str, object]]) -> None:
        """What a click did: it opened a paper, or turned one of its tags."""
        changes = [
            Change(paper, kind, name, None)
            if (paper, kind, name) in self.marks.held
            else Change(paper, kind, None, name)
            for paper, kind, name in differ
        ]
        if self.may_differ == {TAG}:
            self.marks.act(changes)
        else:
            (change,) = changes
            assert change.after, "a click marked a paper as unread"
            self.marks.put(change)

    def read_journal(self, held: set[tuple[str, str, object]]) -> None:
        self.marks = Marks(held)
        with sqlite3.connect(places(self.home).library) as connection:
            actions = connection.execute("SELECT number, is_undone FROM action ORDER BY number")
            for number, is_undone in actions.fetchall():
                changes = [
                    Change(paper, kind, _kept(kind, before), _kept(kind, after))
                    for paper, kind, before, after in connection.execute(
                        "SELECT paper, mark, before, after FROM action_change WHERE action = ?",
                        (number,),
                    )
                ]
                (self.marks.undone if is_undone else self.marks.done).append(changes)
        connection.close()
        self.marks.undone.reverse()


def _kept(kind: str, value: str | None) -> object:
    return value if kind in (TAG, NOTE) or value is None else True
