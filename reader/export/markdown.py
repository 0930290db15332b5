"""Papers as a list to read, in Markdown that shows titles and abstracts as they are."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import quote

from index.text import clean, one_line
from reader.export.seen import place_of
from reader.words import bare

if TYPE_CHECKING:
    from index.paper import Link, Paper

_MARKS = re.compile(
    r"[\\`*\[\]<$]"
    r"|(?<![^\W_])_|_(?![^\W_])"  # inside a word, and so in an address, it is plain already
    r"|(?<!/)~"
    r"|&(?=#?\w+;)"
)
_START = re.compile(r"^([-+=#>]|\d+(?=[.)]))")
_UNSAFE_IN_ADDRESS = re.compile(r"[\s\x00-\x1f\x7f<>()\\`|]")
_ENTITY = re.compile(r"&(?=#?\w+;)")


def markdown(paper: Paper) -> str:
    """One paper: its title, where it was seen, its tags, its links and its abstract."""
    parts = [f"## {literal(paper.title)}", _facts(paper)]
    parts.append("\n".join(f"- {_link(link)}" for link in paper.links))
    if paper.note:
        parts.append("\n".join(f"> {literal(line)}" for line in clean(paper.note).split("\n")))
    parts.extend(literal(paragraph) for paragraph in paper.abstract.split("\n\n"))
    return "\n\n".join(part for part in parts if part) + "\n"


def markdown_link(title: str, url: str | None) -> str:
    """`title`, shown as it is, as a link to `url`; alone where there is nothing to link to."""
    return f"[{literal(title)}]({_address(url)})" if url else literal(title)


def literal(text: str) -> str:
    """`text` on one line, with every character that Markdown would obey made plain."""
    escaped = _MARKS.sub(r"\\\g<0>", one_line(text))
    return _START.sub(lambda mark: _plain_start(mark[0]), escaped)


def _plain_start(mark: str) -> str:
    """A bullet, rule or list number that is meant as text: the number's dot takes the escape."""
    return f"\\{mark}" if not mark.isdecimal() else f"{mark}\\"


def _facts(paper: Paper) -> str:
    seen = " · ".join(place_of(appearance) for appearance in paper.appearances)
    tags = " ".join(f"#{tag}" for tag in paper.tags)
    mark = "★" if paper.bookmarked else ""
    return "  ".join(part for part in (mark, literal(seen), literal(tags)) if part)


def _link(link: Link) -> str:
    return markdown_link(link.repo or bare(link.url), link.url)


def _address(url: str) -> str:
    """`url` as it stands between a link's brackets: nothing in it ends them, or starts code."""
    encoded = _UNSAFE_IN_ADDRESS.sub(lambda found: quote(found[0], safe=""), url)
    return _ENTITY.sub("&amp;", encoded)
