"""`paperdeck reindex`: the search index, made anew."""

from __future__ import annotations

import time

import click

from reader.cli.errors import Exit
from reader.cli.home import Subcommand
from reader.cli.library import opened
from reader.cli.output import put
from reader.cli.progress import Bar
from reader.words import counted

HELP = """Make the search index anew from the library.

Paperdeck does so by itself when the index is missing or broken; the papers,
tags and bookmarks are not touched.

\b
Examples:
  paperdeck reindex
  paperdeck reindex --home ~/papers
"""


@click.command("reindex", cls=Subcommand, help=HELP)
@click.pass_context
def command(ctx: click.Context) -> int:
    """Rebuild the index and say how long it took."""
    began = time.monotonic()
    with opened(ctx) as library:
        with Bar("Indexing") as bar:
            library.reindex(bar)
        papers = library.counts().total
    put(f"Indexed {counted(papers, 'paper')} in {time.monotonic() - began:.1f} s.")
    return Exit.DONE
