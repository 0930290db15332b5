"""What must hold of a library whose process was killed: nothing lost, nothing half there."""

from __future__ import annotations

import re
import shutil
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING, Any

import numpy as np

from index.library import Library
from index.paths import places
from index.query.question import Question
from index.search.writing import prints_in, turn_to_write
from index.store.opening import connect
from tests.command_line import CommandLine
from tests.faults.model import content_of
from tests.faults.work import catch_up

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from tests.faults.model import Model

_STANDS_AS_IT_IS = """
    SELECT count(*) FROM paper LEFT JOIN standing ON standing.paper = paper.id
    WHERE standing.number IS NULL
       OR pages != (SELECT count(DISTINCT page) FROM appearance WHERE paper = paper.id)
       OR best != (SELECT min(rank) FROM appearance WHERE paper = paper.id)
       OR has_link != EXISTS (SELECT 1 FROM link WHERE paper = paper.id)
       OR fingerprint != fingerprint_of(title, abstract)
"""


def which_holds(home: Path, models: Sequence[Model]) -> Model:
    """The one of these states in which the library is, all of it. AssertionError for another."""
    with Library.open(places(home)) as library:
        found = content_of(library)
    for model in models:
        if model.content() == found:
            return model
    raise AssertionError("\n".join(_differences(found, [model.content() for model in models])))


def _differences(found: dict[str, Any], wanted: list[dict[str, Any]]) -> list[str]:
    return [
        f"{part}: found {found[part]!r}, wanted {' or '.join(repr(w[part]) for w in wanted)}"
        for part in found
        if any(w[part] != found[part] for w in wanted)
    ]


def assert_file_is_sound(home: Path) -> None:
    """What SQLite says of the file, and what the tables say of each other."""
    with closing(connect(places(home).library)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        assert connection.execute(_STANDS_AS_IT_IS).fetchone() == (0,)


def assert_nothing_is_locked(home: Path) -> None:
    """Who would write to library or index now need not wait."""
    with closing(sqlite3.connect(places(home).library, timeout=0)) as connection:
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("ROLLBACK")
    cache = places(home).cache
    if cache.exists():
        with turn_to_write(cache, lambda: False) as is_ours:
            assert is_ours


def assert_search_agrees(home: Path, model: Model) -> None:
    """Search answers at once, and once it has caught up its index is as the library."""
    with Library.open(places(home)) as library:
        library.answer(Question("tree"))  # as it was left
        catch_up(library)
        for words, papers in _found_by(model).items():
            answer = library.answer(Question(words))
            assert not answer.is_without_index
            assert set(answer.ids) == papers, words
        assert library.store.queue_length() == 0
        assert library.index_is_ready()
        indexed = np.sort(prints_in(library.searching._folder))
        assert np.array_equal(indexed, np.frombuffer(library.store.prints(), np.int64))


def _found_by(model: Model) -> dict[str, set[str]]:
    """Words, and the papers that they stand in."""
    texts = {paper.id: f"{paper.title} {paper.abstract}" for paper in model.papers.values()}
    titles = [paper.title.split()[2].lower() for paper in model.papers.values()][-6:]
    words = ["tree", "bookmark", "twice", *titles]
    return {
        word: {paper for paper, text in texts.items() if re.search(word, text, re.IGNORECASE)}
        for word in words
    }


def assert_undoes_to_the_beginning(home: Path, model: Model) -> None:
    """Undo goes back action by action; at the end no mark is left but of papers opened."""
    copy = home.with_name(f"{home.name}-undone")
    shutil.copytree(home, copy)
    with Library.open(places(copy)) as library:
        for action in reversed(model.done):
            assert library.undo() == action.words
        assert library.undo() is None
        papers = content_of(library)["papers"].values()
        assert not [paper.id for paper in papers if paper.tags or paper.bookmarked or paper.note]
    shutil.rmtree(copy)


def assert_program_opens(home: Path) -> None:
    """The program calls the library well."""
    ended = CommandLine(home)("doctor")
    assert (ended.code, ended.err) == (0, ""), ended


def assert_no_rubbish(home: Path) -> None:
    """After some use nothing lies about that belongs to no living process."""
    cache = places(home).cache
    index, lock = sorted(cache.iterdir())
    assert lock.name == "index.lock"
    (toc,) = index.glob("_MAIN_*.toc")
    files = {file.name for file in index.iterdir()} - {toc.name, "MAIN_WRITELOCK", "through"}
    assert all(
        name.partition(".")[0].removeprefix("MAIN_").encode() in toc.read_bytes() for name in files
    ), files
    data = {file.name for file in home.iterdir()}
    assert data <= {"library.db", "library.db-wal", "library.db-shm", "cache", "state", "backups"}
