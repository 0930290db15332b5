"""Small indexes on disk, written with Whoosh's own writer: what reading them is tested on."""

from __future__ import annotations

import random
from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING
from zlib import crc32

from whoosh.codec.whoosh3 import W3Codec
from whoosh.columns import NumericColumn
from whoosh.fields import COLUMN, ID, FieldType, Schema
from whoosh.filedb.filestore import FileStorage
from whoosh.formats import Existence
from whoosh.index import TOC, create_in, open_dir
from whoosh.scoring import BM25F

from index.fingerprint import fingerprint_of
from index.search.schema import form_and_term
from index.search.sealed import SealedStorage
from index.search.stems import term
from index.search.tokens import words

if TYPE_CHECKING:
    from pathlib import Path

    from whoosh.index import FileIndex
    from whoosh.reading import IndexReader
    from whoosh.searching import Searcher


class Counted(FieldType):
    """Terms and their times, as they are given."""

    def __init__(self, scorable=False):
        super().__init__(Existence(), analyzer=None, scorable=scorable)

    def index(self, value, **_):
        return [(term.encode(), times, float(times), b"") for term, times in value.items()]


def fields() -> Schema:
    return Schema(
        paper=ID(unique=True),
        number=COLUMN(NumericColumn("i")),
        fingerprint=COLUMN(NumericColumn("i")),
        title=Counted(scorable=True),
        abstract=Counted(scorable=True),
        title_starts=Counted(),
        abstract_starts=Counted(),
        forms=Counted(),
        pairs=Counted(),
    )


def beside(text: str) -> list[str]:
    """Each two words that stand side by side, as the index names them; 32 bits throughout."""
    prints = [crc32(term(word).encode()) for word in words(text)]
    mixed = [(one * 0x9E3779B1 ^ other * 0x85EBCA77) % (1 << 32) for one, other in pairwise(prints)]
    return [f"{mix * 0x9E3779B1 % (1 << 32) >> 16:04x}" for mix in mixed]


def commit(
    folder: Path,
    papers: dict[int, tuple[str, str]],
    removed: tuple[int, ...] = (),
    merge: bool = False,
    is_packed: bool = False,
    **codec: int,
) -> FileIndex:
    """One commit of these papers, titles and abstracts by number, without those removed."""
    if folder.exists():
        index = open_dir(str(folder))
    else:
        folder.mkdir()
        index = create_in(str(folder), fields())
    writer = index.writer(codec=W3Codec(**codec), compound=is_packed)
    for number in (*removed, *papers):
        writer.delete_by_term("paper", str(number))
    known: set[str] = set()
    for number, (title, abstract) in papers.items():
        fresh = set(words(f"{title} {abstract}")) - known
        known |= fresh
        writer.add_document(
            paper=str(number),
            number=number,
            fingerprint=fingerprint_of(title, abstract),
            title=Counter(map(term, words(title))),
            abstract=Counter(map(term, words(abstract))),
            title_starts=starts(title),
            abstract_starts=starts(abstract),
            forms=dict.fromkeys(map(form_and_term, fresh), 1),
            pairs=dict.fromkeys([*beside(title), *beside(abstract)], 1),
        )
    writer.commit(merge=merge, optimize=merge)
    seal(folder)
    return index


def seal(folder: Path) -> None:
    """Put the sums of all files behind the last commit, as our own writer does."""
    with SealedStorage(folder) as storage:
        storage.write_commit(TOC.read(FileStorage(str(folder)), "MAIN"))


def reader_of(folder: Path) -> IndexReader:
    """Whoosh's own reader of the last commit."""
    return open_dir(str(folder)).reader()


def searcher_of(folder: Path) -> Searcher:
    """Whoosh's own search of the last commit."""
    return open_dir(str(folder)).searcher(weighting=BM25F())


def starts(text: str) -> dict[str, int]:
    return dict.fromkeys([word[:length] for word in words(text) for length in (1, 2)], 1)


def invented(count: int, seed: int = 7, first: int = 1) -> dict[int, tuple[str, str]]:
    """Papers of made-up words, some in nearly all of them and most in one."""
    chance = random.Random(seed)
    syllables = ["gra", "ten", "op", "ti", "mi", "za", "net", "wor", "k", "é", "注", "граф", "tion"]

    def word() -> str:
        if chance.random() < 0.3:
            return chance.choice(["network", "networks", "graph", "reading", "reads", "a"])
        return "".join(chance.choice(syllables) for _ in range(chance.randint(1, 4)))

    def text(length: int) -> str:
        return " ".join(word() for _ in range(length))

    return {
        number: (text(chance.randint(1, 9)), text(chance.choice([0, 20, 60])))
        for number in range(first, first + count)
    }
