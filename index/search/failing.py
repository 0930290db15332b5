"""When no paper holds all of a query: which part it fails on, and what to ask instead."""

from __future__ import annotations

from dataclasses import replace
from math import inf
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from index.query.printing import to_text
from index.query.shape import all_of
from index.query.tree import And, Most, Not, Phrase, Tree, Word
from index.search.answer import Failure, Missing, WayOut
from index.search.spelling import one_edit_away
from index.search.tokens import words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from index.search.evaluate import Evaluator
    from index.search.scoring import Scorer

MOST_SPELLINGS = 3  # of one word
MOST_WAYS = 6
MOST_PARTS = 12  # of a query that is looked into; one with more is hardly mended by one of them
SHORTEST = 3  # letters of a word that may be misspelled


def failure(tree: Tree, scope: Tree, evaluator: Evaluator, scorer: Scorer) -> Failure:
    """Why the tree finds nothing within the scope, and the queries near it that find something.

    Errors: SearchBroken, SearchStopped.
    """
    parts = tree.parts if isinstance(tree, And | Most) else (tree,)
    if len(parts) > MOST_PARTS:
        return Failure((), ())
    failed = _Failed(tree, parts, scope, evaluator, scorer)
    unknown = [place for place, part in enumerate(parts) if failed.is_unknown(part)]
    if len(unknown) > 1 and not isinstance(tree, Most):  # a sentence mends its slips itself
        missing = tuple(_missing(parts[place]) for place in unknown)
        return Failure(missing, failed.respelled(unknown))
    return failed.part_by_part()


class _Failed(NamedTuple):
    """A query that finds nothing."""

    tree: Tree
    parts: Sequence[Tree]
    scope: Tree
    evaluator: Evaluator
    scorer: Scorer

    def part_by_part(self) -> Failure:
        """The parts without which it would find something, and what could stand in their place."""
        missing: list[Missing] = []
        spellings: list[WayOut] = []
        without: list[tuple[float, WayOut]] = []
        for place, part in enumerate(self.parts):
            self.scorer.stop_if_told()
            rest = self._joined([*self.parts[:place], *self.parts[place + 1 :]])
            if not (left := self._count(rest)):
                continue
            missing.append(_missing(part))
            spellings += self._spellings(place)
            if len(self.parts) > 1:
                way = WayOut(to_text(rest), _without(missing[-1]), left)
                without.append((self._loss(part), way))
        spellings.sort(key=lambda way: -way.papers)
        without.sort(key=lambda loss_and_way: loss_and_way[0])
        ways = [*spellings[: max(MOST_SPELLINGS, MOST_WAYS - len(without))]]
        ways += [way for _, way in without]
        return Failure(tuple(missing), tuple(ways[:MOST_WAYS]))

    def respelled(self, unknown: Sequence[int]) -> tuple[WayOut, ...]:
        """The query with the commonest word one slip away in each of these places.

        Nothing where that finds nothing either.
        """
        parts, forms = list(self.parts), []
        for place in unknown:
            self.scorer.stop_if_told()
            known = self._known_slips(self.parts[place])
            if not known:
                return ()
            parts[place] = best = max(known, key=self._papers)
            forms.append(best.text)
        query = self._joined(parts)
        papers = self._count(query)
        return (WayOut(to_text(query), " ".join(forms), papers),) if papers else ()

    def is_unknown(self, part: Tree) -> bool:
        """Whether it is a word that no paper holds, whatever stands beside it."""
        return isinstance(part, Word) and bool(words(part.text)) and not self._papers(part)

    def _spellings(self, place: int) -> list[WayOut]:
        """The query with other spellings of one word, those first that find most papers."""
        found = []
        for word in self._known_slips(self.parts[place]):
            self.scorer.stop_if_told()
            query = self._joined([*self.parts[:place], word, *self.parts[place + 1 :]])
            if papers := self._count(query):
                found.append(WayOut(to_text(query), word.text, papers))
        found.sort(key=lambda way: -way.papers)
        return found[:MOST_SPELLINGS]

    def _known_slips(self, part: Tree) -> list[Word]:
        """The words of the library that are one slip away, the likeliest first."""
        forms = words(part.text) if isinstance(part, Word) else []
        if not isinstance(part, Word) or len(forms) != 1 or len(forms[0]) < SHORTEST:
            return []
        known = self.scorer.known(one_edit_away(forms[0]))
        # Of those that find as many papers, a letter mistaken is likelier than one left out.
        known.sort(key=lambda form: (abs(len(form) - len(forms[0])), form))
        plain = replace(part, prefix=False, typed=False, typo=False)
        return [replace(plain, text=form) for form in known]

    def _loss(self, part: Tree) -> float:
        """How much of what was meant goes with a part: nothing with a word that no paper holds."""
        if not isinstance(part, Word | Phrase):
            return inf
        scored = self.scorer.scored(part)
        return scored.rarity if scored is not None and len(scored.numbers) else 0.0

    def _papers(self, word: Word) -> int:
        scored = self.scorer.scored(word)
        return 0 if scored is None else len(scored.numbers)

    def _joined(self, parts: Sequence[Tree]) -> Tree:
        if isinstance(self.tree, Most):
            return Most(tuple(part for part in parts if isinstance(part, Word)))
        return all_of(parts)

    def _count(self, tree: Tree) -> int:
        return int(np.count_nonzero(self.evaluator.matches(tree, self.scope).held))


def _missing(part: Tree) -> Missing:
    wanted = part.part if isinstance(part, Not) else part
    if isinstance(wanted, Phrase) and wanted.field is None:
        return Missing(wanted.text, wanted is not part)
    return Missing(to_text(wanted), wanted is not part)


def _without(part: Missing) -> str:
    return f"with “{part.text}” too" if part.is_left_out else f"without “{part.text}”"
