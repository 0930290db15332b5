"""The answer to the empty question, which needs no index: the first thing a reader sees."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from index.query.question import Sort
from index.search.answer import Answer

if TYPE_CHECKING:
    from index.query.field import Field
    from index.query.question import Question
    from index.search.source import Source


@dataclass(frozen=True, slots=True)
class NothingLit:
    """Lights nothing, as nothing is looked for."""

    def spans(self, _text: str, _field: Field) -> list[tuple[int, int]]:
        return []


def is_for_everything(question: Question) -> bool:
    """Whether the question asks for every paper, whatever their order."""
    return not question.text.strip() and not question.scope.strip()


def everything(question: Question, source: Source) -> Answer:
    """Every paper, in the order that is asked for. Any thread may ask this."""
    sort = question.sort or Sort.NEW
    if sort is Sort.RELEVANCE:
        sort = Sort.NEW
    ids = tuple(source.ordered(sort))
    return Answer(question, ids, sort, len(ids), (), NothingLit())
