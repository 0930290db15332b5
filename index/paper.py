"""What a paper is: frozen types, and the name that identifies it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from index.text import fold, one_line

if TYPE_CHECKING:
    import datetime as dt

ID_LENGTH = 10
_ON_GITHUB = re.compile(
    r"https?://(?:www\.)?github\.com/([a-z0-9-]{1,39}/[\w.-]{1,100}?)(?:\.git)?(?:[/?#]\S*)?",
    re.ASCII | re.IGNORECASE,
)


class Link(NamedTuple):
    """A web address found in a paper's text, cleaned."""

    url: str  # "https://github.com/owner/name/tree/main/sub"
    repo: str | None = None  # "owner/name" where the host is github.com


class Appearance(NamedTuple):
    """Where a paper was seen: one listing on one saved page."""

    page: str  # the page's name, "2026-09-01.txt"
    label: str | None  # the day as the page writes it, "Sep 1"
    day: dt.date | None
    day_assumed: bool  # the page gives no year: it was worked out
    rank: int  # place on the page, from 1
    line: int  # the title's line in the file, from 1


@dataclass(frozen=True, slots=True)
class Paper:
    """One paper with all that is known of it, and what its reader made of it."""

    id: str
    title: str
    abstract: str  # paragraphs parted by "\n\n"; empty where the page had none
    links: tuple[Link, ...] = ()  # the best one first
    appearances: tuple[Appearance, ...] = ()  # the newest first
    tags: tuple[str, ...] = ()  # sorted
    bookmarked: bool = False
    read: bool = False
    note: str = ""
    added: dt.datetime | None = field(default=None, compare=False)  # UTC

    @property
    def best_link(self) -> Link | None:
        """The link that is most likely the paper's own code, else the first one, else None."""
        return self.links[0] if self.links else None

    @property
    def repo_link(self) -> Link | None:
        """The best link to a GitHub repository, if there is one."""
        return next((link for link in self.links if link.repo), None)

    @property
    def link_to_share(self) -> Link | None:
        """The one link to give to others: to a GitHub repository, else the best, else None."""
        return self.repo_link or self.best_link


def kept_link(url: str, repo: str | None) -> Link:
    """A link as a library keeps it, harmless, with no repository but one that it does lead to.

    A library may be somebody else's work, and the line that clones a repository is for a shell.
    """
    address = one_line(url)
    on_github = _ON_GITHUB.fullmatch(address)
    return Link(address, repo if on_github and repo == on_github[1] else None)


def paper_id(title: str) -> str:
    """The id that every paper with this title gets: 10 lower-case letters and digits.

    Case, accents' composition, spacing and punctuation do not change it.
    """
    import base64  # these two load OpenSSL, which a start that adds nothing can do without
    import hashlib

    identity = fold(title) or title
    digest = hashlib.sha1(identity.encode(), usedforsecurity=False).digest()
    return base64.b32encode(digest).decode().lower()[:ID_LENGTH]
