"""`paperdeck export`: papers for other programs."""

from __future__ import annotations

import errno
import os
import stat
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from index.errors import WrongUse
from index.paths import sweep_drafts, write_whole
from reader.cli.errors import Exit, tell
from reader.cli.find import found, sort_option
from reader.cli.home import Subcommand, chosen_places, query_argument
from reader.cli.library import in_batches, opened
from reader.cli.output import one_of
from reader.export import addresses, bibtex, envelope, markdown
from reader.words import counted

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from index.paper import Paper

FORMATS = {"json": ".json", "markdown": ".md", "links": ".txt", "bibtex": ".bib"}

HELP = """Write the papers that a query finds, all papers without one.

json is the object that search prints; markdown a list to read; links one
address a paper, its code first; bibtex one @misc entry a paper.

\b
Examples:
  paperdeck export tag:thesis --format bibtex --output thesis.bib
  paperdeck export is:bookmarked --output to-read.md
  paperdeck export has:code --format links
"""

FORM_WORDS = {"json": "JSON", "markdown": "Markdown", "links": "links", "bibtex": "BibTeX"}


@click.command("export", cls=Subcommand, help=HELP)
@query_argument
@click.option(
    "--format",
    "form",
    type=one_of(*FORMATS),
    help="What to write; as the name after --output ends, else json, if left out.",
)
@click.option(
    "--output",
    metavar="FILE",
    type=click.Path(dir_okay=False, allow_dash=True),
    default="-",
    help="Where to; standard output if left out.",
)
@sort_option
@click.pass_context
def command(ctx: click.Context, query: str, form: str | None, output: str, sort: str | None) -> int:
    """Write the papers."""
    form = form or _by_ending(output)
    if output != "-" and chosen_places(ctx).own(Path(output)):
        raise WrongUse(f"“{output}” is the library's own; choose another name with --output.")
    with opened(ctx) as library:
        answer = found(library, query, sort)
        papers = in_batches(library, answer.ids)
        pieces = _pieces(form, query, len(answer.ids), papers, answer.notes)
        if output == "-":
            sys.stdout.writelines(pieces)
        elif answer.ids:
            _write(Path(output), pieces)
            tell(f"Wrote {counted(len(answer.ids), 'paper')} as {FORM_WORDS[form]} to “{output}”.")
    return Exit.DONE if answer.ids else Exit.NOTHING_FOUND


def _pieces(
    form: str, query: str, total: int, papers: Iterable[Paper], notes: Sequence[str]
) -> Iterator[str]:
    if form == "json":
        yield from envelope(query, total, papers, notes)
    elif form == "links":
        yield from (f"{address}\n" for address in addresses(papers))
    else:
        written = markdown if form == "markdown" else bibtex
        gap = ""
        for paper in papers:
            yield gap + written(paper)
            gap = "\n"


def _write(file: Path, pieces: Iterable[str]) -> None:
    """Write `file` whole or not at all; WrongUse where it cannot be written."""
    raw = (piece.encode(errors="replace") for piece in pieces)
    try:
        if file.exists() and not file.is_file():  # a device or pipe, such as /dev/stdout
            with file.open("wb") as stream:
                stream.writelines(raw)
        else:
            write_whole(file.resolve(), raw, _mode(file))
            sweep_drafts(file.resolve().parent)
    except OSError as error:
        raise WrongUse(
            f"Cannot write “{file}”: {error.strerror}; {_advice(error)} with --output."
        ) from error


def _advice(error: OSError) -> str:
    is_full = error.errno in (errno.ENOSPC, errno.EDQUOT)
    return "make room, or choose another place" if is_full else "choose another name"


def _mode(file: Path) -> int:
    """The mode of the file that is there, else that of any new file of this person's."""
    if file.exists():
        return stat.S_IMODE(file.stat().st_mode)
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask


def _by_ending(output: str) -> str:
    endings = {ending: form for form, ending in FORMATS.items()}
    return endings.get(Path(output).suffix.casefold(), "json")
