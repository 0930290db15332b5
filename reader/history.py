"""Earlier queries, one by one: back through them, and down again to what was being typed."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


class Walk:
    """A walk through those earlier queries that begin as what was typed does."""

    def __init__(self, typed: str, beginning: str, queries: Iterable[str]) -> None:
        """From `typed`, through those of `queries`, newest first, that start with `beginning`."""
        begins = beginning.casefold()
        found = (q for q in queries if q != typed and q.casefold().startswith(begins))
        self._stops = [typed, *dict.fromkeys(found)]
        self._at = 0

    def older(self) -> str | None:
        """The next query back; None at the oldest."""
        return self._step(1)

    def newer(self) -> str | None:
        """The query after it, and at last what was typed; None beyond that."""
        return self._step(-1)

    def _step(self, by: int) -> str | None:
        if not 0 <= self._at + by < len(self._stops):
            return None
        self._at += by
        return self._stops[self._at]
