"""A query answered for a command: its notes told, and a word where nothing was found."""

from __future__ import annotations

from typing import TYPE_CHECKING

from index.query.question import Question, Sort
from reader.cli.errors import tell
from reader.cli.library import update_index

if TYPE_CHECKING:
    from index.library import Library
    from index.search.answer import Answer


def found(library: Library, query: str, sort: str | None = None) -> Answer:
    """The papers that `query` finds; how it was read, and that it found none, is told."""
    update_index(library)
    answer = library.answer(Question(text=query, sort=Sort(sort) if sort else None))
    for note in answer.notes:
        tell(note)
    if not answer.ids:
        tell(_nothing_found(answer))
    return answer


def _nothing_found(answer: Answer) -> str:
    if not answer.total:
        return "The library is empty; add saved pages with “paperdeck add PATH”."
    asked = answer.question.text
    return f"No paper matches “{asked}”; try fewer words, or the start of one and a star: neur*."
