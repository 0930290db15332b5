"""What every engine is asked, and what an engine is that can be asked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable

LIMIT = 50  # hits asked for


@dataclass(frozen=True, slots=True)
class Sought:
    """One query, in no engine's language."""

    name: str
    words: tuple[str, ...] = ()  # all of them, by their stems
    prefix: str = ""  # of a word that stands beside them
    phrase: bool = False  # the words stand side by side, in order
    tag: str = ""
    by_day: bool = False  # the newest first, not the best match

    @property
    def text(self) -> str:
        """The same in Paperdeck's query language, but for the order."""
        words = " ".join((*self.words, self.prefix)).strip()
        quoted = f'"{words}"' if self.phrase else words
        return f"tag:{self.tag} {quoted}" if self.tag else quoted


SOUGHT = (
    Sought("common word", ("network",)),
    Sought("two common words", ("network", "training")),
    Sought("mid word", ("kernel",)),
    Sought("rare word", ("earthquake",)),
    Sought("typed “t”", prefix="t"),
    Sought("typed “tr”", prefix="tr"),
    Sought("typed “transf”", prefix="transf"),
    Sought("two words and typed “tr”", ("neural", "network"), prefix="tr"),
    Sought("phrase of common words", ("neural", "network"), phrase=True),
    Sought("tag and word", ("network",), tag="to-read"),
    Sought("common word, newest first", ("network",), by_day=True),
    Sought("everything, newest first", by_day=True),
)


class Engine(Protocol):
    """A search engine over the papers of one made library."""

    name: str

    def asked(self, sought: Sought) -> Callable[[], object] | None:
        """A call that finds the first LIMIT papers; None where it cannot be asked so.

        All that can be made of the query beforehand is made before the call.
        """
        ...

    def count(self, sought: Sought) -> int:
        """How many papers there are."""
        ...

    def close(self) -> None:
        """Let go of its files."""
        ...
