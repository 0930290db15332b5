"""The names of saved searches: one form, however they are written."""

from __future__ import annotations

import unicodedata

from index.errors import WrongUse
from index.text import clean, one_line

MOST_CHARACTERS = 64


def canonical(text: str) -> str:
    """The form in which a name is kept and compared: lower case, without the "@" before it.

    What is no name has one as well, and nothing is saved under that.
    """
    plain = unicodedata.normalize("NFKC", clean(text)).casefold()
    return unicodedata.normalize("NFKC", plain).strip().removeprefix("@")


def search_name(text: str) -> str:
    """The name to keep for what was typed. Errors: WrongUse for what "@" could not ask for."""
    name = canonical(text)
    if clean(text) != text or not _is_name(name):
        raise WrongUse(
            f"“{one_line(text)}” is no name for a search; "
            f"write one of at most {MOST_CHARACTERS} letters, digits, - and _, like to-read."
        )
    return name


def _is_name(name: str) -> bool:
    from index.query.parse import parse  # only where one is given
    from index.query.tree import Saved

    return (
        0 < len(name) <= MOST_CHARACTERS
        and all(map(_is_of_names, name))
        and canonical(name) == name
        and parse(f"@{name}").tree == Saved(name)
    )


def _is_of_names(character: str) -> bool:
    """A letter with the marks that some scripts write it with counts as a letter."""
    return (
        character in "-_" or character.isalnum() or unicodedata.category(character) in ("Mn", "Mc")
    )
