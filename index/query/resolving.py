"""Saved searches put in the places of their names."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from index.query.grammar import MOST_MODELS, MOST_NOTES, shown
from index.query.names import canonical
from index.query.parse import Query, parse
from index.query.shape import all_of, any_of, leaves, none_of
from index.query.tree import And, Everything, Like, Not, Or, Saved, Tree

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable

    from index.query.question import Sort

DEEPEST = 150  # parts within parts, and searches within searches, that a tree may come to have
MOST_LEAVES = 1_000  # words and conditions that saved searches may come to


def resolve(
    query: Query, saved: Callable[[str], str | None], today: dt.date | None = None
) -> Query:
    """The query with each "@name" replaced by what is saved under the name, and so within that.

    A name that holds itself, or under which nothing is saved, is left out, and a note says so. The
    order and the limit of a saved search hold where the query has none of its own.
    """
    if not any(isinstance(leaf, Saved) for leaf in leaves(query.tree)):
        return query
    resolver = _Resolver(saved, today, query.begun, _models(query.tree))
    tree = resolver.resolved(query.tree, (), 0)
    return replace(
        query,
        tree=tree,
        notes=tuple(dict.fromkeys([*query.notes, *resolver.notes]))[:MOST_NOTES],
        sort=query.sort or resolver.sort,
        limit=query.limit or resolver.limit,
    )


class _Resolver:
    """Replaces names, and gathers what the searches behind them say beside their trees."""

    def __init__(
        self,
        saved: Callable[[str], str | None],
        today: dt.date | None,
        begun: Saved | None,
        models: int,
    ) -> None:
        self.notes: list[str] = []
        self.sort: Sort | None = None
        self.limit: int | None = None
        self._saved = saved
        self._today = today
        self._begun = begun
        self._read: dict[str, Query] = {}
        self._leaves = 0
        self._models = models

    def resolved(self, tree: Tree, within: tuple[str, ...], depth: int) -> Tree:
        """The tree without names; `within` are those that it is saved under."""
        if isinstance(tree, Saved):
            return self._behind(tree, within, depth)
        if isinstance(tree, Not):
            return none_of(self.resolved(tree.part, within, depth + 1))
        if isinstance(tree, And | Or):
            join = all_of if isinstance(tree, And) else any_of
            return join([self.resolved(part, within, depth + 1) for part in tree.parts])
        return tree

    def _behind(self, name: Saved, within: tuple[str, ...], depth: int) -> Tree:
        kept = canonical(name.name)
        if kept in within:
            return self._without(name, "holds itself")
        if self._leaves > MOST_LEAVES:
            return self._without(name, "makes the search too large")
        query = self._query(kept)
        if query is None:
            # While its name is typed, it is not missed.
            return Everything() if name == self._begun else self._without(name, "is not saved")
        if self._is_too_large(query.tree, depth):
            return self._without(name, "makes the search too large")
        resolved = self.resolved(query.tree, (*within, kept), depth + 1)
        self.sort = query.sort or self.sort
        self.limit = query.limit or self.limit
        return resolved

    def _is_too_large(self, tree: Tree, depth: int) -> bool:
        """Whether one tree more makes it so; what was too large is counted, and ends the growth."""
        self._leaves += sum(1 for _ in leaves(tree))
        if self._leaves > MOST_LEAVES or depth + _depth(tree) > DEEPEST:
            return True
        models = _models(tree)
        if models and self._models + models > MOST_MODELS:
            return True
        self._models += models
        return False

    def _query(self, name: str) -> Query | None:
        if name in self._read:
            return self._read[name]
        text = self._saved(name)
        if text is None:
            return None
        query = self._read[name] = parse(text, today=self._today)
        self.notes += query.notes
        return query

    def _without(self, name: Saved, why: str) -> Tree:
        self.notes.append(f"“@{shown(name.name)}” {why}: left out.")
        return Everything()


def _depth(tree: Tree) -> int:
    if isinstance(tree, Not):
        return 1 + _depth(tree.part)
    return 1 + max(map(_depth, tree.parts)) if isinstance(tree, And | Or) else 1


def _models(tree: Tree) -> int:
    """How many papers the tree asks for more like."""
    return sum(isinstance(leaf, Like) for leaf in leaves(tree))
