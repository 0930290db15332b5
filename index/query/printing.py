"""A tree written as a query."""

from __future__ import annotations

from index.query.field import Field
from index.query.tree import (
    And,
    Condition,
    Has,
    Is,
    Not,
    OnPage,
    Or,
    Phrase,
    Ranked,
    Tagged,
    Tree,
    Word,
)

_NAMES = {None: "", Field.TITLE: "title:", Field.ABSTRACT: "abs:"}


def to_text(tree: Tree) -> str:
    """A query that means `tree`: parsing it gives the same tree again.

    That holds for every tree that `parse` gives for finished text; a word that is a prefix only
    because it was being typed is written as the word it is.
    """
    if isinstance(tree, Or):
        return " OR ".join(to_text(part) for part in tree.parts)
    if isinstance(tree, And):
        return " ".join(_bracketed(part, Or) for part in tree.parts)
    if isinstance(tree, Not):
        return "-" + _bracketed(tree.part, And, Or)
    if isinstance(tree, Word):
        star = "*" if tree.prefix and not tree.typed else ""
        return f"{_NAMES[tree.field]}{tree.text}{star}"
    if isinstance(tree, Phrase):
        return f'{_NAMES[tree.field]}"{tree.text}"{"*" if tree.prefix else ""}'
    return _condition(tree) if isinstance(tree, Condition) else ""


def _bracketed(tree: Tree, *kinds: type[Tree]) -> str:
    text = to_text(tree)
    return f"({text})" if isinstance(tree, kinds) else text


def _condition(tree: Condition) -> str:
    if isinstance(tree, Is):
        return f"is:{tree.state}"
    if isinstance(tree, Has):
        return f"has:{tree.thing}"
    if isinstance(tree, Tagged):
        return f"tag:{','.join(map(_quoted, tree.names)) or '*'}"
    if isinstance(tree, OnPage):
        return f'page:"{tree.part}"'
    return f"rank:{_range(tree)}"


def _quoted(name: str) -> str:
    return name if name.replace("-", "").isalnum() else f'"{name}"'


def _range(ranked: Ranked) -> str:
    if ranked.high is None:
        return f">={ranked.low}"
    if ranked.high < ranked.low:
        return f"<{ranked.high + 1}"
    return f"{ranked.low}..{ranked.high}"
