"""A query answered for a command: its notes told, and a word where nothing was found."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import click

from index.query.parse import parse
from index.query.question import Question, Sort
from index.query.shape import words_in
from reader.cli.errors import tell
from reader.cli.library import update_index
from reader.cli.output import one_of

if TYPE_CHECKING:
    from index.library import Library
    from index.search.answer import Answer


sort_option = click.option(
    "--sort",
    type=one_of(*(sort.value for sort in Sort)),
    help="The order; by relevance where there are words, else newest first, if left out.",
)


def found(library: Library, query: str, sort: str | None = None) -> Answer:
    """The papers that `query` finds; how it was read, and that it found none, is told."""
    problem = update_index(library) if any(words_in(parse(query).tree)) else None
    answer = library.answer(Question(text=query, sort=Sort(sort) if sort else None))
    if problem:
        from index.search.search import BUILDING  # which it is not

        answer = replace(answer, notes=(*(n for n in answer.notes if n != BUILDING), problem))
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
