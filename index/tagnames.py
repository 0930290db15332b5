"""Tags have one way to be written, so that "#To Read" and "to-read" are one tag."""

from __future__ import annotations

import re
import unicodedata

from index.errors import WrongUse
from index.text import clean

MOST_CHARACTERS = 64

_DROPPED = re.compile(r"""["'`´“”„‟‘’‚‛«»‹›()\[\]{}<>*]""")
_PARTED = re.compile(r"[\s,-]*[\s,][\s,-]*")


def tag_name(text: str) -> str:
    """The canonical tag: lower case, words parted by "-", without "#", quotes, brackets and "*".

    At most 64 characters. Errors: WrongUse where nothing is left.
    """
    plain = unicodedata.normalize("NFKC", clean(text)).casefold()
    name = _PARTED.sub("-", _DROPPED.sub("", unicodedata.normalize("NFKC", plain)).strip())
    name = name.lstrip("#-")[:MOST_CHARACTERS].rstrip("-")
    if not name:
        raise WrongUse(f"“{clean(text)}” is no tag; write one with a letter or a digit, to-read.")
    return name
