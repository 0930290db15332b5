"""When no paper holds all of a query: which part it fails on, and what to ask instead."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from index.query.printing import to_text
from index.query.shape import all_of, words_in
from index.query.tree import And, Most, Not, Phrase, Tree, Word
from index.search.answer import Failure, Missing, WayOut
from index.search.sentences import scored_in_sentence
from index.search.spelling import one_edit_away
from index.search.telling import telling
from index.search.tokens import words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from index.search.evaluate import Evaluator
    from index.search.matches import Matches
    from index.search.scoring import Scorer

MOST_SPELLINGS = 3  # of one word
MOST_WAYS = 6
MOST_PARTS = 12  # of a query that is looked into; one with more is hardly mended by one of them
MOST = 0.45  # of what its known words tell together: about half


class Outcome(NamedTuple):
    """What a query finds, or where it finds nothing, what most of it does."""

    tree: Tree  # which of the two
    matches: Matches
    has_failed: bool = False


def found_by(tree: Tree, scope: Tree, evaluator: Evaluator, scorer: Scorer) -> Outcome:
    """What the tree finds within the scope. Errors: SearchBroken, SearchStopped."""
    matches = evaluator.matches(tree, scope)
    if matches.held.any() or not any(words_in(tree)):
        return Outcome(tree, matches)
    if (most := most_of_it(tree)) is None:
        return Outcome(tree, matches, has_failed=True)
    nearly = evaluator.matches(most, scope)
    held = nearly.held & _hold_most(most, len(nearly.held), scorer)
    return Outcome(most, nearly._replace(held=held), has_failed=True)


def failure(tree: Tree, scope: Tree, evaluator: Evaluator, scorer: Scorer) -> Failure:
    """Why the tree finds nothing within the scope, and the queries near it that find something.

    Errors: SearchBroken, SearchStopped.
    """
    parts = tree.parts if isinstance(tree, And | Most) else (tree,)
    if len(parts) > MOST_PARTS:
        return Failure((), ())
    missing: list[Missing] = []
    spellings: list[WayOut] = []
    without: list[WayOut] = []
    for place, part in enumerate(parts):
        scorer.stop_if_told()
        rest = _joined(tree, [*parts[:place], *parts[place + 1 :]])
        left = _count(rest, scope, evaluator)
        if not left:
            continue
        missing.append(_missing(part))
        spellings += _spellings(tree, parts, place, scope, evaluator, scorer)
        if len(parts) > 1:
            without.append(WayOut(to_text(rest), _without(missing[-1]), left))
    spellings.sort(key=lambda way: -way.papers)
    without.sort(key=lambda way: -way.papers)
    room = max(MOST_SPELLINGS, MOST_WAYS - len(without))
    return Failure(tuple(missing), tuple((spellings[:room] + without)[:MOST_WAYS]))


def most_of_it(tree: Tree) -> Tree | None:
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


def _spellings(
    tree: Tree,
    parts: Sequence[Tree],
    place: int,
    scope: Tree,
    evaluator: Evaluator,
    scorer: Scorer,
) -> list[WayOut]:
    """The query with other spellings of one of its words, those first that find most papers."""
    part = parts[place]
    if not isinstance(part, Word):
        return []
    found = []
    for form in _known_slips(part, scorer):
        scorer.stop_if_told()
        other = replace(part, text=form, prefix=False, typed=False, typo=False)
        query = _joined(tree, [*parts[:place], other, *parts[place + 1 :]])
        if papers := _count(query, scope, evaluator):
            found.append(WayOut(to_text(query), form, papers))
    found.sort(key=lambda way: -way.papers)
    return found[:MOST_SPELLINGS]


def _known_slips(part: Word, scorer: Scorer) -> Iterator[str]:
    forms = words(part.text)
    if len(forms) == 1 and len(forms[0]) > 2:
        known = scorer.known(one_edit_away(forms[0]))
        # Of those that find as many papers, a letter mistaken is likelier than one left out.
        yield from sorted(known, key=lambda form: (abs(len(form) - len(forms[0])), form))


def _joined(tree: Tree, parts: list[Tree]) -> Tree:
    if isinstance(tree, Most):
        return Most(tuple(part for part in parts if isinstance(part, Word)))
    return all_of(parts)


def _count(tree: Tree, scope: Tree, evaluator: Evaluator) -> int:
    return int(np.count_nonzero(evaluator.matches(tree, scope).held))


def _missing(part: Tree) -> Missing:
    wanted = part.part if isinstance(part, Not) else part
    if isinstance(wanted, Phrase) and wanted.field is None:
        return Missing(wanted.text, wanted is not part)
    return Missing(to_text(wanted), wanted is not part)


def _without(part: Missing) -> str:
    return f"with “{part.text}” too" if part.is_left_out else f"without “{part.text}”"
