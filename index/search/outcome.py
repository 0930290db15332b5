"""What a query finds; where no paper holds all of it, the papers that come near."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from index.query.shape import all_of, words_in
from index.query.tree import And, Most, Phrase, Tree, Word
from index.search.sentences import scored_in_sentence
from index.search.telling import is_function_word, telling

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from index.search.evaluate import Evaluator
    from index.search.matches import Matches
    from index.search.scoring import Scorer

MOST = 0.45  # of what its known words tell together: about half


class Outcome(NamedTuple):
    """What a query finds, or where it finds nothing, what most of it does."""

    tree: Tree  # which of the two
    matches: Matches
    has_failed: bool = False
    left_out: tuple[str, ...] = ()  # words that tell nothing, and that no paper holds with the rest


def found_by(tree: Tree, scope: Tree, evaluator: Evaluator, scorer: Scorer) -> Outcome:
    """What the tree finds within the scope. Errors: SearchBroken, SearchStopped."""
    matches = evaluator.matches(tree, scope)
    if matches.held.any() or not any(words_in(tree)):
        return Outcome(tree, matches)
    kept, left_out = _telling_part(tree)
    if left_out:
        found = evaluator.matches(kept, scope)
        if found.held.any():
            return Outcome(kept, found, left_out=left_out)
    if (most := _most_of_it(tree)) is None:
        return Outcome(tree, matches, has_failed=True)
    near = evaluator.matches(most, scope)
    held = near.held & _hold_most(most, len(near.held), scorer)
    return Outcome(most, near._replace(held=held), has_failed=True)


def _telling_part(tree: Tree) -> tuple[Tree, tuple[str, ...]]:
    """The tree without the words that any text may hold, if it has others, and those words."""
    parts = tree.parts if isinstance(tree, And) else (tree,)
    kept = [part for part in parts if not (isinstance(part, Word) and is_function_word(part))]
    if not any(isinstance(part, Word | Phrase) for part in kept):
        return tree, ()
    left_out = (part.text for part in parts if isinstance(part, Word) and part not in kept)
    return all_of(kept), tuple(dict.fromkeys(left_out))


def _most_of_it(tree: Tree) -> Tree | None:
    """The tree with its words made a sentence, of which most is enough; None without two words."""
    if not isinstance(tree, And):
        return None
    said = [part for part in tree.parts if isinstance(part, Word)]
    rest = [part for part in tree.parts if not isinstance(part, Word | Phrase)]
    if len(said) < 2:
        return None
    return all_of([*rest, Most(tuple(said))])


def _hold_most(tree: Tree, size: int, scorer: Scorer) -> NDArray[np.bool_]:
    """Which papers hold most of the sentence in the tree, by what its words tell."""
    weight = np.zeros(size, np.float32)
    whole = 0.0
    for part in tree.parts if isinstance(tree, And) else (tree,):
        for word in telling(part.parts) if isinstance(part, Most) else ():
            scored = scored_in_sentence(word, scorer)
            if scored is not None and len(scored.numbers):  # what no paper holds is no measure
                weight[scored.numbers] += np.float32(scored.rarity)
                whole += scored.rarity
    return weight >= np.float32(MOST * whole)
