"""The one place where a paper becomes JSON."""

from __future__ import annotations

import datetime as dt
import json
from typing import TYPE_CHECKING, Any

from index.text import UNSEEN

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from index.paper import Paper

SCHEMA_VERSION = 1


def paper_json(paper: Paper) -> dict[str, Any]:
    """A paper as JSON knows it: the order of keys is part of the promise."""
    return {
        "id": paper.id,
        "title": paper.title,
        "abstract": paper.abstract,
        "links": [{"url": link.url, "repo": link.repo} for link in paper.links],
        "appearances": [
            {
                "page": seen.page,
                "day": seen.day.isoformat() if seen.day else None,
                "day_assumed": seen.day_assumed,
                "label": seen.label,
                "rank": seen.rank,
                "line": seen.line,
            }
            for seen in paper.appearances
        ],
        "tags": list(paper.tags),
        "bookmarked": paper.bookmarked,
        "read": paper.read,
        "note": paper.note,
        "added": _moment(paper.added),
    }


def to_json(value: object) -> str:
    """`value` as JSON in any script, indented by two, with nothing a terminal would obey."""
    text = json.dumps(value, ensure_ascii=False, indent=2)
    return UNSEEN.sub(lambda found: json.dumps(found[0])[1:-1], text)


def envelope(
    query: str, total: int, papers: Iterable[Paper], notes: Sequence[str] = ()
) -> Iterator[str]:
    """The one object that every list of papers is, in pieces, so that a long one needs no room.

    `total` counts the papers found, of which `papers` may be the first.
    """
    opening = {"schema_version": SCHEMA_VERSION, "query": query, "total": total}
    head = to_json({**opening, "notes": list(notes)})
    yield head.removesuffix("\n}") + ',\n  "papers": ['
    comma = ""
    for paper in papers:
        lines = to_json(paper_json(paper)).replace("\n", "\n    ")
        yield f"{comma}\n    {lines}"
        comma = ","
    yield "\n  ]\n}\n" if comma else "]\n}\n"


def _moment(moment: dt.datetime | None) -> str | None:
    if moment is None:
        return None
    aware = moment if moment.tzinfo else moment.replace(tzinfo=dt.UTC)
    return aware.astimezone(dt.UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
