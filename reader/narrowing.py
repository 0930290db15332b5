"""A query with one more part that must hold."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from index.query.parse import parse
from index.query.printing import to_text
from index.query.shape import all_of
from index.query.tree import And

if TYPE_CHECKING:
    from collections.abc import Iterator

    from index.query.question import Question
    from index.query.tree import Tree


def narrowed(question: Question, part: str) -> Question:
    """The question with `part` joined to it, such that all it finds is found, and `part` holds.

    A word that was still being typed goes on being a beginning. Brackets come around the query
    only where it would mean something else without.
    """
    text, typing = question.text, question.typing
    tree = parse(text, typing).tree
    wanted = _parts(all_of([tree, parse(part).tree]))
    for joined, is_typing in _ways(text, part, typing=typing):
        if _parts(parse(joined, is_typing).tree) == wanted:
            return replace(question, text=joined, typing=is_typing)
    return replace(question, text=f"({to_text(tree)}) {part}", typing=False)


def _ways(text: str, part: str, *, typing: bool) -> Iterator[tuple[str, bool]]:
    """A gap at the end stays behind what is being typed: it says that the last word is finished."""
    finished, going_on = text.strip(), text.lstrip()
    yield f"{finished} {part}".strip(), False
    yield f"{part} {going_on}", typing
    yield f"({finished}) {part}", False
    yield f"{part} ({going_on}", typing  # the bracket closes itself


def _parts(tree: Tree) -> Counter[Tree]:
    return Counter(tree.parts if isinstance(tree, And) else (tree,))
