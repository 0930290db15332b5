"""What a search gives back: ids in order, how the query was read, and where its words stand."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from index.query.field import Field
    from index.query.question import Question, Sort


class Lit(Protocol):
    """Finds the words of a query in a text, to light them."""

    def spans(self, text: str, field: Field) -> list[tuple[int, int]]:
        """Where the hits stand in `text`: (start, end) in characters, in order, apart."""
        ...


@dataclass(frozen=True, slots=True)
class Hit:
    """One paper found."""

    id: str
    score: float  # higher is better; 0 where there was nothing to rank by


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a paper was found: one word or phrase of the query, where it stands, what it weighs."""

    words: str  # as typed
    field: Field
    times: int  # how often it stands there
    weight: float  # its share of the paper's score


@dataclass(frozen=True, slots=True)
class Answer:
    question: Question
    ids: tuple[str, ...]  # every paper found, in the order of `sort`
    sort: Sort  # the order used
    total: int  # papers in the whole library
    notes: tuple[str, ...]  # how the query was read, where that needs saying
    lit: Lit
    is_without_index: bool = False  # words were looked for in every text: the index is due
