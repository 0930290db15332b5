"""Text from outside: made harmless at the door, and folded for comparing."""

from __future__ import annotations

import re
import unicodedata

_SEQUENCES = re.compile(
    r"\x1b\][^\x07\x1b\x9c\n]*(?:\x07|\x1b\\|\x9c)?"  # OSC, never past its line
    r"|\x1b[P^_X][^\x1b\x9c\n]*(?:\x1b\\|\x9c)?"  # DCS, PM, APC, SOS
    r"|\x1b\[[0-?]*[ -/]*[@-~]?"  # CSI
    r"|\x1b[ -/]*[0-~]?"  # any other escape
    # Begun by one character of C1, which is as often what a wrong decoding left of “ or ’: so
    # nothing goes with it but what is a sequence without a doubt.
    r"|\x9d\d+;[^\x07\x1b\x9c\x9d\n]*(?:\x07|\x1b\\|\x9c)"
    r"|\x9b[0-?]+[ -/]*[@-~]"
)
"""Whole terminal sequences (ECMA-48), so that what they carry goes with them."""

_NEVER = (
    "\x00-\x08\x0b-\x1f\x7f-\x9f"  # C0 and C1, but for tab and line end
    "\u2028\u2029"  # line ends of other kinds
    "\u200e\u200f\u061c\u202a-\u202e\u2066-\u206f"  # what reorders text
    "\ufeff\ufff9-\ufffb\ud800-\udfff\U000e0000-\U000e007f"  # BOM, surrogates, tag characters
    "\ufdd0-\ufdef"  # what Unicode keeps out of all text
    + "".join(
        f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0, 0x110000, 0x10000)
    )
)
_SELECTORS = "\ufe00-\ufe0f\U000e0100-\U000e01ef"
_RUN_OF_SELECTORS = f"(?<=[{_SELECTORS}])[{_SELECTORS}]+"
"""One selector says how the character before it looks; more than one hide a message."""

UNSEEN = re.compile(f"[{_NEVER}]|{_RUN_OF_SELECTORS}")
"""What `clean` leaves nothing of, and no text may bring to a terminal."""

_RUNS = re.compile(_RUN_OF_SELECTORS)
_LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_WORDS = re.compile(r"\w+")


def clean(text: str) -> str:
    """`text` without terminal sequences, controls and what reorders or hides it.

    Line ends become "\\n"; tabs, joiners, combining marks and every script stay. Time is linear.
    """
    if text.isascii() and text.isprintable():
        return text
    seen = UNSEEN.sub("", _SEQUENCES.sub("", _LINE_ENDS.sub("\n", text)))
    return _RUNS.sub("", seen)  # selectors that what was taken out had kept apart


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
