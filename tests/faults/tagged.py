"""Libraries of made papers with very many different tags, as years of tagging leave them."""

from __future__ import annotations

import random
import shutil
from typing import TYPE_CHECKING

from index.library import Library
from index.paths import places
from index.store.migrate import VERSION
from tests.bench.corpus import SEED
from tests.bench.made import kept, made_library, made_pages
from tests.bench.vocabulary import coined

if TYPE_CHECKING:
    from pathlib import Path

SHARE = 0.3
"""Of all papers, so many have tags that somebody made up for them."""


def tagged_library(papers: int, tags: int) -> Path:
    """The home of a library of so many papers, SHARE of them with one or more of so many tags.

    It is kept from run to run: take a copy to change it.
    """

    def make(home: Path) -> None:
        shutil.copytree(made_library(papers), home, dirs_exist_ok=True)
        with Library.open(places(home)) as library:
            tag_many(library, tags)

    return kept(f"tagged-{papers}-{tags}", str(VERSION), ("made.py", "../faults/tagged.py"), make)


def fill(home: Path, papers: int, tags: int) -> None:
    """Make such a library here and now, in seconds where it is small."""
    with Library.open(places(home)) as library:
        for page, saved in made_pages(papers):
            library.add(page, saved)
        tag_many(library, tags)
        library.reindex()


def tag_many(library: Library, tags: int) -> None:
    """Give SHARE of the papers tags: each of so many names at least once, a few of them often."""
    chance = random.Random(SEED)
    names = _names(chance, tags)
    with library.store.writing("marks") as connection:
        ids = [paper for (paper,) in connection.execute("SELECT id FROM paper ORDER BY rowid")]
        tagged = chance.sample(ids, max(len(names), int(len(ids) * SHARE)))
        pairs = {(names[place % len(names)], paper) for place, paper in enumerate(tagged)}
        for paper in tagged:
            often = min(int(chance.paretovariate(0.8)) - 1, len(names) - 1)
            pairs.add((names[often], paper))
        connection.executemany("INSERT OR IGNORE INTO tag (name, paper) VALUES (?, ?)", pairs)


def _names(chance: random.Random, count: int) -> list[str]:
    names: dict[str, None] = {}
    while len(names) < count:
        names[f"{coined(chance)}-{coined(chance)}".casefold()] = None
    return list(names)
