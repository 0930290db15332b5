"""Lines that a saved page wrapped, put together again."""

from __future__ import annotations

import re
import unicodedata

_TORN = re.compile(r"(\w+)-$")
_FIRST = re.compile(r"\w+")
_WORDS = re.compile(r"\w+(?:-\w+)*")


def join_lines(lines: list[str], words: frozenset[str] = frozenset()) -> str:
    """One paragraph of its wrapped lines; `words` are the words that the page writes elsewhere."""
    joined = lines[0]
    for line in lines[1:]:
        joined = _join(joined, line, words)
    return joined


def words_of(texts: list[str]) -> frozenset[str]:
    """All words of these lines, in lower case, compounds whole."""
    return frozenset(word.lower() for text in texts for word in _WORDS.findall(text))


def _join(one: str, two: str, words: frozenset[str]) -> str:
    torn, rest = _TORN.search(one), _FIRST.match(two)
    if torn and rest:
        whole = (torn[1] + rest[0]).lower()
        if rest[0][0].islower() and whole in words and f"{torn[1]}-{rest[0]}".lower() not in words:
            return one[:-1] + two
        return one + two
    if _is_ideograph(one[-1]) and _is_ideograph(two[0]):
        return one + two
    return f"{one} {two}"


def _is_ideograph(character: str) -> bool:
    """Whether this character belongs to a script that is written without spaces."""
    return unicodedata.east_asian_width(character) in "WF" and not "\uac00" <= character <= "\ud7a3"
