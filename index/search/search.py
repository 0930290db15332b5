"""Search: a question in, an answer out, whatever state the index is in."""

from __future__ import annotations

import threading
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from index.errors import SearchBroken
from index.query.parse import parse
from index.query.question import Sort
from index.query.resolving import resolve
from index.query.shape import needs_index, words_in
from index.query.tree import And
from index.search.answer import Answer, Facets
from index.search.evaluate import Evaluator
from index.search.facets import facets
from index.search.failing import failure
from index.search.folder import state_of
from index.search.found import Found
from index.search.holdings import Holdings
from index.search.lighting import light, reasons
from index.search.likeness import likened, unknown_models, words_like
from index.search.notes import BUILDING, LEFT_OUT, NO_MODEL, SLOW
from index.search.outcome import found_by
from index.search.patterns import Patterns
from index.search.promoting import promotions
from index.search.ranking import by_relevance, in_order
from index.search.scanning import ScannedTerms
from index.search.scoring import Scorer

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from index.query.parse import Query
    from index.query.question import Question
    from index.query.tree import Tree
    from index.search.answer import Reason
    from index.search.checking import Findings
    from index.search.folder import State
    from index.search.matches import Matches
    from index.search.progress import Progress
    from index.search.source import Source
    from index.search.terms import Terms

_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class _Opened:
    """The index in one of its states, opened."""

    state: State
    terms: Terms
    scorer: Scorer


