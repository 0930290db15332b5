"""Tantivy, the search library that is written in Rust."""

from __future__ import annotations

from typing import TYPE_CHECKING

import tantivy

from tests.bench.sought import LIMIT

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from tests.bench.corpus import MadePaper
    from tests.bench.sought import Sought

FOLDER = "tantivy"
HEAP = 200_000_000  # bytes
TEXTS = ("title", "abstract")
TITLE = 2.0  # what a word of the title counts


def build(folder: Path, papers: Iterable[tuple[int, MadePaper]]) -> None:
    """Index the papers, each with the number of its day, and merge all into one segment."""
    place = folder / FOLDER
    place.mkdir()
    index = tantivy.Index(_schema(), str(place))
    writer = index.writer(HEAP, 1)
    for day, paper in papers:
        document = tantivy.Document(title=[paper.title], abstract=[paper.abstract], day=[day])
        for tag in paper.tags:
            document.add_text("tag", tag)
        writer.add_document(document)
    writer.commit()
    writer.wait_merging_threads()


class Tantivy:
    """The index in this folder."""

    name = "tantivy"

    def __init__(self, folder: Path) -> None:
        self._schema = _schema()
        self._index = tantivy.Index(self._schema, str(folder / FOLDER))
        self._index.reload()
        self._searcher = self._index.searcher()

    def asked(self, sought: Sought) -> Callable[[], object] | None:
        query = self._query(sought)
        if sought.by_day:
            return lambda: self._searcher.search(query, LIMIT, order_by_field="day")
        return lambda: self._searcher.search(query, LIMIT)

    def count(self, sought: Sought) -> int:
        return int(self._searcher.search(self._query(sought), 1).count)

    def close(self) -> None:
        """Nothing is held open but what goes with the object."""

    def _query(self, sought: Sought) -> tantivy.Query:
        must = [self._begun(sought.prefix)] if sought.prefix else []
        if sought.words:
            words = " ".join(sought.words)
            must.append(
                self._index.parse_query(
                    f'"{words}"' if sought.phrase else words,
                    list(TEXTS),
                    field_boosts={"title": TITLE},
                    conjunction_by_default=True,
                )
            )
        if sought.tag:
            must.append(tantivy.Query.term_query(self._schema, "tag", sought.tag))
        if not must:
            return tantivy.Query.all_query()
        if len(must) == 1:
            return must[0]
        return tantivy.Query.boolean_query([(tantivy.Occur.Must, query) for query in must])

    def _begun(self, prefix: str) -> tantivy.Query:
        """A word that begins so, in the title or in the abstract."""
        title, abstract = (
            tantivy.Query.regex_query(self._schema, text, f"{prefix}.*") for text in TEXTS
        )
        boosted = tantivy.Query.boost_query(title, TITLE)
        either = [(tantivy.Occur.Should, boosted), (tantivy.Occur.Should, abstract)]
        return tantivy.Query.boolean_query(either)


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    for text in TEXTS:
        builder.add_text_field(text, tokenizer_name="en_stem")
    builder.add_text_field("tag", tokenizer_name="raw", index_option="basic")
    builder.add_integer_field("day", fast=True)
    return builder.build()
