"""Bookmarks, read marks, tags and notes: each call is one action, or none where nothing changes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from index.errors import UnknownPaper, WrongUse
from index.store.journal import Change, Mark, carry_out, now
from index.store.reading import as_json
from index.tagnames import tag_name
from index.text import clean

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable

_LONGEST_TITLE = 60

_SINCE = {
    Mark.BOOKMARK: "SELECT paper, since FROM bookmark"
    " WHERE paper IN (SELECT value FROM json_each(?))",
    Mark.READ: "SELECT paper, since FROM reading WHERE paper IN (SELECT value FROM json_each(?))",
}
_NAMES = {Mark.BOOKMARK: "bookmark", Mark.READ: "read mark"}


def set_mark(connection: sqlite3.Connection, mark: Mark, ids: Iterable[str], *, on: bool) -> int:
    """Bookmark papers or mark them read, or take that off; how many changed.

    Errors: UnknownPaper.
    """
    titles = _titles(connection, ids)
    since: dict[str, str] = dict(connection.execute(_SINCE[mark], (as_json(titles),)).fetchall())
    after = now() if on else None
    changes = [
        Change(paper, mark, since.get(paper), after) for paper in titles if (paper in since) != on
    ]
    return _act(connection, f"{_NAMES[mark]} {'on' if on else 'off'}", changes, titles)


def retag(
    connection: sqlite3.Connection, ids: Iterable[str], add: Iterable[str], remove: Iterable[str]
) -> int:
    """Put tags on papers and take tags off; how many papers changed.

    Errors: WrongUse for a tag that is none, or is put on and taken off at once; UnknownPaper.
    """
    wanted, unwanted = _names(add), _names(remove)
    for name in wanted:
        if name in unwanted:
            raise WrongUse(f"The tag {name} cannot be put on and taken off at once; choose one.")
    titles = _titles(connection, ids)
    tagged = set(
        connection.execute(
            "SELECT paper, name FROM tag WHERE paper IN (SELECT value FROM json_each(?))",
            (as_json(titles),),
        ).fetchall()
    )
    changes = []
    for paper in titles:
        changes += [
            Change(paper, Mark.TAG, name, None) for name in unwanted if (paper, name) in tagged
        ]
        changes += [
            Change(paper, Mark.TAG, None, name) for name in wanted if (paper, name) not in tagged
        ]
    return _act(connection, _tag_words(changes), changes, titles)


def annotate(connection: sqlite3.Connection, paper: str, text: str) -> int:
    """Let the paper's note be this text, none where it is empty; 1 where that changes it.

    Errors: UnknownPaper.
    """
    titles = _titles(connection, [paper])
    found = connection.execute("SELECT text FROM note WHERE paper = ?", (paper,)).fetchone()
    before = found[0] if found else None
    after = clean(text).strip() or None
    changes = [Change(paper, Mark.NOTE, before, after)] if before != after else []
    return _act(connection, "note on" if after else "note off", changes, titles)


def note_reading(connection: sqlite3.Connection, paper: str) -> None:
    """Mark the paper read because it was opened, which is no action. Errors: UnknownPaper."""
    _titles(connection, [paper])
    connection.execute("INSERT OR IGNORE INTO reading (paper, since) VALUES (?, ?)", (paper, now()))


def _titles(connection: sqlite3.Connection, ids: Iterable[str]) -> dict[str, str]:
    """The papers' titles by id, each paper once, in the order given."""
    asked = list(dict.fromkeys(ids))
    titles: dict[str, str] = dict(
        connection.execute(
            "SELECT id, title FROM paper WHERE id IN (SELECT value FROM json_each(?))",
            (as_json(asked),),
        ).fetchall()
    )
    for paper in asked:
        if paper not in titles:
            raise UnknownPaper(f"No paper has the id {clean(paper)}; search shows every paper's.")
    return {paper: titles[paper] for paper in asked}


def _names(tags: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(tag_name(tag) for tag in tags))


def _tag_words(changes: list[Change]) -> str:
    """ "tag graphs on", "tag moe off", "tags graphs, moe on", "tags graphs on, moe off"."""
    on = list(dict.fromkeys(change.after for change in changes if change.after))
    off = list(dict.fromkeys(change.before for change in changes if change.before))
    told = [f"{', '.join(names)} {side}" for names, side in ((on, "on"), (off, "off")) if names]
    return f"{'tags' if len(on) + len(off) > 1 else 'tag'} {', '.join(told)}"


def _act(
    connection: sqlite3.Connection, words: str, changes: list[Change], titles: dict[str, str]
) -> int:
    papers = list(dict.fromkeys(change.paper for change in changes))
    if papers:
        whom = _quoted(titles[papers[0]]) if len(papers) == 1 else f"{len(papers)} papers"
        carry_out(connection, f"{words} {whom}", changes)
    return len(papers)


def _quoted(title: str) -> str:
    short = title if len(title) <= _LONGEST_TITLE else title[: _LONGEST_TITLE - 1].rstrip() + "…"
    return f"“{short}”"
