"""Trees put together in their plainest form: nothing nested, doubled or empty."""

from __future__ import annotations

from typing import TYPE_CHECKING

from index.query.tree import And, Everything, Not, Or, Phrase, Tree, Word

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from index.query.tree import Words


def all_of(parts: Iterable[Tree]) -> Tree:
    """What holds where every part does. A word said twice stays twice: it weighs more."""
    flat = tuple(_flat(parts, And))
    return And(flat) if len(flat) > 1 else (flat or (Everything(),))[0]


def any_of(parts: Iterable[Tree]) -> Tree:
    """What holds where a part does; an empty part is one not typed yet, and says nothing."""
    flat = tuple(_flat(parts, Or))
    return Or(flat) if len(flat) > 1 else (flat or (Everything(),))[0]


def _flat(parts: Iterable[Tree], kind: type[And | Or]) -> Iterator[Tree]:
    for part in parts:
        if isinstance(part, kind):
            yield from part.parts
        elif not isinstance(part, Everything):
            yield part


def none_of(part: Tree) -> Tree:
    """What holds where the part does not; nothing left out is everything."""
    if isinstance(part, Not):
        return part.part
    return part if isinstance(part, Everything) else Not(part)


def words_in(tree: Tree) -> Iterator[Words]:
    """Every word and phrase of a tree, those left out as well: what the search index is for."""
    if isinstance(tree, Word | Phrase):
        yield tree
    elif isinstance(tree, And | Or):
        for part in tree.parts:
            yield from words_in(part)
    elif isinstance(tree, Not):
        yield from words_in(tree.part)


def sought(tree: Tree) -> Iterator[Words]:
    """The words and phrases that a paper is found by, in order: those not left out."""
    if isinstance(tree, Word | Phrase):
        yield tree
    elif isinstance(tree, And | Or):
        for part in tree.parts:
            yield from sought(part)
