"""What the library holds that a query may name: tags, pages, saved searches."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reader.completions import Candidate
from reader.words import page_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from typing import Self

    from index.store.rows import PageReport, SavedSearch, TagCount

_PLAIN = re.compile(r"[\w./-]+")


@dataclass(frozen=True, slots=True)
class Known:
    """What the library holds that a query may name."""

    tags: tuple[Candidate, ...] = ()
    pages: tuple[Candidate, ...] = ()
    saved: tuple[Candidate, ...] = ()

    @classmethod
    def of(
        cls, tags: Iterable[TagCount], pages: Sequence[PageReport], saved: Iterable[SavedSearch]
    ) -> Self:
        """The tags most used first, the pages newest first, as the library lists them."""
        return cls(
            tuple(Candidate(_value(t.name), t.name, f"{t.papers:,}") for t in tags),
            tuple(_of_pages(pages)),
            tuple(Candidate(f"@{s.name}", f"@{s.name}", gloss=s.text) for s in saved),
        )


def _of_pages(pages: Sequence[PageReport]) -> Iterable[Candidate]:
    """By their days; by their names where several are of one day, or of none."""
    labels = [page.label for page in pages]
    for page in pages:
        name = page.label if page.label and labels.count(page.label) == 1 else page.page
        words = name if name == page.label else page_words(None, page.page)
        yield Candidate(_value(name), words, f"{page.papers:,}", also=page.page)


def _value(name: str) -> str:
    """A name as a value in the query language."""
    return name if _PLAIN.fullmatch(name) else '"' + name.replace('"', "") + '"'
