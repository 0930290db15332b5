"""Trees put together in their plainest form: nothing nested, doubled or empty."""

from __future__ import annotations

from typing import TYPE_CHECKING

from index.query.tree import And, Everything, Not, Or, Phrase, Tree, Word

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from index.query.tree import Words


def all_of(parts: Iterable[Tree]) -> Tree:
    """What holds where every part does."""
    flat: dict[Tree, None] = {}
    for part in parts:
        flat.update(dict.fromkeys(part.parts if isinstance(part, And) else (part,)))
    flat.pop(Everything(), None)
    if not flat:
        return Everything()
    return And(tuple(flat)) if len(flat) > 1 else next(iter(flat))


def any_of(parts: Iterable[Tree]) -> Tree:
    """What holds where a part does; an empty part is one not typed yet, and says nothing."""
    flat: dict[Tree, None] = {}
    for part in parts:
        flat.update(dict.fromkeys(part.parts if isinstance(part, Or) else (part,)))
    flat.pop(Everything(), None)
    if not flat:
        return Everything()
    return Or(tuple(flat)) if len(flat) > 1 else next(iter(flat))


def none_of(part: Tree) -> Tree:
    """What holds where the part does not; nothing left out is everything."""
    if isinstance(part, Not):
        return part.part
    return part if isinstance(part, Everything) else Not(part)


def sought(tree: Tree) -> Iterator[Words]:
    """The words and phrases that a paper is found by, in order: those not left out."""
    if isinstance(tree, Word | Phrase):
        yield tree
    elif isinstance(tree, And | Or):
        for part in tree.parts:
            yield from sought(part)
