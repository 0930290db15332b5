"""The index read: the one module that knows Whoosh's reading side."""

from __future__ import annotations

from bisect import bisect_left
from contextlib import suppress
from typing import TYPE_CHECKING

from index.query.field import Field
from index.search.edge import broken_if_it_fails, quietly
from index.search.schema import schema

with quietly():
    from whoosh.index import open_dir
    from whoosh.reading import TermNotFound

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

_LAST = "\U0010ffff"  # no word goes on with it


class IndexedTerms:
    """Terms of one generation of the index. For one thread alone: Whoosh's files share a place.

    Errors: SearchBroken, from any call.
    """

    def __init__(self, folder: Path) -> None:
        with broken_if_it_fails():
            self._index = open_dir(str(folder), schema=schema())
            self._reader = self._index.reader()
            try:
                self._read_papers()
            except BaseException:
                self.close()
                raise
        self._forms: list[str] | None = None
        self._terms: list[str] = []

    def _read_papers(self) -> None:
        # All that stands beside the postings is read now: once a later commit merges segments
        # their files are gone, and Whoosh opens some only when they are asked for.
        self._papers: dict[int, str] = {
            number: stored["id"] for number, stored in self._reader.iter_docs()
        }
        self._lengths = {
            field: {
                paper: float(self._reader.doc_field_length(number, field.value) or 0)
                for number, paper in self._papers.items()
            }
            for field in Field
        }

    @property
    def papers(self) -> set[str]:
        """The ids of the papers in the index."""
        return set(self._papers.values())

    def lengths(self, field: Field) -> Mapping[str, float]:
        return self._lengths[field]

    def postings(self, term: str, field: Field) -> Mapping[str, float]:
        papers = self._papers
        found: dict[str, float] = {}
        with broken_if_it_fails(), suppress(TermNotFound):
            matcher = self._reader.postings(field.value, term.encode())
            while matcher.is_active():
                found[papers[matcher.id()]] = matcher.weight()
                matcher.next()
        return found

    def completions(self, prefix: str) -> frozenset[str]:
        if self._forms is None:
            self._read_forms()
        forms = self._forms or []
        return frozenset(
            self._terms[bisect_left(forms, prefix) : bisect_left(forms, prefix + _LAST)]
        )

    def _read_forms(self) -> None:
        with broken_if_it_fails():
            entries = sorted({entry.decode() for entry in self._reader.lexicon("forms")})
            parted = [entry.split("\t") for entry in entries]
            self._forms = [form for form, _ in parted]
            self._terms = [term for _, term in parted]

    def close(self) -> None:
        """Let go of the index's files."""
        with broken_if_it_fails():
            self._reader.close()
            self._index.close()
