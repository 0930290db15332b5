"""`paperdeck add`: saved pages into the library."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from index.errors import LibraryError
from reader.cli.errors import Exit, code_of, tell
from reader.cli.home import Subcommand
from reader.cli.library import opened, update_index
from reader.cli.output import Format, chosen_format, format_option, put
from reader.cli.reports import put_reports
from reader.words import counted

if TYPE_CHECKING:
    from collections.abc import Iterable

    from index.library import Library
    from index.store.rows import PageReport

HELP = """Add saved pages of Daily Papers to the library.

PATH is a page saved as text, a folder of such pages, or - for standard input.
For each page: its papers, how many of them are new, its links, what each line
was taken for, and the text of every line that was not understood. Adding a
page again changes nothing.

\b
Examples:
  paperdeck add ~/pages/2026-09-01.txt
  paperdeck add ~/pages --year 2025
  paperdeck add ~/pages --dry-run
  wl-paste | paperdeck add -

In a pipe each line is page, day, papers, new, known, links, and the lines
counted: header, title, abstract, furniture, blank, not understood.
Exit code 3 says that something could not be read; the rest was added.
"""


def _real_year(_: click.Context, __: click.Parameter, year: int | None) -> int | None:
    if year is not None and not 1900 <= year <= 9999:
        raise click.BadParameter(f"{year} is no year of four digits")
    return year


@click.command("add", cls=Subcommand, help=HELP)
@click.argument(
    "paths", nargs=-1, required=True, metavar="PATH...", type=click.Path(allow_dash=True)
)
@click.option(
    "--year",
    type=int,
    metavar="YEAR",
    callback=_real_year,
    help="The year of days written without one; else the last such day before the file was saved.",
)
@click.option("--dry-run", is_flag=True, help="Say what would be added, and change nothing.")
@format_option
@click.pass_context
def command(
    ctx: click.Context, paths: tuple[str, ...], year: int | None, dry_run: bool, form: str | None
) -> int:
    """Add the pages, report each, then bring the search index up to date."""
    from reader.adding import adding

    files = [Path(path) for path in paths]
    with opened(ctx) as library:
        stdin = sys.stdin.buffer.read() if "-" in paths else None
        outcomes = adding(library, files, year=year, is_rehearsal=dry_run, stdin=stdin)
        reports, code = _told(outcomes)
        chosen = chosen_format(form)
        put_reports(reports, chosen, one_by_one=True)
        problem = update_index(library) if reports and not dry_run else None
        if reports and chosen is Format.TABLE:
            put(_summary(library, reports, dry_run))
        if problem:
            tell(problem)
    return code


def _told(outcomes: Iterable[PageReport | LibraryError]) -> tuple[list[PageReport], Exit]:
    """The reports among these, once every error is told, and the exit code of the last error."""
    reports: list[PageReport] = []
    code = Exit.DONE
    for outcome in outcomes:
        if isinstance(outcome, LibraryError):
            tell(str(outcome))
            code = code_of(outcome)
        else:
            reports.append(outcome)
    return reports, code


def _summary(library: Library, reports: list[PageReport], is_rehearsal: bool) -> str:
    papers = counted(sum(report.new for report in reports), "new paper")
    if is_rehearsal:
        return f"{papers} would be added; nothing was changed."
    return f"{papers}; the library holds {library.counts().total:,}."