class Search:
    """Answers questions about a library from its index, or without it by reading every text.

    `answer`, `why`, `facets` and `warm_up` belong to one thread; the rest may run in others.
    """

    def __init__(self, cache: Path, source: Source) -> None:
        self.should_stop: Callable[[], bool] = lambda: False
        """Asked now and then while texts are read; true ends the search with SearchStopped."""
        self._cache = cache
        self._source = source
        self._holdings = Holdings(source)
        self._patterns = Patterns(source, self._is_told_to_stop)
        self._opened: _Opened | None = None
        self._broken: State | None = None  # could not be read: not tried again
        self._sound: State | None = None  # was in step with the library when it was opened
        self._reading = threading.RLock()  # held while the index's files are read

    def answer(self, question: Question) -> Answer:
        """Every paper that the question finds, in order. No text makes it fail.

        Errors: SearchStopped, where `should_stop` says so.
        """
        query = self._read(question.text, question.typing)
        scope = self._read(question.scope).tree

        def ask(scorer: Scorer, is_without_index: bool) -> Answer:
            return self._answer(question, query, scope, scorer, is_without_index)

        return self._ask(ask, And((query.tree, scope)))

    def _answer(
        self, question: Question, query: Query, scope: Tree, scorer: Scorer, is_without_index: bool
    ) -> Answer:
        evaluator = Evaluator(scorer, self._holdings, self._patterns, self._source)
        outcome = found_by(query.tree, scope, evaluator, scorer)
        matches, sort = outcome.matches, query.sort or question.sort
        if sort in (None, Sort.RELEVANCE):
            for _, promoted in promotions(outcome.tree, matches, scorer, self._source):
                matches = promoted
        why = failure(query.tree, scope, evaluator, scorer) if outcome.has_failed else None
        found, sort = self._in_order(matches, sort)
        left_out = tuple(LEFT_OUT.format(word) for word in outcome.left_out)
        models = unknown_models(query.tree, self._source)
        unknown = tuple(NO_MODEL.format(paper) for paper in models)
        slow = (BUILDING,) if is_without_index else (SLOW,) if scorer.is_slow else ()
        return Answer(
            question,
            found if query.limit is None else found.first(query.limit),
            sort,
            len(self._holdings.newest),
            (*query.notes, *left_out, *unknown, *self._patterns.notes, *slow),
            light(likened(outcome.tree, scorer, self._source), scorer),
            is_without_index,
            why,
            is_partial=self._patterns.unseen is not None,
        )

    def _in_order(self, matches: Matches, sort: Sort | None) -> tuple[Found, Sort]:
        """What was found, by relevance if that is asked for and there are words to rank by."""
        if sort in (None, Sort.RELEVANCE):
            sort = Sort.NEW if matches.scores is None else Sort.RELEVANCE
        if sort is Sort.RELEVANCE and matches.scores is not None:
            return by_relevance(matches, self._holdings.places(Sort.NEW), self._source), sort
        sort = sort or Sort.NEW
        return in_order(matches, self._holdings.order(sort), self._source), sort

    def why(self, question: Question, paper: str) -> tuple[Reason, ...]:
        """Why the question finds this paper, the weightiest reason first; none where it does not.

        Weights are shares of the paper's score and sum to 1.
        """
        tree = self._read(question.text, question.typing).tree
        scope = self._read(question.scope).tree
        text = next(iter(self._source.texts(self._source.numbers([paper]).values()).values()), None)
        if text is None:
            return ()

        def ask(scorer: Scorer, _: bool) -> tuple[Reason, ...]:
            evaluator = Evaluator(scorer, self._holdings, self._patterns, self._source)
            outcome = found_by(tree, scope, evaluator, scorer)
            if not outcome.matches.held[text.number : text.number + 1].any():
                return ()
            promoted = promotions(outcome.tree, outcome.matches, scorer, self._source)
            ranked = likened(outcome.tree, scorer, self._source)
            return reasons(ranked, scorer, text, [promotion for promotion, _ in promoted])

        return self._ask(ask, And((tree, scope)))

    def facets(self, question: Question) -> Facets:
        """How the papers that the question finds could be narrowed; not where it has failed.

        Errors: SearchStopped, where `should_stop` says so.
        """
        answer = self.answer(question)
        if answer.failure is not None:
            return Facets((), (), (), ())
        assert isinstance(answer.ids, Found)  # noqa: S101 - it is from here
        found = answer.ids.numbers
        tree = self._read(question.text, question.typing).tree
        try:
            with self._reading:
                return facets(found, tree, self._source, self._ready_scorer().share)
        except SearchBroken:
            return facets(found, tree, self._source)  # how common words are is not known

    def warm_up(self) -> bool:
        """Make the next search quicker, for some milliseconds; whether there is more to do.

        Errors: SearchBroken, where there is no index to be read.
        """
        with self._reading:
            return self._ready_scorer().warm_up()

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

    def check(self, progress: Progress | None = None) -> Findings:
        """Look through all of the index; with a fault it is set aside, and so made anew.

        Errors: SearchStopped, where `progress` says so.
        """
        from index.search.checking import look_through

        state = state_of(self._folder)
        found = look_through(self._folder, self._source, progress)
        if found.faults and state is not None:
            self._give_up(state)
        return found

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
        if not self._source.queue_length():
            return 0  # which may be read from where nothing can be written, not even a lock
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

        return self._cache / f"index-{VERSION}-{self._source.identity()}"

    def _read(self, text: str, typing: bool = False) -> Query:
        return resolve(parse(text, typing), self._source.saved)

    def _ask(self, ask: Callable[[Scorer, bool], _T], tree: Tree) -> _T:
        """What `ask` makes of the index, or, told so, of every text where there is none."""
        self._patterns.begin()
        if needs_index(tree):
            try:
                with self._reading:
                    scorer = self._ready_scorer()  # whether it is in step is not of one moment
                    with self._source.moment():
                        return ask(scorer, False)
            except SearchBroken:
                self._give_up()
        leaves = [*words_in(tree), *words_like(tree, self._source)]
        scanned = ScannedTerms(self._source, leaves, self._is_told_to_stop)
        with self._source.moment():
            return ask(Scorer(scanned, self._source, self._is_told_to_stop), bool(leaves))

    def _is_told_to_stop(self) -> bool:
        return self.should_stop()

    def _ready_scorer(self) -> Scorer:
        """The scorer over the newest commit. Errors: SearchBroken."""
        state = state_of(self._folder)
        if state is None or state == self._broken:
            self.close()
            raise SearchBroken(BUILDING)
        if self._opened is None or state != self._opened.state:
            self.close()
            terms = self._open(state)
            scorer = Scorer(terms, self._source, self._is_told_to_stop)
            self._opened = _Opened(state, terms, scorer)
        return self._opened.scorer

    def _open(self, state: State) -> Terms:
        """The terms of the index in this state, which is known after. Errors: SearchBroken."""
        from index.search.indexing import open_in_step

        try:
            terms = open_in_step(self._folder, self._source)
        except SearchBroken:
            self._broken = state
            raise
        self._sound = state
        return terms

    def _give_up(self, broken: State | None = None) -> None:
        """Take an index that broke while it was read for broken, in every process."""
        broken = broken or (self._opened.state if self._opened else None)
        if broken:  # else every process finds out when it opens it
            from index.search.indexing import set_aside

            self._broken = broken
            self.close()
            set_aside(self._folder, broken)
