"""The parts of the README that are made from tables of the program: its keys, its query language.

`python -m reader.guide` writes them anew; `make guide` does the same.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from index.query.language import LANGUAGE
from reader.commands import COMMANDS, Command, Group, key_names

if TYPE_CHECKING:
    from collections.abc import Iterable

README = Path(__file__).parents[1] / "README.md"

_SPECIAL = re.compile(r"([\\*_\[\]<>|])")


def keys_guide() -> str:
    """Every command by group, as Markdown tables."""
    return "\n\n".join(_group(group) for group in Group)


def query_guide() -> str:
    """The query language, as a Markdown table."""
    rows = ((_code(i.syntax), _code(i.example), _plain(i.meaning)) for i in LANGUAGE)
    return _table(("You type", "For example", "You get"), rows)


PARTS = {"keys": keys_guide, "query": query_guide}
"""What stands in the README between `<!-- NAME -->` and `<!-- /NAME -->`."""


def with_parts(text: str) -> str:
    """`text` with each part made anew. Errors: ValueError where a part has no place in it."""
    for name, make in PARTS.items():
        start, end = f"<!-- {name} -->", f"<!-- /{name} -->"
        before, found, rest = text.partition(start)
        _, closed, after = rest.partition(end)
        if not found or not closed:
            raise ValueError(f"{start} … {end} is missing; put both where the table belongs.")
        text = f"{before}{start}\n\n{make()}\n\n{end}{after}"
    return text


def main() -> int:
    """Write the README's parts anew; returns the exit code."""
    try:
        text = README.read_text(encoding="utf-8")
        README.write_text(with_parts(text), encoding="utf-8")
    except (OSError, ValueError) as error:
        sys.stderr.write(f"{README.name} was left as it is: {error}\n")
        return 1
    return 0


def _group(group: Group) -> str:
    rows = ((_keys(c), _plain(c.title), _plain(c.help)) for c in COMMANDS if c.group is group)
    return _table((_plain(group), "", ""), rows)


def _keys(command: Command) -> str:
    return " ".join(_code(name) for name in key_names(command))


def _table(heads: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    lines = [heads, ("---",) * len(heads), *rows]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)


def _code(words: str) -> str:
    """As code; alternatives parted by wide gaps become pieces of their own."""
    # A table's cell ends at a bar, even in code.
    return " or ".join(f"`{part.replace('|', chr(92) + '|')}`" for part in words.split("   "))


def _plain(words: str) -> str:
    """As text that Markdown takes for nothing else, but for the code that is marked in it."""
    parts = words.split("`")
    parts[::2] = [_SPECIAL.sub(r"\\\1", part) for part in parts[::2]]
    return "`".join(parts)


if __name__ == "__main__":
    sys.exit(main())
