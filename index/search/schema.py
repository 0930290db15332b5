"""What Whoosh keeps of a paper, and under which name: its fields and their analysis."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from index.search.edge import quietly
from index.search.stems import term
from index.search.terms import SHORTEST_LOOKED_UP
from index.search.tokens import ANALYZER, words

with quietly():
    from whoosh import versionstring
    from whoosh.columns import NumericColumn
    from whoosh.fields import COLUMN, ID, FieldType, Schema
    from whoosh.formats import Existence

if TYPE_CHECKING:
    from collections.abc import Iterable

VERSION = f"2.{ANALYZER}-whoosh{versionstring()}"
"""Names the index's folder; it carries the version of the fields, of the words and of Whoosh."""

Posting = tuple[bytes, int, float, bytes]  # term, times, weight, value: as Whoosh takes them


class TermsField(FieldType):  # type: ignore[misc]
    """A text by its terms and how often each stands there; no positions, no text."""

    def __init__(self) -> None:
        super().__init__(Existence(), analyzer=None, scorable=True)

    def index(self, value: str, **_: object) -> Iterable[Posting]:
        times = Counter(map(term, words(value)))
        return [(name.encode(), count, float(count), b"") for name, count in times.items()]


class StartsField(FieldType):  # type: ignore[misc]
    """The one- and two-letter beginnings of a text's words, each once.

    Thousands of words begin so: what is typed first is answered from one posting list.
    """

    def __init__(self) -> None:
        super().__init__(Existence(), analyzer=None)

    def index(self, value: str, **_: object) -> Iterable[Posting]:
        starts = {start for word in words(value) for start in starts_of(word)}
        return [(start.encode(), 1, 1.0, b"") for start in starts]


class FormsField(FieldType):  # type: ignore[misc]
    """The words as they stand in the text, each with its term: what prefixes are looked up in.

    Stems cut "optimization" to "optim": without the forms "optimizatio" would complete to nothing.
    """

    def __init__(self) -> None:
        super().__init__(Existence(), analyzer=None)

    def index(self, value: str, **_: object) -> Iterable[Posting]:
        return [(form_and_term(word).encode(), 1, 1.0, b"") for word in set(words(value))]


def starts_of(word: str) -> list[str]:
    """The beginnings of a word that are too short to be looked up among the forms."""
    return [word[:letters] for letters in range(1, SHORTEST_LOOKED_UP) if letters <= len(word)]


def form_and_term(word: str) -> str:
    """A word of the forms' vocabulary: "optimization\\toptim"."""
    return f"{word}\t{term(word)}"


def schema() -> Schema:
    """The fields of the index; `title` and `abstract` are named as the tree names them."""
    return Schema(
        paper=ID(unique=True),
        number=COLUMN(NumericColumn("i")),
        title=TermsField(),
        abstract=TermsField(),
        title_starts=StartsField(),
        abstract_starts=StartsField(),
        forms=FormsField(),
    )
