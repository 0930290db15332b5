"""Text cut into words, the same way for the index, for phrases and for lighting hits."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

ANALYZER = 2  # grows with every change of what a text is cut into: older indexes are rebuilt
LONGEST = 64  # characters of a word that count

_JOINERS = "\u00ad\u200c\u200d\u2060"  # soft hyphen and joiners stand inside words
_UNSPACED = (  # scripts that put no space between words: cut into characters
    (0x0E00, 0x0EFF),  # Thai, Lao
    (0x1000, 0x109F),  # Myanmar
    (0x1100, 0x11FF),  # Hangul letters
    (0x1780, 0x17FF),  # Khmer
    (0x3005, 0x3007),
    (0x3041, 0x318F),  # Hiragana, Katakana, Hangul letters
    (0x31F0, 0x31FF),
    (0x3400, 0x9FFF),  # Han
    (0xAC00, 0xD7FF),  # Hangul
    (0xF900, 0xFAFF),
    (0xFF66, 0xFFDC),
    (0x1B000, 0x1B16F),
    (0x20000, 0x3FFFF),
)
_TOKEN = re.compile(
    r"(?<![wsm])[ws](?:\+\+|#(?![wsm]))"  # C++, C#
    r"|[ws][wsm]*"
    r"|cm*"
    r"|(?<=[wsm])'s(?![wsm])"  # the 's of "the model's": no word
)
_PLAIN_WORD = re.compile(  # what _TOKEN finds, in lower-case ASCII
    r"([a-z0-9](?:\+\+|#(?![a-z0-9]))|[a-z0-9]+)"
    r"(?:(?<=[a-z0-9])'s(?![a-z0-9]))*"
)


class Token(NamedTuple):
    """One word of a text."""

    word: str  # folded: no case, no accents; not stemmed
    start: int  # in characters of the text
    end: int


class _Shapes(dict[int, str]):
    """For each character, the letter that stands for its kind in `_TOKEN`."""

    def __missing__(self, code: int) -> str:
        shape = self[code] = _shape(chr(code))
        return shape


_shapes = _Shapes()


def tokens(text: str) -> list[Token]:
    """Every word of `text`, in order. Pure; the same text gives the same words for ever."""
    shape = text.translate(_shapes)
    found = []
    for match in _TOKEN.finditer(shape):
        start, end = match.span()
        if shape[start] != "'":
            found.append(Token(fold_word(text[start:end]), start, end))
    return found


def words(text: str) -> list[str]:
    """The folded words of `text`, in order: those of `tokens`, many times as fast."""
    plain = text if text.isascii() else _in_ascii(text)
    if plain is None:
        shape = text.translate(_shapes)
        spans = (match.span() for match in _TOKEN.finditer(shape))
        return [fold_word(text[start:end]) for start, end in spans if shape[start] != "'"]
    found: list[str] = _PLAIN_WORD.findall(plain.lower())
    if found and len(max(found, key=len)) > LONGEST:
        return [word[:LONGEST] for word in found]
    return found


def _in_ascii(text: str) -> str | None:
    """The text with its dashes, quotes and signs in ASCII; None if letters are beyond it."""
    for character in set(text):
        if character > "\x7f":
            shape = _shapes[ord(character)]
            if shape not in " '":
                return None
            text = text.replace(character, shape)
    return text


@lru_cache(maxsize=1 << 12)  # most of any text, in some .7 MB
def fold_word(word: str) -> str:
    """`word` without case, accents and compatibility forms, cut at `LONGEST`."""
    if word.isascii():
        return word.lower()[:LONGEST]
    parted = unicodedata.normalize("NFKD", word)
    plain = "".join(character for character in parted if not _is_dropped(character))
    return unicodedata.normalize("NFKC", plain.casefold())[:LONGEST]


def _is_dropped(character: str) -> bool:
    """Accents, vowel points and joiners; not the marks that Indic, Thai and kana need."""
    place = unicodedata.combining(character)
    return place == 1 or 10 <= place <= 36 or place >= 200 or character in _JOINERS


def _shape(character: str) -> str:
    if character in "+#":
        return character
    if character in "'’":
        return "'"
    if character in "sS":
        return "s"
    if unicodedata.category(character).startswith("M") or character in _JOINERS:
        return "m"
    if not character.isalnum():
        return " "
    code = ord(character)
    return "c" if any(low <= code <= high for low, high in _UNSPACED) else "w"
