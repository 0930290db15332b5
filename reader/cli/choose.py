"""Which papers a command changes: those of a query, those named by id, or expressly all."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from index.errors import WrongUse
from index.query.tree import Everything
from index.text import one_line
from reader.cli.complete import complete_ids
from reader.cli.errors import tell
from reader.cli.find import found
from reader.cli.home import query_argument
from reader.words import counted

if TYPE_CHECKING:
    from collections.abc import Callable

    from index.library import Library


def choosing(work: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command QUERY, --id and --all."""
    named = click.option(
        "--id",
        "ids",
        multiple=True,
        metavar="ID",
        shell_complete=complete_ids,
        help="A paper by the start of its id; may be given again.",
    )
    every = click.option("--all", "takes_all", is_flag=True, help="Every paper of the library.")
    return query_argument(named(every(work)))


def check_choice(query: str, ids: tuple[str, ...], takes_all: bool) -> None:
    """Refuse a choice of nothing, which a query would take for everything, and one of two kinds."""
    given = [bool(query.strip()), bool(ids), takes_all]
    if sum(given) == 0:
        raise WrongUse("Say which papers: give a query, --id ID, or --all for every paper.")
    if sum(given) > 1:
        raise WrongUse("Say which papers in one way: a query, --id ID, or --all.")


def chosen(library: Library, query: str, ids: tuple[str, ...]) -> list[str]:
    """The ids of the papers chosen; that a query found none is told.

    Errors: UnknownPaper; WrongUse for a query that is not understood whole, since it might choose
    papers that were not meant.
    """
    if ids:
        return list(dict.fromkeys(library.find(start) for start in ids))
    understood = library.understood(query)
    if query.strip() and (understood.notes or isinstance(understood.tree, Everything)):
        why = understood.notes[0] if understood.notes else f"“{one_line(query)}” asks for nothing."
        raise WrongUse(f"{why} Nothing was changed; say it another way, or --all for every paper.")
    answer = found(library, query)
    if answer.is_partial:
        raise WrongUse("Not every paper could be looked at in time. Nothing was changed.")
    return list(answer.ids)


def tell_changed(changed: int, chosen_papers: int) -> None:
    """Say how many papers are different now, and how to take it back."""
    papers = counted(chosen_papers, "paper")
    if not changed:
        click.echo(f"Nothing to change: {papers} as asked already.")
        return
    of = "1 paper" if chosen_papers == changed == 1 else f"{changed:,} of {papers}"
    click.echo(f"{of} changed.")
    tell("To undo this, press u in the reader.")
