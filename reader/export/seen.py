"""Where a paper was seen, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.words import ordinal

if TYPE_CHECKING:
    from index.paper import Appearance
    from index.store.rows import PageReport


def day_of(seen: Appearance | PageReport) -> str:
    """The day of an appearance or page: ISO 8601, else as it is written there, else nothing."""
    return seen.day.isoformat() if seen.day else seen.label or ""


def place_of(seen: Appearance) -> str:
    """ "2026-09-01, 17th", or with the page's name where it has no day."""
    return f"{day_of(seen) or seen.page}, {ordinal(seen.rank)}"
