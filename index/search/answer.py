"""What a search gives back: papers in order, how the query was read, and where its words stand."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence

    from index.query.field import Field
    from index.query.question import Question, Sort


class Lit(Protocol):
    """Finds the words of a query in a text, to light them."""

    def spans(self, text: str, field: Field) -> list[tuple[int, int]]:
        """Where the hits stand in `text`: (start, end) in characters, in order, apart."""
        ...


class Ground(StrEnum):
    """What makes a paper fit, in words that can be shown."""

    WORDS = "words that stand in it"
    TITLE_HOLDS_ALL = "the title holds every word"
    TITLE_BEGINS = "the title begins so"
    TITLE = "the whole title"
    NEAR = "words near each other"
    KIN = "words of the best papers"


class Reason(NamedTuple):
    """Why a paper was found: a word or phrase of the query in one text, or what they all tell."""

    words: str  # as typed; "" where the ground is not WORDS
    field: Field | None  # None where the ground is not WORDS
    times: int  # how often it stands there
    weight: float  # its share of the paper's score
    ground: Ground = Ground.WORDS


class WayOut(NamedTuple):
    """A query to ask instead of one that found nothing."""

    text: str  # the whole query, in the query language
    words: str  # what is other about it: "attention", "without “tabulr”", "with “graph” too"
    papers: int  # that it finds


class Missing(NamedTuple):
    """A part of a query without which there would be papers."""

    text: str  # as typed: "attention", "is:read"
    is_left_out: bool = False  # the query says “not”: every paper holds it


class Failure(NamedTuple):
    """Why no paper holds all that was asked for, and what to ask instead."""

    missing: tuple[Missing, ...]
    ways_out: tuple[WayOut, ...]  # the likeliest first: spellings, then the query without a part


@dataclass(frozen=True, slots=True)
class Answer:
    question: Question
    ids: Sequence[str]  # every paper found, in the order of `sort`; looked up as they are needed
    sort: Sort  # the order used
    total: int  # papers in the whole library
    notes: tuple[str, ...]  # how the query was read, where that needs saying
    lit: Lit
    is_without_index: bool = False  # words were looked for in every text: the index is due
    failure: Failure | None = None  # no paper holds it all; `ids` are those that hold most of it
    is_partial: bool = False  # there was no time to look at every paper: more may belong here


class Facet(NamedTuple):
    """A narrowing of the present result."""

    words: str  # as shown: "#graphs", "Sep 1", "with code", "graph neural network"
    query: str  # to join to the query with a space, or with a minus before it: "tag:graphs"
    papers: int  # of the present result; a phrase's of its best papers, which were read for it


class Facets(NamedTuple):
    """How the present result could be narrowed, each kind by its count."""

    tags: tuple[Facet, ...]
    pages: tuple[Facet, ...]
    things: tuple[Facet, ...]  # with code
    phrases: tuple[Facet, ...]  # that set the best hits apart from the rest of the library
