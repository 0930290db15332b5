"""Regular expressions: whether one is well formed, and how much it unfolds into."""

from __future__ import annotations

import re

LONGEST = 200
"""Characters of one."""

LARGEST = 10_000
"""Steps that all those of a query may unfold into: some ten milliseconds and megabytes."""

_PIECE = re.compile(
    r"(?P<nothing>\s|\(\?\#[^)]*\))"
    r"|(?P<set>\[\^?\]?(?:\\.|[^\]\\])*\])"
    r"|(?P<open>\()|(?P<close>\))"
    r"|(?P<again>[*+?]|\{(?P<least>\d*)(?:,\d*)?\})"
    r"|(?P<one>\\.|.)",
    re.DOTALL,
)


def steps(pattern: str) -> int:
    """How many steps it unfolds into, roughly: one for each character.

    What is repeated is written out as often as it must stand there, and once more for the times
    that it may: "(?:ab){3,}" is some eight steps, and repetitions within each other multiply.
    """
    groups = [0]
    last = 0  # steps of what a repetition would repeat
    for piece in _PIECE.finditer(pattern):
        kind = piece.lastgroup
        if kind == "again":
            least = 1 if piece["again"] == "+" else int(piece["least"] or 0)
            groups[-1] += last * least
            last += last * least
        elif kind == "open":
            groups.append(0)
            last = 0
        elif kind != "nothing":
            last = len(piece[0]) if kind == "set" else 1
            if kind == "close" and len(groups) > 1:
                last += groups.pop()
            groups[-1] += last
    return sum(groups)


def is_well_formed(pattern: str) -> bool:
    """Whether it can be looked for, in the dialect of the module that will."""
    import regex  # only where one is typed

    try:
        regex.compile(pattern, regex.IGNORECASE)
    except (regex.error, OverflowError, RecursionError, ValueError):
        return False
    return True
