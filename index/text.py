"""Text from outside: made harmless at the door, and folded for comparing."""

from __future__ import annotations

import re
import unicodedata

_SEQUENCES = re.compile(
    r"(?:\x1b\]|\x9d)[^\x07\x1b\x9c\n]*(?:\x07|\x1b\\|\x9c)?"  # OSC, never past its line
    r"|(?:\x1b[P^_X]|[\x90\x98\x9e\x9f])[^\x1b\x9c\n]*(?:\x1b\\|\x9c)?"  # DCS, PM, APC, SOS
    r"|(?:\x1b\[|\x9b)[0-?]*[ -/]*[@-~]?"  # CSI
    r"|\x1b[ -/]*[0-~]?"  # any other escape
)
"""Whole terminal sequences (ECMA-48), so that what they carry goes with them."""

_UNSEEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f"  # C0 and C1, but for tab and line ends
    "\u200e\u200f\u061c\u202a-\u202e\u2066-\u206f"  # bidi controls
    "\ufeff\ufff9-\ufffb\ud800-\udfff\U000e0000-\U000e007f]"  # BOM, surrogates, tag characters
)
_LINE_ENDS = re.compile("\r\n|[\r\x85\u2028\u2029]")
_WORDS = re.compile(r"\w+")


def clean(text: str) -> str:
    """`text` without terminal sequences, controls and what reorders or hides it.

    Line ends become "\\n"; tabs, joiners, combining marks and every script stay.
    """
    if text.isascii() and text.isprintable():
        return text
    return _UNSEEN.sub("", _SEQUENCES.sub("", _LINE_ENDS.sub("\n", text)))


def one_line(text: str) -> str:
    """`text` cleaned, on one line, with single spaces."""
    return " ".join(clean(text).split())


def fold(text: str) -> str:
    """`text` for comparing: compatibility forms and case folded, letters and digits alone."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return "".join(character for character in folded if character.isalnum())


def sort_title(title: str) -> str:
    """The title for alphabetical order: without case, accents and punctuation, words apart."""
    plain = unicodedata.normalize("NFKD", title).casefold()
    letters = "".join(mark for mark in plain if not unicodedata.combining(mark))
    return " ".join(_WORDS.findall(letters)) or title
