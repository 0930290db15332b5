"""`paperdeck tag`: tags for many papers at once."""

from __future__ import annotations

import click

from index.errors import WrongUse
from reader.cli.choose import check_choice, choosing, chosen, tell_changed
from reader.cli.complete import complete_tags
from reader.cli.errors import Exit
from reader.cli.home import Subcommand
from reader.cli.library import opened

HELP = """Add or remove tags on the papers that a query finds.

Prints how many papers changed. One undo in the reader takes it back.

\b
Examples:
  paperdeck tag title:moe --add experts
  paperdeck tag 'page:2026-09-01 rank:<=5' --add to-read,top
  paperdeck tag tag:to-read is:read --remove to-read
  paperdeck tag --id k7mq2a --id p3xw --add graphs
"""


@click.command("tag", cls=Subcommand, help=HELP)
@choosing
@click.option(
    "--add",
    multiple=True,
    metavar="TAG",
    shell_complete=complete_tags,
    help="A tag to add, or several parted by commas; may be given again.",
)
@click.option(
    "--remove",
    multiple=True,
    metavar="TAG",
    shell_complete=complete_tags,
    help="A tag to remove, likewise.",
)
@click.pass_context
def command(
    ctx: click.Context,
    query: str,
    ids: tuple[str, ...],
    takes_all: bool,
    add: tuple[str, ...],
    remove: tuple[str, ...],
) -> int:
    """Change the tags of the papers chosen."""
    added, removed = _names(add), _names(remove)
    if not added and not removed:
        raise WrongUse("Say which tags: --add TAG, --remove TAG, or both.")
    check_choice(query, ids, takes_all)
    with opened(ctx) as library:
        papers = chosen(library, query, ids)
        if not papers:
            return Exit.NOTHING_FOUND
        changed = library.retag(papers, add=added, remove=removed)
    tell_changed(changed, len(papers))
    return Exit.DONE


def _names(given: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(name for part in given for name in part.split(",") if name.strip())
