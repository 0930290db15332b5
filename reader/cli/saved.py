"""`paperdeck saved`: searches that have a name."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click
from click.shell_completion import CompletionItem

from index.errors import LibraryError, WrongUse
from index.query.names import canonical
from index.text import one_line
from reader.cli.complete import can_be_typed
from reader.cli.errors import Exit, tell
from reader.cli.home import Subcommand, chosen_places, joined_words
from reader.cli.library import opened
from reader.cli.output import Format, Style, chosen_format, format_option, put
from reader.cli.table import Column, put_rows
from reader.export.paper_json import SCHEMA_VERSION, to_json

if TYPE_CHECKING:
    from index.library import Library
    from index.store.rows import SavedSearch

HELP = """List the saved searches, print the one called NAME, or let QUERY be it.

@NAME in any query then stands for what it finds, here and in the reader. A new
query takes the place of the old one.

\b
Examples:
  paperdeck saved
  paperdeck saved routing route OR router has:code
  paperdeck saved routing
  paperdeck search @routing is:unread
  paperdeck saved --remove routing

Exit code 1 says that no search is saved under the name.
"""

COLUMNS = (Column("Name", Style.TAG, least=8), Column("Query", least=16))


def _names(ctx: click.Context, _: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """The names that go on as typed, each with its query."""
    try:
        if not chosen_places(ctx).library.exists():
            return []
        with opened(ctx) as library:
            saved = library.saved_searches()
    except LibraryError:
        return []
    begun = canonical(incomplete)
    return [
        CompletionItem(search.name, help=one_line(search.text))
        for search in saved
        if search.name.startswith(begun) and can_be_typed(search.name)
    ]


def _query(ctx: click.Context, argument: click.Parameter, words: tuple[str, ...]) -> str:
    return joined_words(ctx, argument, words) if words else ""


@click.command("saved", cls=Subcommand, help=HELP)
@click.argument("name", required=False, shell_complete=_names)
@click.argument("query", nargs=-1, metavar="[QUERY]...", callback=_query)
@click.option("--remove", is_flag=True, help="Forget the search with this name.")
@format_option
@click.pass_context
def command(
    ctx: click.Context, name: str | None, query: str, remove: bool, form: str | None
) -> int:
    """List, print, save or remove."""
    if remove and (query or not name):
        raise WrongUse("Give the name of the search to --remove, and no query.")
    with opened(ctx) as library:
        if remove:
            return _remove(library, name or "")
        if name is not None and query:
            kept = library.save_search(name, query)
            put(f"Saved: @{kept} stands for {one_line(query)}")
            return Exit.DONE
        if name is not None:
            return _print(library, name)
        saved = library.saved_searches()
    _list(saved, chosen_format(form))
    return Exit.DONE


def _remove(library: Library, name: str) -> int:
    if not library.forget_search(name):
        return _missing(name)
    put(f"Removed: @{one_line(canonical(name))}.")
    return Exit.DONE


def _print(library: Library, name: str) -> int:
    text = library.saved_search(name)
    if text is None:
        return _missing(name)
    put(one_line(text))
    return Exit.DONE


def _list(saved: list[SavedSearch], form: Format) -> None:
    if form is Format.JSON:
        named = [{"name": each.name, "query": each.text} for each in saved]
        put(to_json({"schema_version": SCHEMA_VERSION, "saved": named}))
    elif saved:
        put_rows(COLUMNS, [(each.name, each.text) for each in saved], form)
    if not saved:
        tell("No search is saved yet; save one with “paperdeck saved NAME QUERY”.")


def _missing(name: str) -> int:
    tell(f"No search is saved under “{canonical(name)}”; “paperdeck saved” lists those that are.")
    return Exit.NOTHING_FOUND
