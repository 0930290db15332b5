"""What Whoosh keeps of a paper, and under which name: the fields of the index."""

from __future__ import annotations

from index.search.edge import quietly
from index.search.stems import stemmed
from index.search.terms import SHORTEST_LOOKED_UP
from index.search.tokens import ANALYZER

with quietly():
    from whoosh import versionstring
    from whoosh.columns import NumericColumn
    from whoosh.fields import COLUMN, FieldType, Schema
    from whoosh.formats import Existence

VERSION = f"6.{ANALYZER}-whoosh{versionstring()}"
"""Names the index's folder; it carries the version of its make, of the words and of Whoosh."""


def schema() -> Schema:
    """The fields of the index.

    - `number`: the paper's number in the library, 32 bits a paper; no text of a paper is kept.
    - `fingerprint`: what its texts are told by, which the library knows as well: an index that was
      made of other texts is not this library's.
    - `title`, `abstract`: the terms of the text and how often each stands there, with the text's
      length in words; no positions. Named as the query language's tree names them.
    - `title_starts`, `abstract_starts`: the one- and two-letter beginnings of its words, each
      once: thousands of words begin so, and what is typed first is answered from one list.
    - `pairs`: each two terms that stand side by side in either text, as one of 65,536 numbers: a
      phrase is then looked for in the few papers that may hold it.
    - `forms`: each word as it is written, with its term, once a segment: "optimization\\toptim".
      Stems cut "optimization" to "optim": without forms, "optimizatio" would complete to nothing.

    All are Whoosh's own classes, so that Whoosh can open the index without this program.
    """
    return Schema(
        number=COLUMN(NumericColumn("i")),
        fingerprint=COLUMN(NumericColumn("i")),
        title=FieldType(Existence(), analyzer=None, scorable=True),
        abstract=FieldType(Existence(), analyzer=None, scorable=True),
        title_starts=FieldType(Existence(), analyzer=None),
        abstract_starts=FieldType(Existence(), analyzer=None),
        forms=FieldType(Existence(), analyzer=None),
        pairs=FieldType(Existence(), analyzer=None),
    )


def starts_of(word: str) -> list[str]:
    """The beginnings of a word that are too short to be looked up among the forms."""
    return [word[:letters] for letters in range(1, SHORTEST_LOOKED_UP) if letters <= len(word)]


def form_and_term(word: str) -> str:
    """A word of the forms' vocabulary: "optimization\\toptim".

    Its term is not kept: hundreds are asked for, those that a slip of the hand may have been, once.
    """
    return f"{word}\t{stemmed(word)}"
