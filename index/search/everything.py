"""The answer to the empty question, which needs no index: the first thing a reader sees."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Protocol, overload

from index.query.question import Sort
from index.search.answer import Answer

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from index.query.field import Field
    from index.query.question import Question
    from index.search.source import Numbers
    from index.store.rows import Newest

AT_ONCE = 128
"""Ids looked up together: two screens of a list."""

_KEPT = 4_096  # ids

_IN_A_ROW = 1_000  # ids looked up together where all are wanted


class Papers(Protocol):
    """What is asked of the store."""

    def newest(self, limit: int) -> Newest: ...
    def ordered(self, sort: Sort) -> Numbers: ...
    def ids(self, numbers: Sequence[int]) -> list[str]: ...
    def numbers(self, ids: Iterable[str]) -> dict[str, int]: ...


@dataclass(frozen=True, slots=True)
class NothingLit:
    """Lights nothing, as nothing is looked for."""

    def spans(self, _text: str, _field: Field) -> list[tuple[int, int]]:
        return []


class Every(Sequence[str]):
    """The ids of every paper that there was at one moment, in one order. Any thread may use it.

    Ids are looked up as places are asked for, and what stands at a place stays there.
    Of the order NEW only the head is read at first; the rest once someone goes beyond it.
    """

    def __init__(self, papers: Papers, sort: Sort) -> None:
        self._papers = papers
        self._sort = sort
        self._then = papers.newest(AT_ONCE if sort is Sort.NEW else 0)
        self._ids = self._head()

    def __len__(self) -> int:
        return self._then.total

    @overload
    def __getitem__(self, place: int) -> str: ...
    @overload
    def __getitem__(self, place: slice) -> tuple[str, ...]: ...
    def __getitem__(self, place: int | slice) -> str | tuple[str, ...]:
        places = range(len(self))[place]
        if isinstance(places, range):
            return self._at(places)
        known = self._ids.get(places)
        return known if known is not None else self._looked_up(places)

    def _looked_up(self, place: int) -> str:
        """The id at this place, with its neighbours; what was looked up long before is let go."""
        start = place - place % AT_ONCE
        near = range(len(self))[start : start + AT_ONCE]
        found = dict(zip(near, self._at(near), strict=True))
        kept = self._ids if len(self._ids) < _KEPT else self._head()
        self._ids = {**kept, **found}
        return found[place]

    def _head(self) -> dict[int, str]:
        return {place: paper for place, (_, paper) in enumerate(self._then.head)}

    def __iter__(self) -> Iterator[str]:
        for start in range(0, len(self), _IN_A_ROW):
            yield from self[start : start + _IN_A_ROW]

    def __contains__(self, paper: object) -> bool:
        return isinstance(paper, str) and self._number(paper) is not None

    def index(self, paper: str, start: int = 0, stop: int | None = None) -> int:
        """The paper's place. Errors: ValueError for an id that is not here."""
        number = self._number(paper)
        if number is None:
            raise ValueError(f"{paper} is no paper of this answer")
        heads = [head for head, _ in self._then.head]
        known = heads if number in heads else self._numbers
        return known.index(number, start, len(self) if stop is None else stop)

    def _number(self, paper: str) -> int | None:
        number = self._papers.numbers([paper]).get(paper)
        return number if number is not None and number <= self._then.last else None

    def _at(self, places: range) -> tuple[str, ...]:
        ids = self._ids
        if all(place in ids for place in places):
            return tuple(ids[place] for place in places)
        return tuple(self._papers.ids([self._numbers[place] for place in places]))

    @cached_property
    def _numbers(self) -> Numbers:
        """Every paper's number. Papers that came since are left out, and the head stays as it was.

        Papers are never taken out of a library, so that as many are left as there were.
        """
        now = self._papers.ordered(self._sort)
        head = array("i", [number for number, _ in self._then.head])
        if len(now) == len(self) and now[: len(head)] == head:
            return now
        seen = set(head)
        rest = (number for number in now if number <= self._then.last and number not in seen)
        return head + array("i", rest)


def is_for_everything(question: Question) -> bool:
    """Whether the question asks for every paper, whatever their order."""
    return not question.text.strip() and not question.scope.strip()


def everything(question: Question, papers: Papers) -> Answer:
    """Every paper, in the order that is asked for. Any thread may ask this."""
    sort = question.sort or Sort.NEW
    if sort is Sort.RELEVANCE:
        sort = Sort.NEW
    ids = Every(papers, sort)
    return Answer(question, ids, sort, len(ids), (), NothingLit())
