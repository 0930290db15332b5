"""Papers as a list to read, in Markdown that shows titles and abstracts as they are."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from index.text import clean, one_line
from reader.export.seen import place_of

if TYPE_CHECKING:
    from index.paper import Link, Paper

_MARKS = re.compile(
    r"[\\`*\[\]<$]"
    r"|(?<![^\W_])_|_(?![^\W_])"  # inside a word, and so in an address, it is plain already
    r"|(?<!/)~"
    r"|&(?=#?\w+;)"
)
_START = re.compile(r"^([-+=#>]|\d+(?=[.)]))")
_UNSAFE_IN_ADDRESS = {"<": "%3C", ">": "%3E", "(": "%28", ")": "%29", "\\": "%5C", " ": "%20"}


def markdown(paper: Paper) -> str:
    """One paper: its title, where it was seen, its tags, its links and its abstract."""
    parts = [f"## {literal(paper.title)}", _facts(paper)]
    parts.append("\n".join(f"- {_link(link)}" for link in paper.links))
    if paper.note:
        parts.append("\n".join(f"> {literal(line)}" for line in clean(paper.note).split("\n")))
    parts.extend(literal(paragraph) for paragraph in paper.abstract.split("\n\n"))
    return "\n\n".join(part for part in parts if part) + "\n"


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
    address = "".join(_UNSAFE_IN_ADDRESS.get(character, character) for character in link.url)
    return f"[{literal(link.repo or _without_scheme(link.url))}]({address})"


def _without_scheme(url: str) -> str:
    return re.sub(r"^https?://(www\.)?", "", url).rstrip("/")
