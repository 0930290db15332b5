"""The two texts of a paper that words are looked for in."""

from __future__ import annotations

from enum import StrEnum


class Field(StrEnum):
    """Where in a paper a word stands."""

    TITLE = "title"
    ABSTRACT = "abstract"
