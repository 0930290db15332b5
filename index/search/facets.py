"""How a result could be narrowed: the tags, pages, code and phrases of the papers in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from index.query.printing import to_text
from index.query.shape import sought
from index.query.tree import Has, OnPage, Phrase, Tagged, Thing
from index.search.answer import Facet, Facets
from index.search.arrays import read
from index.search.phrases import telling_phrases
from index.search.source import Grouping
from index.search.stems import term
from index.search.tokens import words

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray

    from index.query.tree import Tree
    from index.search.phrases import Share
    from index.search.source import Grouped, Source

MOST = 8
"""Facets of a kind; more of them are no help in choosing."""
LOOKED_THROUGH = 100
"""The best papers, whose texts are read for phrases."""


def facets(
    found: NDArray[np.int32], tree: Tree, source: Source, share: Share | None = None
) -> Facets:
    """The facets of the papers that the tree found, given by number, the best first.

    What holds for all of them is left out, as it narrows nothing. `share` tells how common words
    are in the library; without it no phrases can be told. Phrases are looked for, and counted, in
    the first LOOKED_THROUGH papers alone.
    """
    if not len(found):
        return Facets((), (), (), ())
    held = np.zeros(int(found.max()) + 1, bool)
    held[found] = True
    count = len(found)
    best = source.texts(found[:LOOKED_THROUGH].tolist()).values() if share is not None else ()
    said = telling_phrases(list(best), _asked_for(tree), share) if share is not None else []
    phrases = [Facet(each.text, to_text(Phrase(each.text)), each.papers) for each in said]
    return Facets(
        _most(_groups(source.grouped(Grouping.TAG), held, _of_tag), count),
        _most(_groups(source.grouped(Grouping.PAGE), held, _of_page), count),
        _most([_with_code(source, held)], count),
        tuple(facet for facet in phrases if facet.papers < count)[:MOST],
    )


def _asked_for(tree: Tree) -> Callable[[str], bool]:
    """Whether a folded word is one that the tree asks for, in any of its forms."""
    asked, begun = set(), []
    for leaf in sought(tree):
        for word in words(leaf.text):
            asked.add(term(word))
        if leaf.prefix:
            begun += words(leaf.text)[-1:]
    return lambda word: term(word) in asked or word.startswith(tuple(begun))


def _most(known: Sequence[Facet], count: int) -> tuple[Facet, ...]:
    """Those that most papers have, but not all; of equal ones the first."""
    telling = [facet for facet in known if 0 < facet.papers < count]
    return tuple(sorted(telling, key=lambda facet: -facet.papers)[:MOST])


def _groups(
    grouped: Grouped, held: NDArray[np.bool_], facet: Callable[[str, str, int], Facet]
) -> list[Facet]:
    """The groups that some of the papers held are in."""
    papers, groups = read(grouped.papers), read(grouped.groups)
    known = papers < len(held)
    within = groups[known][held[papers[known]]]
    counts = np.bincount(within, minlength=len(grouped.names))
    return [
        facet(grouped.names[place], grouped.words[place], int(counts[place]))
        for place in np.flatnonzero(counts).tolist()
    ]


def _of_tag(name: str, shown: str, papers: int) -> Facet:
    return Facet(f"#{shown}", to_text(Tagged((name,))), papers)


def _of_page(name: str, shown: str, papers: int) -> Facet:
    return Facet(shown, to_text(OnPage(name)), papers)


def _with_code(source: Source, held: NDArray[np.bool_]) -> Facet:
    with_code = read(source.matching(Has(Thing.CODE)))
    papers = np.count_nonzero(held[with_code[with_code < len(held)]])
    return Facet("with code", to_text(Has(Thing.CODE)), int(papers))
