"""What the evaluator asks of an index, whatever keeps it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Mapping

    from index.query.field import Field


class Terms(Protocol):
    """Terms, and the papers that hold them. Errors: SearchBroken, from any call."""

    def lengths(self, field: Field) -> Mapping[str, float]:
        """How many words this text of each paper has, by paper id; every paper is in it."""
        ...

    def postings(self, term: str, field: Field) -> Mapping[str, float]:
        """How often the term stands in this text, by paper id; papers without it are left out."""
        ...

    def completions(self, prefix: str) -> frozenset[str]:
        """The terms of every word that begins with `prefix`, a folded word's beginning."""
        ...
