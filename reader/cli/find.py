"""A query answered for a command: its notes told, and a word where nothing was found."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import click

from index.query.question import Question, Sort
from index.query.shape import needs_index
from index.query.tree import Everything
from reader.cli.errors import tell
from reader.cli.library import update_index
from reader.cli.output import one_of
from reader.words import counted

if TYPE_CHECKING:
    from index.library import Library
    from index.search.answer import Answer


sort_option = click.option(
    "--sort",
    type=one_of(*(sort.value for sort in Sort)),
    help="The order; by relevance where there are words, else newest first, if left out.",
)


def found(library: Library, query: str, sort: str | None = None) -> Answer:
    """The papers that hold all of `query`; how it was read, and that it found none, is told."""
    understood = library.understood(query)
    problem = update_index(library) if needs_index(understood.tree) else None
    question = Question(text=query, sort=Sort(sort) if sort else None)
    answer = library.answer(question)
    if answer.is_without_index and not problem and not library.damage:
        problem = update_index(library)  # it turned out to be damaged as it was read
        answer = library.answer(question)
    if problem:
        from index.search.notes import BUILDING  # which it is not

        answer = replace(answer, notes=(*(n for n in answer.notes if n != BUILDING), problem))
    for note in answer.notes:
        tell(note)
    if query.strip() and isinstance(understood.tree, Everything) and understood.notes:
        tell("Nothing else is asked for, so nothing was looked for.")
        return replace(answer, ids=())
    if answer.failure is not None:
        answer = replace(answer, ids=())  # those that hold most are for eyes, not for scripts
    if not answer.ids:
        tell(_nothing_found(answer))
    for way in answer.failure.ways_out if answer.failure else ():
        tell(f"{way.text}: {counted(way.papers, 'paper')}")
    return answer


def _nothing_found(answer: Answer) -> str:
    if not answer.total:
        return "The library is empty; add saved pages with “paperdeck add PATH”."
    asked = answer.question.text
    if answer.failure is not None and answer.failure.ways_out:
        return f"No paper holds all of “{asked}”; these queries find some:"
    return f"No paper matches “{asked}”; try fewer words, or the start of one and a star: neur*."
