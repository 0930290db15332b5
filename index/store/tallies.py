"""Every tag and every page, and the papers in it: what a result's facets are counted from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from index.search.source import Grouped, Grouping, as_numbers

if TYPE_CHECKING:
    import sqlite3

PARTS = {Grouping.TAG: ("marks",), Grouping.PAGE: ("papers",)}
"""What changes them."""

_NAMES = {
    Grouping.TAG: "SELECT DISTINCT name, name, name FROM tag ORDER BY name",
    Grouping.PAGE: "SELECT number, name, coalesce(nullif(label, ''), name) FROM page"
    " ORDER BY sort_day DESC, number DESC",
}
_MEMBERS = {
    Grouping.TAG: "SELECT name, number FROM tag CROSS JOIN standing ON standing.paper = tag.paper",
    # Most papers are on one page, which stands beside their number: that saves a look-up of each.
    Grouping.PAGE: "SELECT page, number FROM standing WHERE pages > 0"
    " UNION SELECT appearance.page, number FROM standing"
    " CROSS JOIN appearance ON appearance.paper = standing.paper WHERE pages > 1",
}


def grouped(connection: sqlite3.Connection, by: Grouping) -> Grouped:
    """Every group, and the papers in it, each once."""
    known = connection.execute(_NAMES[by]).fetchall()
    places = {key: place for place, (key, _, _) in enumerate(known)}
    members = connection.execute(_MEMBERS[by]).fetchall()
    return Grouped(
        tuple(name for _, name, _ in known),
        tuple(words for _, _, words in known),
        as_numbers(places[key] for key, _ in members),
        as_numbers(number for _, number in members),
    )
