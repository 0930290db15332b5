"""What the evaluator asks of an index, whatever keeps it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, Protocol

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    import numpy as np
    from numpy.typing import NDArray

    from index.query.field import Field

SHORTEST_LOOKED_UP = 3
"""Letters; prefixes that are shorter have postings of their own, since so much begins with them."""


class Postings(NamedTuple):
    """The papers that hold something, and how often each does."""

    numbers: NDArray[np.int32]  # ascending, each once
    times: NDArray[np.float32]


class Terms(Protocol):
    """Terms, and the papers that hold them, by number. Errors: SearchBroken, from any call."""

    @property
    def is_slow(self) -> bool:
        """Whether each answer takes long, so that a person had better know."""
        ...

    @property
    def size(self) -> int:
        """Every paper's number is below this."""
        ...

    def papers(self) -> NDArray[np.int32]:
        """The numbers of all papers in the index, ascending."""
        ...

    def lengths(self, field: Field) -> NDArray[np.float32]:
        """How many words this text of each paper has, by number; 0 for a paper not in the index."""
        ...

    def postings(self, terms: Collection[str], field: Field) -> Postings:
        """The papers whose text holds any of the terms, the times of all of them added up."""
        ...

    def begun(self, prefix: str, field: Field) -> Postings:
        """The papers whose text holds a word that begins with these one or two letters, once."""
        ...

    def side_by_side(self, first: str, seconds: Collection[str]) -> NDArray[np.int32]:
        """The papers where one term may stand right before one of the others, in either text.

        All of those where it does, ascending, and some where it does not.
        """
        ...

    def completions(self, prefix: str) -> Sequence[tuple[str, str]]:
        """The words of the library that begin so, in their order, each with its term.

        `prefix` is a folded word's beginning of at least SHORTEST_LOOKED_UP letters.
        """
        ...

    def known(self, words: Collection[str]) -> list[str]:
        """Those of the folded words that stand in the library as they are written."""
        ...

    def close(self) -> None:
        """Let go of the index's files."""
        ...
