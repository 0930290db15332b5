"""Papers as BibTeX entries."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from index.text import one_line
from reader.export.seen import place_of

if TYPE_CHECKING:
    from index.paper import Paper

_ESCAPES = {
    "\\": r"\textbackslash{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    **{mark: f"\\{mark}" for mark in "&%#_${}"},
}
_LONE_BRACES = {"{": r"\textbraceleft{}", "}": r"\textbraceright{}"}
_SMALL_WORDS = frozenset({"a", "an", "and", "for", "in", "of", "on", "the", "to", "with"})
_UNSAFE_IN_ADDRESS = {"{": "%7B", "}": "%7D", "\\": "%5C", " ": "%20"}


def bibtex(paper: Paper) -> str:
    """One @misc entry. Authors are left out: a saved page does not name them."""
    link = paper.link_to_share
    fields = {
        "title": f"{{{latex(paper.title)}}}",
        "url": _address(link.url) if link else "",
        "note": _note(paper),
        "keywords": latex(", ".join(paper.tags)),
    }
    lines = [f"  {name} = {{{text}}},\n" for name, text in fields.items() if text]
    return f"@misc{{{citation_key(paper)},\n{''.join(lines)}}}\n"


def citation_key(paper: Paper) -> str:
    """A key that stays the same for a paper: the first word of its title, and its id."""
    plain = unicodedata.normalize("NFKD", paper.title).encode("ascii", "ignore").decode()
    words = re.findall(r"[a-z0-9]+", plain.casefold())
    first = next((word for word in words if word not in _SMALL_WORDS), "")
    return re.sub(r"[^a-z0-9-]", "", f"{first}-{paper.id}".lstrip("-"))


def latex(text: str) -> str:
    """`text` as LaTeX prints it, character by character.

    BibTeX counts braces even behind a backslash, so braces without a partner are spelled out.
    """
    flat = one_line(text)
    escapes = _ESCAPES if _is_balanced(flat) else {**_ESCAPES, **_LONE_BRACES}
    return "".join(escapes.get(character, character) for character in flat)


def _is_balanced(text: str) -> bool:
    depth = 0
    for character in text:
        depth += (character == "{") - (character == "}")
        if depth < 0:
            return False
    return depth == 0


def _address(url: str) -> str:
    return "".join(_UNSAFE_IN_ADDRESS.get(character, character) for character in url)


def _note(paper: Paper) -> str:
    if not paper.appearances:
        return ""
    seen = "; ".join(place_of(appearance) for appearance in paper.appearances)
    return latex(f"Seen on Daily Papers: {seen}")
