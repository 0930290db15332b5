"""`paperdeck tags`: the tags in use."""

from __future__ import annotations

import click

from reader.cli.errors import Exit, tell
from reader.cli.home import Subcommand
from reader.cli.library import opened
from reader.cli.output import Format, Style, chosen_format, format_option, put
from reader.cli.table import Column, put_rows
from reader.export.paper_json import SCHEMA_VERSION, to_json

HELP = """List the tags in use and how many papers have each, the most used first.

\b
Examples:
  paperdeck tags
  paperdeck tags | cut -f1
"""

COLUMNS = (Column("Tag", Style.TAG, least=8), Column("Papers", right=True))


@click.command("tags", cls=Subcommand, help=HELP)
@format_option
@click.pass_context
def command(ctx: click.Context, form: str | None) -> int:
    """Print the tags."""
    with opened(ctx) as library:
        tags = library.tags()
    chosen = chosen_format(form)
    if chosen is Format.JSON:
        named = [{"name": tag.name, "papers": tag.papers} for tag in tags]
        put(to_json({"schema_version": SCHEMA_VERSION, "tags": named}))
    elif tags:
        put_rows(COLUMNS, [(tag.name, str(tag.papers)) for tag in tags], chosen)
    if not tags:
        tell("No paper has a tag yet; give some with “paperdeck tag QUERY --add TAG”.")
    return Exit.DONE
