"""The note on one paper, in the reader's own words."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, cast

from textual import on
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static, TextArea

from index.errors import LibraryError
from index.paths import make_private, write_whole
from reader.drawn import forget_gone
from reader.screens.sheet import Sheet
from reader.words import shortened

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.app import ComposeResult
    from textual.binding import BindingType
    from textual.timer import Timer

    from index.library import Library
    from index.paper import Paper
    from reader.app import ReaderApp
    from reader.notes.unfinished import UnfinishedNote


KEEPS_WORDS_EVERY = 1.0
"""Seconds of typing that a reader that is killed may lose."""


class NoteEditor(Sheet[str]):
    """Keeps the note as it stands when Esc is pressed: nothing that was written is thrown away.

    Where the library takes no note now, the editor stays and says so; left all the same, the text
    goes into a file in the state folder, or among the system's temporary ones where that takes
    none. What was typed a second ago is in a file there anyway, and the next editor of this note
    begins with it where this one came to no end. Gives what to say of it, nothing where nothing
    changed.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        # Before the text takes it, as it would.
        Binding("escape", "leave", "Keep", id="note-keep", show=False, priority=True),
    ]
    AUTO_FOCUS = "TextArea"

    def __init__(self, library: Library, paper: Paper, unfinished: UnfinishedNote | None) -> None:
        super().__init__()
        self._library = library
        self._paper = paper
        self._unfinished = unfinished
        self._next_look: Timer | None = None
        self._refused = ""  # the text that the library did not take

    def compose(self) -> ComposeResult:
        begun, foot = self._paper.note, "Esc keeps the note; u in the list takes it back"
        if self._unfinished is not None and self._unfinished.words != begun:
            begun = self._unfinished.words
            foot = "Here are your unfinished words. Esc keeps them; u takes them back"
        with Vertical(id="sheet"):
            yield Static(Content(self._paper.title), id="sheet-title")
            yield TextArea(begun, id="sheet-note", compact=True, soft_wrap=True)
            yield Static(foot, id="sheet-foot", markup=False)

    def on_mount(self) -> None:
        line = self.query_one(TextArea)
        line.cursor_blink = False
        line.move_cursor(line.document.end)

    @on(TextArea.Changed)
    def keep_words_soon(self) -> None:
        if self._unfinished is not None and self._next_look is None:
            self._next_look = self.set_timer(KEEPS_WORDS_EVERY, self._keep_words)

    def _keep_words(self) -> None:
        self._next_look = None
        if self._unfinished is not None:
            for line in self.query(TextArea):  # none, should it be closing just now
                self._unfinished.keep(line.text)

    def _forget_unfinished(self) -> None:
        if self._unfinished is not None:
            self._unfinished.drop()

    def on_unmount(self) -> None:
        forget_gone(self.app)  # its text is closed only now, when the list has long been back

    def action_leave(self) -> None:
        """Leave once the text has taken every key that was typed before."""
        if self.is_mounted:
            self.query_one(TextArea).call_later(self._keep)
        else:  # Esc was quicker than the editor
            self.leave("")

    def keep_then(self, go_on: Callable[[], None]) -> None:
        """Keep the note, then go on; in a file first, as there may be no time for the library."""

        def keep() -> None:
            if self._text == self._paper.note or self._keep_at_last():
                self._forget_unfinished()
            go_on()

        if self.is_mounted:
            self.query_one(TextArea).call_later(keep)
        else:
            go_on()

    def _keep_at_last(self) -> bool:
        """Keep it on the way out; whether that could be done, in the library or in a file."""
        words, aside = self._set_aside()
        self._reader.last_words.append(words)  # which are told even where no time is left
        try:
            self._annotate()
        except LibraryError:
            return aside is not None
        self._reader.last_words.remove(words)
        if aside is not None:
            aside.unlink(missing_ok=True)
        return True

    def _keep(self) -> None:
        try:
            words = self._annotate()
        except LibraryError as error:
            if self._refused != self._text:
                self._refused = self._text
                self._say(f"{error} Esc again leaves, with the note in a file.")
                return
            words, aside = self._set_aside()
            if aside is None:
                self._say(f"{words} It stays here: Esc tries again, Ctrl+z takes words back.")
                return
            self._reader.browser.say(f"{words} {error}", is_problem=True)
            words = ""
        self._forget_unfinished()
        self.leave(words)

    def _say(self, words: str) -> None:
        self.query_one("#sheet-foot", Static).update(Content(words))

    @property
    def _reader(self) -> ReaderApp:
        return cast("ReaderApp", self.app)

    @property
    def _text(self) -> str:
        return self.query_one(TextArea).text

    def _annotate(self) -> str:
        """Keep it in the library; what to say of that. Errors: LibraryError.

        Where nothing was written here, what was written elsewhere meanwhile stays.
        """
        if self._text == self._paper.note:
            return ""
        there = self._library.paper(self._paper.id).note
        if not self._library.annotate(self._paper.id, self._text):
            return ""
        if there != self._paper.note:
            return "Note kept, in the place of one that was written elsewhere meanwhile."
        return "Note kept." if self._text.strip() else "Note removed."

    def _set_aside(self) -> tuple[str, Path | None]:
        """Keep it in a file; what to say of that, and the file, where it could be written."""
        title = shortened(self._paper.title, 40)
        content = self._text.encode(errors="replace")
        problem = ""
        folders: list[Callable[[], Path]] = [lambda: self._reader.places.state, _for_a_while]
        for folder in folders:
            try:
                file = _write_aside(folder(), self._paper.id, content)
            except OSError as failed:
                problem = problem or failed.strerror or type(failed).__name__
            else:
                return f"The note on “{title}” is in {file}, not in the library.", file
        where = self._reader.places.state
        return f"The note on “{title}” could not be kept, nor a file in {where}: {problem}.", None


def _for_a_while() -> Path:
    """Where a file may stand where the state folder takes none. Errors: OSError."""
    import tempfile

    return Path(tempfile.gettempdir())


def _write_aside(folder: Path, paper: str, content: bytes) -> Path:
    """Write a file of its own there. Errors: OSError."""
    now = dt.datetime.now().astimezone()
    file = folder / f"note-on-{paper}-{now:%Y%m%d-%H%M%S}.txt"
    make_private(folder)
    write_whole(file, content)
    return file
