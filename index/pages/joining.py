"""Lines that a saved page wrapped, put together again."""

from __future__ import annotations

import re
import unicodedata
from itertools import pairwise

_TORN = re.compile(r"(\w+)-$")
_FIRST = re.compile(r"\w+")
_SUSPENDING = frozenset({"and", "or", "to", "und", "oder", "et", "ou"})  # "uni- and multi-"
_DASHED, _DASHES = re.compile(r"\w(?:--+|—)$"), re.compile(r"(?:--+|—)\w")
_WORDS = re.compile(r"\w+(?:-\w+)*")
_TEARING = 0.3  # of all hyphens at line ends: with fewer, the page breaks at written ones alone


def join_lines(lines: list[str], torn: frozenset[str] = frozenset()) -> str:
    """One paragraph of its wrapped lines; the words in `torn` lose the hyphen they were torn at."""
    widest = max(map(len, lines))
    parts: list[str] = []
    for before, line in pairwise(lines):
        parts += _seam(before, line, torn, widest)
    return "".join([*parts, lines[-1]])


def torn_words(blocks: list[list[str]]) -> frozenset[str]:
    """The words that these blocks' wrapping tore, such as "net-/works"; in lower case.

    A hyphen at a line's end is mostly the writer's own. It is the wrapper's where the page
    writes the word without it elsewhere, and that is seen often enough to be its way.
    """
    halves = [
        (one[1].lower(), two[0].lower())
        for block in blocks
        for before, line in pairwise(block)
        if (one := _TORN.search(before)) and (two := _FIRST.match(line))
    ]
    if not halves:
        return frozenset()
    words = {word.lower() for block in blocks for line in block for word in _WORDS.findall(line)}
    torn = [one + two for one, two in halves if one + two in words and f"{one}-{two}" not in words]
    is_way = len(torn) > 1 and len(torn) >= _TEARING * len(halves)
    return frozenset(torn) if is_way else frozenset()


def _seam(before: str, line: str, torn: frozenset[str], widest: int) -> tuple[str, str]:
    """`before` as it stands in the paragraph, and what parts it from `line`."""
    one, two = _TORN.search(before), _FIRST.match(line)
    if one and two and (two[0] not in _SUSPENDING or line[two.end() :].startswith("-")):
        is_torn = (one[1] + two[0]).lower() in torn
        return (before[:-1] if is_torn else before), ""
    if _DASHED.search(before) or _DASHES.match(line):
        return before, ""
    if _is_ideograph(before[-1]) and _is_ideograph(line[0]):
        return before, ""
    return before, "" if _is_cut_address(before, line, widest) else " "


def _is_cut_address(before: str, line: str, widest: int) -> bool:
    """Whether an address longer than a line was cut here, which wrappers do to no other word."""
    address = before.rsplit(" ", 1)[-1]
    rest = line.split(" ", 1)[0]
    return len(before) == widest and "://" in address and len(address) + len(rest) > widest


def _is_ideograph(character: str) -> bool:
    """Whether this character belongs to a script that is written without spaces."""
    return unicodedata.east_asian_width(character) in "WF" and not "\uac00" <= character <= "\ud7a3"
