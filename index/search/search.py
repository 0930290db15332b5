"""Search: a question in, an answer out, whatever state the index is in."""

from __future__ import annotations

import threading
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from index.errors import SearchBroken
from index.query.parse import parse
from index.query.question import Sort
from index.query.shape import sought, words_in
from index.search.answer import Answer
from index.search.evaluate import evaluate
from index.search.folder import state_of
from index.search.lighting import light, reasons
from index.search.scanning import ScannedTerms
from index.search.scoring import Scorer

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from index.query.question import Question
    from index.query.tree import Tree, Words
    from index.search.answer import Hit, Lit, Reason
    from index.search.folder import State
    from index.search.progress import Progress
    from index.search.reading import IndexedTerms
    from index.search.source import Source

BUILDING = "The search index is being built; results may take longer."

_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class _Opened:
    """The index in one of its states, opened."""

    state: State
    terms: IndexedTerms
    scorer: Scorer


class Search:
    """Answers questions about a library from its index, or without it by reading every text.

    `answer` and `why` belong to one thread; the rest may run in another at the same time.
    """

    def __init__(self, cache: Path, source: Source) -> None:
        self._cache = cache
        self._source = source
        self._opened: _Opened | None = None
        self._broken: State | None = None  # could not be read: not tried again
        self._sound: State | None = None  # was in step with the library when it was opened
        self._reading = threading.RLock()  # held while the index's files are read

    def answer(self, question: Question) -> Answer:
        """Every paper that the question finds, in order. No text makes it fail."""
        query = parse(question.text, question.typing)
        scope = parse(question.scope).tree

        def ask(scorer: Scorer) -> tuple[list[Hit], Lit]:
            hits = evaluate(query.tree, scorer, self._source, scope)
            return hits, light(query.tree, scorer)

        leaves = [*words_in(query.tree), *words_in(scope)]
        (hits, lit), is_without_index = self._ask(ask, leaves)
        sort = _order(question, query.tree)
        ids = self._sorted(hits, sort)
        notes = (*query.notes, BUILDING) if is_without_index else query.notes
        return Answer(question, ids, sort, self._source.count(), notes, lit, is_without_index)

    def why(self, question: Question, paper: str) -> tuple[Reason, ...]:
        """Why the question finds this paper, the weightiest reason first; none where it does not.

        Weights are shares of the paper's score and sum to 1.
        """
        tree = parse(question.text, question.typing).tree
        text = self._source.texts([paper]).get(paper)
        if text is None:
            return ()
        found, _ = self._ask(lambda scorer: reasons(tree, scorer, text), [*words_in(tree)])
        return found

    def is_ready(self) -> bool:
        """Whether the index can be read and is this library's; if not, `rebuild` is due."""
        state = state_of(self._folder)
        if state is None or state == self._broken:
            return False
        if state != self._sound:
            try:
                self._open(state).close()
            except SearchBroken:
                return False
        return True

    def rebuild(self, progress: Progress | None = None) -> None:
        """Make the index anew from the library's texts; stopped or failing it changes nothing.

        Errors: SearchBroken where it cannot be written.
        """
        from index.search.indexing import make_index

        make_index(self._folder, self._source, self.is_ready, progress)

    def drain(self, progress: Progress | None = None) -> int:
        """Bring the index up to date with the queue; how many papers were indexed.

        0 where there is no index to bring up to date, or another process is at it.
        Errors: SearchBroken where it cannot be written.
        """
        from index.search.indexing import drain_queue

        state = state_of(self._folder)
        if state is None or state == self._broken:
            return 0
        try:
            return drain_queue(self._folder, self._source, progress)
        except SearchBroken as error:
            self._sound = None  # is_ready() looks again
            if not isinstance(error.__cause__, OSError):
                self._broken = state_of(self._folder)
            raise

    def close(self) -> None:
        """Let go of the index's files, once no answer reads them; a later question opens them."""
        with self._reading:
            opened, self._opened = self._opened, None
        if opened is not None:
            with suppress(SearchBroken):  # what cannot be closed is not read again either
                opened.terms.close()

    @property
    def _folder(self) -> Path:
        from index.search.schema import VERSION  # imports Whoosh: only once words are searched

        return self._cache / f"index-{VERSION}"

    def _ask(self, ask: Callable[[Scorer], _T], leaves: list[Words]) -> tuple[_T, bool]:
        """What `ask` makes of the index, and whether it had to read every text instead."""
        if leaves:
            try:
                with self._reading:
                    return ask(self._ready_scorer()), False
            except SearchBroken:
                self._give_up()
        scanning = Scorer(ScannedTerms(self._source, leaves), self._source)
        return ask(scanning), bool(leaves)

    def _ready_scorer(self) -> Scorer:
        """The scorer over the newest commit. Errors: SearchBroken."""
        state = state_of(self._folder)
        if state is None or state == self._broken:
            self.close()
            raise SearchBroken(BUILDING)
        if self._opened is None or state != self._opened.state:
            self.close()
            terms = self._open(state)
            self._opened = _Opened(state, terms, Scorer(terms, self._source))
        return self._opened.scorer

    def _open(self, state: State) -> IndexedTerms:
        """The terms of the index in this state, which is known after. Errors: SearchBroken."""
        from index.search.indexing import open_in_step

        try:
            terms = open_in_step(self._folder, self._source)
        except SearchBroken:
            self._broken = state
            raise
        self._sound = state
        return terms

    def _give_up(self) -> None:
        """Take an index that broke while it was read for broken, in every process."""
        if self._opened is not None:  # else every process finds out when it opens it
            from index.search.indexing import set_aside

            self._broken = self._opened.state
            self.close()
            set_aside(self._folder, self._broken)

    def _sorted(self, hits: list[Hit], sort: Sort) -> tuple[str, ...]:
        if sort is Sort.RELEVANCE:
            return tuple(hit.id for hit in hits)
        found = {hit.id for hit in hits}
        return tuple(paper for paper in self._source.ordered(sort) if paper in found)


def _order(question: Question, tree: Tree) -> Sort:
    has_words = next(sought(tree), None) is not None
    if question.sort in (None, Sort.RELEVANCE):
        return Sort.RELEVANCE if has_words else Sort.NEW
    return question.sort or Sort.NEW
