"""`paperdeck show`: one paper, whole."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from index.text import clean, one_line
from reader.cli.cells import wrapped
from reader.cli.complete import complete_ids
from reader.cli.errors import Exit
from reader.cli.home import Subcommand
from reader.cli.library import opened
from reader.cli.output import Style, line_width, one_of, put, styled
from reader.export.seen import day_of
from reader.words import ordinal

if TYPE_CHECKING:
    from collections.abc import Iterator

    from index.paper import Appearance, Paper

READABLE = 88  # cells; longer lines tire the eye

HELP = """Print one paper: its title, where it was seen, links, tags, note and abstract.

The start of an ID is enough where no other paper's begins so.

\b
Examples:
  paperdeck show k7mq2a
  paperdeck show k7mq2a --format json
"""


@click.command("show", cls=Subcommand, help=HELP)
@click.argument("paper_id", metavar="ID", shell_complete=complete_ids)
@click.option(
    "--format",
    "form",
    type=one_of("text", "json"),
    default="text",
    help="Text to read, or the JSON object of a search that found this paper alone.",
)
@click.pass_context
def command(ctx: click.Context, paper_id: str, form: str) -> int:
    """Print the paper whose id starts so."""
    with opened(ctx) as library:
        paper = library.paper(library.find(paper_id))
    if form == "json":
        from reader.export.paper_json import envelope

        sys.stdout.writelines(envelope(f"id:{paper.id}", 1, [paper]))
    else:
        for line in _lines(paper, min(line_width(), READABLE)):
            put(line)
    return Exit.DONE


def _lines(paper: Paper, width: int) -> Iterator[str]:
    for line in wrapped(one_line(paper.title), width):
        yield styled(line, Style.HEAD)
    yield styled(_facts(paper), Style.DIM)
    for seen in paper.appearances:
        yield styled(one_line(_place(seen)), Style.DIM)
    if paper.tags:
        yield styled(one_line(" ".join(f"#{tag}" for tag in paper.tags)), Style.TAG)
    if paper.links:
        yield ""
        for number, link in enumerate(paper.links, start=1):
            yield f"{number}  {styled(one_line(link.url), Style.LINK)}"
    if paper.note:
        yield ""
        for line in f"Note: {clean(paper.note)}".split("\n"):
            yield from wrapped(line, width) or [""]
    for paragraph in clean(paper.abstract).split("\n\n") if paper.abstract else ():
        yield ""
        yield from wrapped(paragraph, width)


def _place(seen: Appearance) -> str:
    day = f"{day_of(seen)}, " if day_of(seen) else ""
    return f"{day}{ordinal(seen.rank)} on {seen.page}, line {seen.line}"


def _facts(paper: Paper) -> str:
    facts = [
        paper.id,
        "★ bookmarked" if paper.bookmarked else "",
        "read" if paper.read else "unread",
    ]
    return " · ".join(fact for fact in facts if fact)
