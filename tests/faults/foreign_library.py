"""A library as somebody else might hand it on: hostile texts in every column that holds text."""

from __future__ import annotations

import json
import shutil
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

from index.fingerprint import fingerprint_of
from index.paths import places
from tests.builders import a_library, a_page, every_id

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

LINKS = (
    "javascript:alert(1)",
    "file:///etc/passwd",
    "https://github.com@evil.example/owner/name",
    "https://github.com.evil.example/owner/name",
    "https://evil.example/github.com/owner/name",
    "https://gіthub.com/owner/name",  # its second letter is Cyrillic
    "https://github.com/owner/name;touch x",
    "--help",
)


def storable(text: str) -> bool:
    """Whether SQLite's text can hold it: no lone surrogate can be written there."""
    return text.isascii() or not any("\ud800" <= letter <= "\udfff" for letter in text)


def a_foreign_library(folder: Path, texts: Mapping[str, str]) -> Path:
    """A home with a paper, a page, a tag, a saved search … for each text, none of them cleaned.

    Each text stands before its paper's " end" and number, so that the papers keep their order.
    """
    kept = {name: text for name, text in texts.items() if storable(text)}
    pages = [
        a_page(
            (
                f"Paper {number} of Those",
                f"Abstract {number}. See https://github.com/owner/name{number} for it.",
            ),
            name=f"page-{number}.txt",
            odd=("odd",),
        )
        for number in range(len(kept))
    ]
    with a_library(folder, *pages) as library:
        ids = sorted(every_id(library), key=lambda one: library.paper(one).title)
        library.bookmark(ids[:2], on=True)
        for paper in ids:
            library.retag([paper], add=[f"tag-{paper}"])
            library.annotate(paper, "note")
            library.save_search(f"saved-{paper}", "graph")
            library.remember_query(f"asked {paper}")
    home = places(folder)
    shutil.rmtree(home.cache, ignore_errors=True)
    with closing(sqlite3.connect(home.library)) as connection:
        connection.create_function("fingerprint_of", 2, fingerprint_of)
        for paper, text in zip(ids, kept.values(), strict=True):
            _spoil(connection, paper, text)
        connection.execute(
            "UPDATE standing SET fingerprint ="
            " (SELECT fingerprint_of(title, abstract) FROM paper WHERE id = standing.paper)"
        )
        connection.commit()
    return folder


def _spoil(connection: sqlite3.Connection, paper: str, text: str) -> None:
    """Put the text wherever this paper has one."""
    (page,) = connection.execute("SELECT page FROM appearance WHERE paper = ?", (paper,)).fetchone()
    changes = {
        "UPDATE paper SET title = ?1 || ' end', sort_title = ?1, abstract = 'We put ' || ?1 ||"
        " ' into an abstract.' WHERE id = ?2": (text, paper),
        "UPDATE note SET text = 'note ' || ?1 WHERE paper = ?2": (text, paper),
        "UPDATE tag SET name = ?1 || name WHERE paper = ?2": (text, paper),
        "UPDATE page SET name = ?1 || name, label = ?1 || ' day', day = ?1, odd_lines = ?3"
        " WHERE number = ?2":
            (text, page, json.dumps([[1, text]])),
        "UPDATE saved_search SET name = ?1 || name, text = 'asked ' || ?1 WHERE name = ?2":
            (text, f"saved-{paper}"),
        "UPDATE query SET text = ?1 || text WHERE text = ?2": (text, f"asked {paper}"),
        "UPDATE link SET url = url || ?1, repo = repo || ?1 WHERE paper = ?2": (text, paper),
        "UPDATE action SET words = ?1 || words": (text[:20],),
    }  # fmt: skip
    for statement, given in changes.items():
        connection.execute(statement, given)
    for place, url in enumerate(LINKS, 2):
        connection.execute("INSERT INTO link VALUES (?, ?, ?, 'owner/name')", (paper, place, url))
