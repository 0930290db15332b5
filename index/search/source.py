"""What search asks of the store."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from index.query.question import Sort
    from index.query.tree import Condition


@dataclass(frozen=True, slots=True)
class PaperText:
    """The two texts of a paper that are searched."""

    id: str
    title: str
    abstract: str


class Source(Protocol):
    """The truth that the search index is made from, and that filters and orders come from."""

    def count(self) -> int:
        """How many papers there are."""
        ...

    def every_text(self) -> Iterator[PaperText]:
        """Every paper's texts, in no promised order, without holding them all in memory."""
        ...

    def texts(self, ids: Iterable[str]) -> dict[str, PaperText]:
        """The texts of these papers, by id; unknown ids are left out."""
        ...

    def matching(self, condition: Condition) -> frozenset[str]:
        """The ids of all papers for which the condition holds."""
        ...

    def ordered(self, sort: Sort) -> Sequence[str]:
        """Every id in this order; RELEVANCE, which the store cannot know, is as NEW."""
        ...

    def queued(self, limit: int) -> list[tuple[int, str]]:
        """The papers whose text changed since they were indexed: (number, id), oldest first."""
        ...

    def unqueue(self, through: int) -> None:
        """Forget the queue up to and including this number: it is in the index now."""
        ...
