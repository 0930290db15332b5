"""What search asks of the store."""

from __future__ import annotations

from array import array
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple, Protocol, TypeAlias

from index.fingerprint import fingerprint_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence
    from contextlib import AbstractContextManager

    from index.query.field import Field
    from index.query.question import Sort
    from index.query.tree import Condition

Numbers: TypeAlias = "array[int]"
"""Papers by their numbers in the library: 32 bits each, so that numpy reads them in place."""


Prints: TypeAlias = "array[int]"
"""Papers with what their texts are told by, 64 bits each: the paper's number, 31 bits below it."""


def as_numbers(values: Iterable[int]) -> Numbers:
    """These numbers, as numpy reads them in place."""
    return array("i", values)


class PaperText(NamedTuple):
    """The two texts of a paper that are searched."""

    number: int  # in the library: from 1, dense, never another paper's
    id: str
    title: str
    abstract: str

    @property
    def fingerprint(self) -> int:
        """What tells these texts from others: 31 bits."""
        return fingerprint_of(self.title, self.abstract)


class Grouping(StrEnum):
    """What papers are told apart by; one paper may be in several groups, or in none."""

    TAG = "tag"
    PAGE = "page"


class Grouped(NamedTuple):
    """The papers of every group, each paper once in a group."""

    names: tuple[str, ...]  # as a query names them; pages the newest first
    words: tuple[str, ...]  # as a person does: a page by its day as written, where it has one
    groups: Numbers  # for each place in a group: the group, by its place in `names`,
    papers: Numbers  # and the paper


class Source(Protocol):
    """The truth that the search index is made from, and that filters and orders come from.

    Within the search a paper is its number; ids are looked up for what is shown.
    """

    def moment(self) -> AbstractContextManager[object]:
        """What is asked within it is told of one moment of the library, and told quicker."""
        ...

    def version(self) -> int:
        """A number that grows with every change of what the papers say, and with each new one."""
        ...

    def identity(self) -> str:
        """Which library this is: a few characters that no other library has."""
        ...

    def count(self) -> int:
        """How many papers there are."""
        ...

    def every_text(self, after: int = 0) -> Iterator[PaperText]:
        """The texts of every paper above this number, by number, not all held in memory."""
        ...

    def prints(self) -> Prints:
        """Every paper's number with its text's fingerprint; the same while nothing has changed."""
        ...

    def texts(self, numbers: Iterable[int]) -> dict[int, PaperText]:
        """The texts of these papers, by number; unknown ones are left out."""
        ...

    def ids(self, numbers: Sequence[int]) -> list[str]:
        """The ids of these papers, in the order asked. Errors: LibraryError for one unknown."""
        ...

    def numbers(self, ids: Iterable[str]) -> dict[str, int]:
        """The numbers of these papers, by id; unknown ids are left out."""
        ...

    def matching(self, condition: Condition) -> Numbers:
        """All papers for which the condition holds, in no promised order.

        The same object as before while nothing has changed: what is made of it may be kept by it.
        """
        ...

    def ordered(self, sort: Sort) -> Numbers:
        """Every paper in this order; RELEVANCE, which the store cannot know, is as NEW.

        The same object as before while nothing has changed.
        """
        ...

    def containing(self, text: str, fields: Collection[Field]) -> Numbers:
        """The papers in whose title or abstract these ASCII characters stand, in either case."""
        ...

    def grouped(self, by: Grouping) -> Grouped:
        """Every group, and the papers in it; the same object as before while nothing changed."""
        ...

    def titled(self, beginning: str, limit: int) -> list[int]:
        """Papers whose folded title begins so, in the order of their titles."""
        ...

    def saved(self, name: str) -> str | None:
        """The text of the search that was saved under this name."""
        ...

    def queued(self, limit: int) -> list[tuple[int, int]]:
        """The papers whose text changed since they were indexed: (entry, number), oldest first."""
        ...

    def queue_length(self) -> int:
        """How many entries the queue has."""
        ...

    def unqueue(self, through: int) -> None:
        """Forget the queue up to and including this entry: it is in the index now."""
        ...
