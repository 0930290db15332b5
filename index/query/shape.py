"""Trees put together in their plainest form: nothing nested, doubled or empty."""

from __future__ import annotations

from typing import TYPE_CHECKING

from index.query.tree import (
    And,
    Everything,
    Like,
    Most,
    Not,
    Or,
    Phrase,
    Regex,
    Substring,
    Tree,
    Word,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from index.query.tree import Pattern, Words


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
    return (leaf for leaf in leaves(tree) if isinstance(leaf, Word | Phrase))


def sought(tree: Tree) -> Iterator[Words]:
    """The words and phrases that a paper is found by, in order: those not left out."""
    return (leaf for leaf in leaves(tree, left_out=False) if isinstance(leaf, Word | Phrase))


def needs_index(tree: Tree) -> bool:
    """Whether the tree asks for words, and not for marks, places and characters alone."""
    return any(isinstance(leaf, Word | Phrase | Like) for leaf in leaves(tree))


def patterns_in(tree: Tree) -> Iterator[Pattern]:
    """The substrings and regular expressions that a paper is found by: those not left out."""
    return (leaf for leaf in leaves(tree, left_out=False) if isinstance(leaf, Substring | Regex))


def leaves(tree: Tree, left_out: bool = True) -> Iterator[Tree]:
    """Every part of a tree that has no parts, in order; those left out as well, or not."""
    if isinstance(tree, And | Or | Most):
        for part in tree.parts:
            yield from leaves(part, left_out)
    elif not isinstance(tree, Not):
        yield tree
    elif left_out:
        yield from leaves(tree.part, left_out)
