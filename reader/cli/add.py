"""`paperdeck add`: saved pages into the library."""

from __future__ import annotations

import datetime as dt
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from index.errors import InputError
from reader.cli.errors import Exit, tell
from reader.cli.home import Subcommand
from reader.cli.library import opened, update_index
from reader.cli.output import Format, chosen_format, format_option, put
from reader.cli.reports import put_reports

if TYPE_CHECKING:
    from collections.abc import Iterator

    from index.files import SavedPage
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
    reading = _Reading(paths)
    with opened(ctx) as library:
        reports = [_added(library, saved, year, dry_run, reading) for saved in reading.pages()]
        kept = [report for report in reports if report]
        chosen = chosen_format(form)
        put_reports(kept, chosen, one_by_one=True)
        if kept and not dry_run:
            update_index(library)
        if kept and chosen is Format.TABLE:
            put(_summary(library, kept, dry_run))
    return Exit.INPUT_NOT_READ if reading.has_failed else Exit.DONE


class _Reading:
    """The pages behind some paths; what cannot be read is told, and the next one is read."""

    def __init__(self, paths: tuple[str, ...]) -> None:
        self.paths = paths
        self.has_failed = False

    def pages(self) -> Iterator[SavedPage]:
        for path in self.paths:
            for file in self._files(path):
                if saved := self._load(file):
                    yield saved

    def fail(self, error: InputError) -> None:
        tell(str(error))
        self.has_failed = True

    def _files(self, path: str) -> list[Path]:
        from index.files import find_pages

        if path == "-":
            return [Path("-")]
        try:
            return find_pages(Path(path))
        except InputError as error:
            self.fail(error)
            return []

    def _load(self, file: Path) -> SavedPage | None:
        from index.files import load_page, load_text

        try:
            if str(file) == "-":
                today = dt.datetime.now().astimezone().date()
                return load_text(sys.stdin.buffer.read(), "stdin", today)
            return load_page(file)
        except InputError as error:
            self.fail(error)
            return None


def _added(
    library: Library, saved: SavedPage, year: int | None, is_rehearsal: bool, reading: _Reading
) -> PageReport | None:
    from index.files import read_papers

    try:
        page = read_papers(saved)
    except InputError as error:
        reading.fail(error)
        return None
    change = library.preview if is_rehearsal else library.add
    return change(page, saved.saved, year)


def _summary(library: Library, reports: list[PageReport], is_rehearsal: bool) -> str:
    new = sum(report.new for report in reports)
    papers = "1 new paper" if new == 1 else f"{new} new papers"
    if is_rehearsal:
        return f"{papers} would be added; nothing was changed."
    return f"{papers}; the library holds {library.counts().total}."
