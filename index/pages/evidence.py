"""Whether a file's lines are papers at all, or any other text that happens to alternate."""

from __future__ import annotations

from typing import TYPE_CHECKING

from index.pages.known import Furniture
from index.pages.sequence import Role
from index.pages.shape import ends_sentence, width

if TYPE_CHECKING:
    from collections.abc import Sequence

    from index.pages.lines import Line
    from index.pages.page import Listing

_TELLING = frozenset({Furniture.SUBMITTER, Furniture.SUBMITTED_BY, Furniture.AUTHORS})

_A_SENTENCE = (
    60  # columns: an abstract may be one sentence, which a caption or a log line rarely is
)


def holds_papers(lines: Sequence[Line], roles: Sequence[Role], listings: Sequence[Listing]) -> bool:
    """Whether the listings may be trusted: the page says what it is, or they look like papers."""
    if not listings:
        return False
    if any(line.header and line.header.is_telling for line in lines):
        return True
    titled = sum(bool(listing.abstract) for listing in listings)
    telling = sum(line.furniture in _TELLING for line in lines)
    if telling * 2 >= len(listings):
        return True
    odd = sum(role >= Role.ODD_AHEAD for role in roles)
    good = sum(map(_is_convincing, listings))
    return good * 2 >= max(titled, 1) and titled * 3 >= len(listings) and odd * 3 <= len(lines)


def _is_convincing(listing: Listing) -> bool:
    paragraphs = listing.abstract.split("\n\n")
    title_words = len(listing.title.split())
    return (
        width(listing.abstract) >= _A_SENTENCE
        and (title_words >= 2 or not listing.title.isascii())
        and len(paragraphs) <= 6
        and ends_sentence(listing.abstract)
        and not listing.title[:4].isdigit()
        and not listing.title.startswith(("#", ">", "-", "*", "$", "["))
        and not listing.title.endswith((":", ",", ";"))
    )
