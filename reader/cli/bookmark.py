"""`paperdeck bookmark`: bookmarks for many papers at once."""

from __future__ import annotations

import click

from reader.cli.choose import check_choice, choosing, chosen, tell_changed
from reader.cli.errors import Exit
from reader.cli.home import Subcommand
from reader.cli.library import opened

HELP = """Bookmark the papers that a query finds, or take their bookmarks off.

Prints how many papers changed. One undo in the reader takes it back.

\b
Examples:
  paperdeck bookmark 'title:"graph readers"'
  paperdeck bookmark --id k7mq2a
  paperdeck bookmark is:read --off
"""


@click.command("bookmark", cls=Subcommand, help=HELP)
@choosing
@click.option("--off", is_flag=True, help="Take the bookmark off.")
@click.pass_context
def command(
    ctx: click.Context, query: str, ids: tuple[str, ...], takes_all: bool, off: bool
) -> int:
    """Set or clear the bookmark of the papers chosen."""
    check_choice(query, ids, takes_all)
    with opened(ctx) as library:
        papers = chosen(library, query, ids)
        if not papers:
            return Exit.NOTHING_FOUND
        changed = library.bookmark(papers, on=not off)
    tell_changed(changed, len(papers))
    return Exit.DONE
