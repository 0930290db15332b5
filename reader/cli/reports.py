"""Page reports, printed: what a page brought, and what became of its every line."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

from index.pages.page import Fate
from index.text import one_line
from reader.cli.cells import fitted
from reader.cli.errors import tell
from reader.cli.output import Format, Style, line_width, put, styled
from reader.cli.table import Column, put_rows, put_table
from reader.export.paper_json import SCHEMA_VERSION, to_json
from reader.export.seen import day_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from index.store.rows import PageReport

OVERVIEW = (
    Column("Page", least=12),
    Column("Day", least=10, drop=1),
    *(Column(head, right=True) for head in ("Papers", "New", "Known")),
    Column("Links", right=True, drop=3),
    Column("Not understood", right=True, drop=2),
)
NUMBERS = tuple(Column(head, right=True) for head in ("Papers", "New", "Known", "Links"))
FATES = tuple(Column(fate.replace("_", " ").capitalize(), right=True) for fate in Fate)


def report_json(report: PageReport) -> dict[str, Any]:
    """A page as JSON knows it: the order of keys is part of the promise."""
    lines: dict[str, Any] = {fate.value: report.lines.get(fate, 0) for fate in Fate}
    lines[Fate.NOT_UNDERSTOOD] = [{"line": odd.line, "text": odd.text} for odd in report.odd_lines]
    return {
        "page": report.page,
        "label": report.label,
        "day": report.day.isoformat() if report.day else None,
        "day_assumed": report.day_assumed,
        "papers": report.papers,
        "new": report.new,
        "known": report.known,
        "links": report.links,
        "lines": lines,
    }


def put_json(reports: Sequence[PageReport]) -> None:
    """Print the one object that a list of pages is."""
    pages = [report_json(report) for report in reports]
    put(to_json({"schema_version": SCHEMA_VERSION, "pages": pages}))


def put_tsv(reports: Sequence[PageReport]) -> None:
    """Print one line a page: page, day, papers, new, known, links, then its lines by fate.

    The lines not understood go to standard error, each with its page and number.
    """
    put_rows(
        (),
        [[report.page, day_of(report), *_numbers(report), *_fates(report)] for report in reports],
        Format.TSV,
    )
    for report in reports:
        for odd in report.odd_lines:
            tell(f"{report.page}:{odd.line}: not understood: {odd.text}")


def put_overview(reports: Sequence[PageReport]) -> None:
    """Print a table with one line a page."""
    put_rows(
        OVERVIEW,
        [
            [report.page, day_of(report), *_numbers(report), _fates(report)[-1]]
            for report in reports
        ],
        Format.TABLE,
    )


def put_page(report: PageReport) -> None:
    """Print a table of one page: papers, lines by fate, and each line not understood."""
    day = _day_in_words(report)
    known = "in the library already" if report.again else ""
    facts = " · ".join(fact for fact in (day, known) if fact)
    put("  ".join([styled(one_line(report.page), Style.HEAD), styled(facts, Style.DIM)]).rstrip())
    put_table(NUMBERS, [_numbers(report)], indent="  ")
    put_table(FATES, [_fates(report)], indent="  ")
    for odd in report.odd_lines:
        put(fitted(f"  not understood, line {odd.line}: {one_line(odd.text)}", line_width()))
    put()


def put_reports(reports: Sequence[PageReport], form: Format, *, one_by_one: bool) -> None:
    """Print the pages; as tables, each with its lines where `one_by_one` is asked."""
    if form is Format.JSON:
        put_json(reports)
    elif form is Format.TSV:
        put_tsv(reports)
    elif one_by_one:
        for report in reports:
            put_page(report)
    elif reports:
        put_overview(reports)
    sys.stdout.flush()


def _numbers(report: PageReport) -> list[str]:
    return [str(count) for count in (report.papers, report.new, report.known, report.links)]


def _fates(report: PageReport) -> list[str]:
    return [str(report.lines.get(fate, 0)) for fate in Fate]


def _day_in_words(report: PageReport) -> str:
    return (
        f"{day_of(report)} (year assumed)" if report.day and report.day_assumed else day_of(report)
    )
