"""Whoosh as it comes: its own scoring, posting by posting."""

from __future__ import annotations

import warnings
from typing import TYPE_CHECKING

from tests.bench.sought import LIMIT

with warnings.catch_warnings():
    warnings.simplefilter("ignore", SyntaxWarning)
    from whoosh import index, query
    from whoosh.analysis import StemmingAnalyzer
    from whoosh.fields import KEYWORD, NUMERIC, TEXT, Schema

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from tests.bench.corpus import MadePaper
    from tests.bench.sought import Sought

FOLDER = "whoosh"
MEGABYTES = 256
TEXTS = (("title", 2.0), ("abstract", 1.0))


def build(folder: Path, papers: Iterable[tuple[int, MadePaper]]) -> None:
    """Index the papers, each with the number of its day, with Whoosh's own writer."""
    place = folder / FOLDER
    place.mkdir()
    analyzer = StemmingAnalyzer()
    schema = Schema(
        title=TEXT(analyzer), abstract=TEXT(analyzer), tag=KEYWORD, day=NUMERIC(sortable=True)
    )
    writer = index.create_in(str(place), schema).writer(limitmb=MEGABYTES)
    for day, paper in papers:
        tags = " ".join(paper.tags)
        writer.add_document(title=paper.title, abstract=paper.abstract, tag=tags, day=day)
    writer.commit(optimize=True)


class Whoosh:
    """The index in this folder; it may be one that Paperdeck wrote."""

    name = "Whoosh"

    def __init__(self, folder: Path, stem: Callable[[str], str] | None = None) -> None:
        """`stem` gives a word's term in an index of Paperdeck's: texts alone, no positions."""
        opened = index.open_dir(str(folder))
        self._is_ours = stem is not None
        self._stem = stem or _stem
        self._searcher = opened.searcher()

    def asked(self, sought: Sought) -> Callable[[], object] | None:
        found = self._query(sought)
        if found is None:
            return None
        order = {"sortedby": "day", "reverse": True} if sought.by_day else {}
        return lambda: self._searcher.search(found, limit=LIMIT, **order)

    def count(self, sought: Sought) -> int:
        return sum(1 for _ in self._searcher.docs_for_query(self._query(sought)))

    def close(self) -> None:
        self._searcher.close()

    def _query(self, sought: Sought) -> query.Query | None:
        if self._is_ours and (sought.phrase or sought.tag or sought.by_day):
            return None
        terms = [self._stem(word) for word in sought.words]
        if sought.phrase:
            must = [_in_either(query.Phrase, terms)]
        else:
            must = [_in_either(query.Term, term) for term in terms]
        if sought.prefix:
            must.append(_in_either(query.Prefix, sought.prefix))
        if sought.tag:
            must.append(query.Term("tag", sought.tag))
        return query.And(must).normalize() if must else query.Every()


def _in_either(kind: type[query.Query], sought: str | list[str]) -> query.Query:
    return query.Or([kind(text, sought, boost=boost) for text, boost in TEXTS])


def _stem(word: str) -> str:
    return next((token.text for token in StemmingAnalyzer()(word)), word)
