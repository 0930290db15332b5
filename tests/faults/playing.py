"""Plays keys, clicks and sizes to the real reader, and holds a model of the library beside it."""

from __future__ import annotations

import shutil
import sqlite3
import threading
import unicodedata
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from textual import events
from textual.command import CommandPalette

import reader
from index.errors import WrongUse
from index.paths import places
from index.tagnames import tag_name
from index.text import clean
from reader.app import ReaderApp
from reader.screens.note_editor import NoteEditor
from reader.screens.tag_editor import TagEditor
from reader.widgets.key_strip import KeyStrip
from tests.builders import a_library, every_id
from tests.faults.marks_model import BOOKMARK, NOTE, READ, TAG, Change, Marks
from tests.pressing import Reading

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from index.library import Library
    from index.paper import Paper

TURNS = {"b": BOOKMARK, "r": READ}
OPENS = {"enter", "l", "right"}
NARROWEST = 22
"""Columns that the line of keys takes at least; in fewer it is cut."""


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


class FencedReader(ReaderApp):
    """Adds pages of one folder alone: whoever presses keys at random would add the whole disk."""

    CSS_PATH = Path(reader.__file__).with_name(str(ReaderApp.CSS_PATH))

    def __init__(self, home: Path, pages: Path) -> None:
        super().__init__(places(home))
        self._pages = pages

    def add_pages(self, paths: list[Path]) -> None:
        super().add_pages([path if self._pages in path.parents else self._pages for path in paths])


class Play:
    """One reader being played with."""

    def __init__(self, reading: Reading, home: Path, witness: Library) -> None:
        self.reading = reading
        self.witness = witness
        self.app = reading.app
        self.home = home
        self.marks = Marks()
        self.is_lost = False  # what was done is not known: the journal tells

    async def step(self, step: Step) -> None:
        """Do it, let all that it sets off come to rest, and see that nothing is wrong."""
        if self.has_left:
            return
        self.foresee(step)
        await self.do(step)
        await self.rest()
        if self.has_left:
            return
        self.check_marks(step)
        self.check_screen()

    async def do(self, step: Step) -> None:
        pilot, size = self.reading.pilot, self.app.size
        match step:
            case Key(key):
                await pilot.press(*(key if key == "gg" else (key,)))
            case Paste(text):
                self.app.post_message(events.Paste(text))
            case Size(width, height):
                await pilot.resize_terminal(width, height)
            case Click(x, y, times):
                await pilot.click(offset=(x % size.width, y % size.height), times=times)
            case Wheel(x, y, is_down):
                kind = events.MouseScrollDown if is_down else events.MouseScrollUp
                at = (x % size.width, y % size.height)
                await pilot._post_mouse_events([kind], offset=at)

    async def rest(self) -> None:
        """Wait until no thread is at work for the reader, and all that it told is shown."""
        is_quiet = False
        await self.reading.pilot.pause()
        while not is_quiet and not self.has_left:
            is_quiet = self.is_at_rest()
            await self.reading.until(lambda: self.has_left or self.is_at_rest(), "at rest")
            await self.past_errands()
            await self.reading.pilot.pause()
            is_quiet = is_quiet and self.is_at_rest()

    def is_at_rest(self) -> bool:
        browser = self.reading.browser
        is_answered = browser.answer is not None and browser.answer.question == browser.question
        is_working = any(worker.is_running for worker in self.app.workers)
        return is_answered and not browser._waiting and browser._indexing is None and not is_working

    async def past_errands(self) -> None:
        """Wait until the search thread has done all it was given before."""
        done = threading.Event()
        asker = self.reading.browser.asker
        asker.errand(done.set)
        await self.reading.until(lambda: done.is_set() or not asker.is_alive(), "errands done")

    @property
    def has_left(self) -> bool:
        return self.app._exit

    # -------------------------------------------------------------- the model

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
        self.may_differ: set[str] = set()
        screen = self.app.screen
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
        from textual.widgets import Input, OptionList

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
        from textual.widgets import TextArea

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

    # ------------------------------------------------------------- the screen

    def check_screen(self) -> None:
        """The cursor is in the list, its paper is shown, and nothing is drawn past the edges."""
        browser, size = self.reading.browser, self.app.size
        ids = browser.list.ids
        assert 0 <= browser.list.cursor < max(1, len(ids))
        assert browser.list.paper == (browser.paper and browser.paper.id)
        assert browser.detail.paper is browser.paper
        assert len(set(ids)) == len(ids)
        strip = browser.query_one(KeyStrip)
        assert strip.render().cell_length <= max(strip.size.width, NARROWEST)
        for line in self.app.screen._compositor.render_strips(size):
            assert line.cell_length == size.width
            kinds = {unicodedata.category(character) for character in line.text}
            assert not kinds & {"Cc", "Cs", "Zl", "Zp"}, line.text
        assert not self.app.places.log.exists(), self.app.places.log.read_text()

    async def come_home(self) -> None:
        """Esc, three times, leads back to the list, and it moves."""
        for _ in range(3):
            await self.step(Key("escape"))
        browser = self.reading.browser
        assert self.app.screen is browser, self.app.screen
        assert browser.focused is browser.list
        assert not browser.chord
        for key in ("backslash", "end"):
            await self.step(Key(key))
        assert len(browser.list.ids) == len(self.papers())
        assert browser.list.cursor == len(browser.list.ids) - 1

    async def leave(self) -> None:
        """Ctrl+q, from wherever one is: out of what is open, and out."""
        for _ in range(4):
            await self.step(Key("ctrl+q"))
        assert self.has_left, self.app.screen
        assert not self.app.return_code


def _kept(kind: str, value: str | None) -> object:
    return value if kind in (TAG, NOTE) or value is None else True


@asynccontextmanager
async def played(home: Path, like: Path, size: tuple[int, int]) -> AsyncIterator[Play]:
    """The reader in a copy of the home `like`, at rest."""
    shutil.copytree(like, home)
    app = FencedReader(home, home / "pages")
    try:
        with a_library(home) as witness:
            async with app.run_test(size=size) as pilot:
                play = Play(Reading(app, pilot), home, witness)
                await play.rest()
                yield play
            assert play.held() == play.marks.held
    finally:
        app.close()
