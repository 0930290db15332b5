"""Text measured in the cells that a terminal gives it."""

from __future__ import annotations

from unicodedata import category, east_asian_width

ELLIPSIS = "…"


def cell_width(text: str) -> int:
    """How many cells `text` takes: two for a wide character, none for one that joins another."""
    if text.isascii():
        return len(text)
    return sum(_cells(character) for character in text)


def fitted(text: str, width: int) -> str:
    """`text` in at most `width` cells, its end given up for "…" where it is longer."""
    if cell_width(text) <= width:
        return text
    if width < 1:
        return ""
    room = width - 1
    for end, character in enumerate(text):
        room -= _cells(character)
        if room < 0:
            return text[:end].rstrip() + ELLIPSIS
    return text


def padded(text: str, width: int, *, right: bool = False) -> str:
    """`text` filled with spaces to `width` cells, on its left where `right` is asked."""
    space = " " * (width - cell_width(text))
    return space + text if right else text + space


def wrapped(text: str, width: int) -> list[str]:
    """The words of `text` on lines of at most `width` cells; a longer word is cut."""
    lines: list[str] = []
    line, used = "", 0
    for word in text.split():
        for piece in _pieces(word, width):
            needed = cell_width(piece)
            if line and used + 1 + needed > width:
                lines.append(line)
                line, used = "", 0
            line, used = (f"{line} {piece}", used + 1 + needed) if line else (piece, needed)
    return [*lines, line] if line else lines


def _pieces(word: str, width: int) -> list[str]:
    """`word`, cut where it does not fit a line or stands in a script that is written wide."""
    if cell_width(word) <= width:
        return [word]
    pieces, start, used = [], 0, 0
    for position, character in enumerate(word):
        cells = _cells(character)
        if used + cells > width and position > start:
            pieces.append(word[start:position])
            start, used = position, 0
        used += cells
    return [*pieces, word[start:]]


def _cells(character: str) -> int:
    if category(character) in {"Mn", "Me", "Cf"}:
        return 0
    return 2 if east_asian_width(character) in "WF" else 1
