"""`paperdeck pages`: the pages of the library."""

from __future__ import annotations

import click

from reader.cli.errors import Exit, tell
from reader.cli.home import Subcommand
from reader.cli.library import opened
from reader.cli.output import chosen_format, format_option
from reader.cli.reports import put_reports

HELP = """List the pages of the library, newest first, with what adding each brought.

\b
Examples:
  paperdeck pages
  paperdeck pages --format json
  paperdeck pages | cut -f1,3

In a pipe each line is page, day, papers, new, known, links, and the lines
counted: header, title, abstract, furniture, blank, not understood.
"""


@click.command("pages", cls=Subcommand, help=HELP)
@format_option
@click.pass_context
def command(ctx: click.Context, form: str | None) -> int:
    """Print the pages."""
    with opened(ctx) as library:
        reports = library.pages()
    put_reports(reports, chosen_format(form), one_by_one=False)
    if not reports:
        tell("The library has no pages yet; add some with “paperdeck add PATH”.")
    return Exit.DONE
