"""What a reader makes of papers: bookmarks, tags, read marks, and taking it back."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from reader.words import counted, shortened

if TYPE_CHECKING:
    from collections.abc import Callable

    from index.library import Library
    from reader.screens.browser import Browser

AT_ONCE = 200
"""Marks: to change so many takes some milliseconds."""

STARTER = " On the starter page, whose marks go when you quit; a adds pages of your own."


def bookmark(browser: Browser) -> None:
    paper = browser.paper_here()
    if paper is None:
        return
    changed = browser.library.bookmark([paper.id], on=not paper.bookmarked)
    _marked(
        browser,
        paper.id if changed else None,
        "Bookmarked." if not paper.bookmarked else "Bookmark lifted.",
    )


def toggle_read(browser: Browser) -> None:
    paper = browser.paper_here()
    if paper is None:
        return
    changed = browser.library.mark_read([paper.id], on=not paper.read)
    _marked(
        browser,
        paper.id if changed else None,
        "Marked as read." if not paper.read else "Marked as unread.",
    )


def edit_tags(browser: Browser) -> None:
    """Open the tag editor on the paper; each change is kept as it is made."""
    from reader.screens.tag_editor import TagEditor

    paper = browser.paper_here()
    if paper is None:
        return

    def done(changed: bool) -> None:
        if changed:
            tags = browser.library.paper(paper.id).tags
            named = " ".join(f"#{tag}" for tag in tags) or "no tags"
            _marked(browser, paper.id, f"“{shortened(paper.title, 40)}”: {named}.")

    browser.look_for_changes()  # another window may have tagged since they were counted
    editor = TagEditor(browser.library, paper, browser.search_box)
    browser.open_panel(editor, done)


def edit_note(browser: Browser) -> None:
    """Open the note on the paper; it is kept when the editor is left."""
    from reader.notes.unfinished import UnfinishedNote
    from reader.screens.note_editor import NoteEditor

    paper = browser.paper_here()
    if paper is None:
        return

    def done(words: str) -> None:
        if words:
            _marked(browser, paper.id, words)

    unfinished = None if browser.is_starter else UnfinishedNote(browser.reader.places, paper)
    browser.open_panel(NoteEditor(browser.library, paper, unfinished), done)


def undo(browser: Browser) -> None:
    _turn(browser, browser.library.marks_to_undo(), partial(_undo, browser.library), "Undoing")


def redo(browser: Browser) -> None:
    _turn(browser, browser.library.marks_to_redo(), partial(_redo, browser.library), "Redoing")


def _undo(library: Library) -> str:
    words = library.undo()
    return f"Undone: {words}. Ctrl+r does it again." if words else "There is nothing to undo."


def _redo(library: Library) -> str:
    words = library.redo()
    return f"Done again: {words}." if words else "There is nothing to do again."


def _turn(browser: Browser, marks: int, turn: Callable[[], str], doing: str) -> None:
    """At once, or where it takes longer than a key may, while one goes on reading."""
    if marks > AT_ONCE:
        browser.change(turn, f"{doing} {counted(marks, 'mark')} …")
        return
    words = turn()
    browser.marks_changed(None)
    browser.say(words)


def _marked(browser: Browser, paper: str | None, words: str) -> None:
    """Show the paper's marks and say what was done; None where others had done it before."""
    browser.marks_changed(None if paper is None else [paper])
    browser.say(words + (STARTER if browser.is_starter else " u takes it back."))
