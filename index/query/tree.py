"""What a query means: a tree of frozen nodes, without a word on how it is answered."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    import datetime as dt

    from index.query.field import Field


class State(StrEnum):
    """What a reader has made of a paper: `is:`."""

    BOOKMARKED = "bookmarked"
    READ = "read"
    UNREAD = "unread"
    TAGGED = "tagged"
    NOTED = "noted"


class Thing(StrEnum):
    """What a paper has: `has:`."""

    CODE = "code"  # a link to a repository
    LINK = "link"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Everything:
    """Every paper: the empty query."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word, in any of its forms; several tokens ("self-attention") stand side by side."""

    text: str
    field: Field | None = None  # None: either
    prefix: bool = False  # it may go on: "neur*", or still being typed
    typed: bool = False  # a prefix only because it is being typed: the finished word counts more
    typo: bool = False  # words one edit away count as well: "netwrk~"


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words side by side, in order."""

    text: str
    field: Field | None = None
    prefix: bool = False  # its last word may go on


@dataclass(frozen=True, slots=True)
class Substring:
    """These characters, wherever they stand in the text as it is written, whatever their case."""

    text: str
    field: Field | None = None


@dataclass(frozen=True, slots=True)
class Regex:
    """A regular expression on the text as it is written, whatever its case. It is well formed."""

    pattern: str
    field: Field | None = None


@dataclass(frozen=True, slots=True)
class Like:
    """Shares the telling words of the paper whose id this is, or begins so; it is not itself."""

    paper: str


@dataclass(frozen=True, slots=True)
class Saved:
    """What a saved search finds: "@name". Replaced by its own tree before it is answered."""

    name: str


@dataclass(frozen=True, slots=True)
class Is:
    state: State


@dataclass(frozen=True, slots=True)
class Has:
    thing: Thing


@dataclass(frozen=True, slots=True)
class Tagged:
    """With any of these tags; with any tag at all where there are none."""

    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class OnPage:
    """Seen on a page whose name or day, as written, holds this, whatever its case."""

    part: str


@dataclass(frozen=True, slots=True)
class Ranked:
    """Listed on some page at a place from `low` to `high`, both included, from 1."""

    low: int = 1
    high: int | None = None


@dataclass(frozen=True, slots=True)
class SeenOn:
    """Seen on `low` to `high` pages, both included."""

    low: int = 1
    high: int | None = None


@dataclass(frozen=True, slots=True)
class InRepo:
    """Links to a repository whose "owner/name" holds this, whatever its case."""

    part: str


@dataclass(frozen=True, slots=True)
class WithId:
    """The papers whose ids begin so."""

    beginning: str


@dataclass(frozen=True, slots=True)
class Added:
    """Added to the library on a day from `first` to `last`, both included; None: open."""

    first: dt.date | None = None
    last: dt.date | None = None


@dataclass(frozen=True, slots=True)
class OfDay:
    """Seen on a page of a day from `first` to `last`, both included; None: open."""

    first: dt.date | None = None
    last: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Most:
    """A sentence: holds most of its words, by what they weigh. Its parts are words."""

    parts: tuple[Word, ...]


@dataclass(frozen=True, slots=True)
class And:
    parts: tuple[Tree, ...]


@dataclass(frozen=True, slots=True)
class Or:
    parts: tuple[Tree, ...]


@dataclass(frozen=True, slots=True)
class Not:
    part: Tree


Condition: TypeAlias = (
    Is | Has | Tagged | OnPage | Ranked | SeenOn | InRepo | WithId | Added | OfDay
)
"""What the store answers."""

Words: TypeAlias = Word | Phrase
"""What the search index answers."""

Pattern: TypeAlias = Substring | Regex
"""What is looked for in every text, as it is written."""

Tree: TypeAlias = Everything | Condition | Words | Most | Pattern | Like | Saved | And | Or | Not
