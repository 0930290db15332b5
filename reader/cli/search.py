"""`paperdeck search`: the papers that a query finds."""

from __future__ import annotations

import sys

import click

from reader.cli.errors import Exit, tell
from reader.cli.find import found, sort_option
from reader.cli.home import Subcommand, query_argument
from reader.cli.library import in_batches, opened
from reader.cli.output import Format, one_of, put
from reader.cli.papers import put_links, put_papers
from reader.words import counted

FIRST = 50  # how many a table on a terminal shows unless told

HELP = """Find papers, in the query language of the reader's search box.

An empty QUERY is every paper, newest first. In a pipe each line is
id, title, page, day, rank, link, tags, "bookmarked", parted by tabs.

As JSON it is one object with schema_version, query, total and papers, and with
notes on how the query was read; later versions may add keys.

\b
Examples:
  paperdeck search graph attention -survey
  paperdeck search 'title:"mixture of experts" has:code'
  paperdeck search tag:to-read --format links
  paperdeck search "" --limit 0 --format json

Exit code 1 says that nothing was found.
"""


def not_below_zero(_: click.Context, __: click.Parameter, number: int | None) -> int | None:
    """Refuse a number that cannot count anything."""
    if number is not None and number < 0:
        raise click.BadParameter(f"{number} is below 0")
    return number


@click.command("search", cls=Subcommand, help=HELP)
@query_argument
@click.option(
    "--limit",
    type=int,
    metavar="N",
    callback=not_below_zero,
    help=f"At most this many, 0 for all; {FIRST} in a table on a terminal, else all.",
)
@sort_option
@click.option(
    "--format",
    "form",
    type=one_of(*(form.value for form in Format), "ids", "links"),
    help="How to print; a table on a terminal, TSV in a pipe if left out.",
)
@click.pass_context
def command(
    ctx: click.Context, query: str, limit: int | None, sort: str | None, form: str | None
) -> int:
    """Print the papers found."""
    is_read_here = sys.stdout.isatty()
    form = form or (Format.TABLE if is_read_here else Format.TSV)
    if limit is None:
        limit = FIRST if is_read_here and form == Format.TABLE else 0
    with opened(ctx) as library:
        answer = found(library, query, sort)
        ids = answer.ids[:limit] if limit else answer.ids
        papers = in_batches(library, ids)
        if form == Format.JSON:
            from reader.export.paper_json import envelope

            sys.stdout.writelines(envelope(query, len(answer.ids), papers, answer.notes))
        elif form == "links":
            put_links(papers)
        elif form == "ids":
            for paper in ids:
                put(paper)
        elif ids:
            put_papers(papers, Format(form))
        if len(ids) < len(answer.ids) and is_read_here and form == Format.TABLE:
            tell(f"{len(ids):,} of {counted(len(answer.ids), 'paper')} found; --limit 0 shows all.")
    return Exit.DONE if answer.ids else Exit.NOTHING_FOUND
