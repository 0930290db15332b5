"""Papers found, printed: as a table, TSV, JSON, ids or links."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.cli.output import Format, Style, put
from reader.cli.table import Column, put_rows
from reader.export.links import addresses
from reader.export.seen import day_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from index.paper import Paper

COLUMNS = (
    Column("", Style.MARK),
    Column("Title", least=32),
    Column("Seen", Style.DIM, least=6, drop=1),
    Column("Rank", Style.DIM, right=True, drop=4),
    Column("Code", Style.LINK, least=16, drop=2),
    Column("Tags", Style.TAG, least=8, drop=3),
    Column("Id", Style.DIM),
)


def put_papers(papers: Iterable[Paper], form: Format) -> None:
    """Print one line a paper: a table's is for reading, TSV's eight columns are a promise."""
    if form is Format.TSV:
        put_rows((), (tsv_row(paper) for paper in papers), form)
    else:
        put_rows(COLUMNS, (table_row(paper) for paper in papers), form)


def tsv_row(paper: Paper) -> tuple[str, ...]:
    """id, title, page, day, rank, link, tags (by comma), "bookmarked" or nothing."""
    seen = paper.appearances[0] if paper.appearances else None
    link = paper.link_to_share
    return (
        paper.id,
        paper.title,
        seen.page if seen else "",
        day_of(seen) if seen else "",
        str(seen.rank) if seen else "",
        link.url if link else "",
        ",".join(paper.tags),
        "bookmarked" if paper.bookmarked else "",
    )


def table_row(paper: Paper) -> tuple[str, ...]:
    """What a person wants to see of a paper in one line."""
    seen = paper.appearances[0] if paper.appearances else None
    link = paper.link_to_share
    return (
        "★" if paper.bookmarked else "",
        paper.title,
        (seen.label or day_of(seen) or seen.page) if seen else "",
        str(seen.rank) if seen else "",
        (link.repo or link.url.partition("://")[2]) if link else "",
        " ".join(f"#{tag}" for tag in paper.tags),
        paper.id,
    )


def put_links(papers: Iterable[Paper]) -> None:
    """Print the best link of each paper that has one, each link once."""
    for address in addresses(papers):
        put(address)
