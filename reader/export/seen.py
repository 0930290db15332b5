"""Where a paper was seen, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from index.paper import Appearance


def day_of(seen: Appearance) -> str:
    """The day of an appearance: ISO 8601, else as the page writes it, else nothing."""
    return seen.day.isoformat() if seen.day else seen.label or ""


def ordinal(number: int) -> str:
    """1st, 2nd, 3rd, 11th, …"""
    ending = "th" if number % 100 in {11, 12, 13} else {1: "st", 2: "nd", 3: "rd"}.get(number % 10)
    return f"{number}{ending or 'th'}"


def place_of(seen: Appearance) -> str:
    """ "2026-09-01, 17th", or with the page's name where it has no day."""
    return f"{day_of(seen) or seen.page}, {ordinal(seen.rank)}"
