"""Search: a question in, an answer out, whatever state the index is in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from index.errors import SearchBroken
from index.query.parse import parse
from index.query.question import Sort
from index.query.shape import sought
from index.query.tree import And, Not, Or, Phrase, Word
from index.search.answer import Answer
from index.search.evaluate import evaluate
from index.search.folder import state_of
from index.search.lighting import light, reasons
from index.search.scanning import ScannedTerms
from index.search.scoring import Scorer

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from index.query.question import Question
    from index.query.tree import Tree, Words
    from index.search.answer import Hit, Reason
    from index.search.folder import State
    from index.search.progress import Progress
    from index.search.reading import IndexedTerms
    from index.search.source import Source

BUILDING = "The search index is being built; results may take longer."


class Search:
    """Answers questions about a library from its index, or without it by reading every text.

    `answer`, `why` and `close` belong to one thread; the rest may run in another at the same time.
    """

    def __init__(self, cache: Path, source: Source) -> None:
        self._cache = cache
        self._source = source
        self._terms: IndexedTerms | None = None
        self._scorer: Scorer | None = None
        self._read: State | None = None  # what `_terms` was opened on
        self._broken: State | None = None  # could not be read: not tried again
        self._sound: State | None = None  # was in step with the library when it was opened

    def answer(self, question: Question) -> Answer:
        """Every paper that the question finds, in order. No text makes it fail."""
        query = parse(question.text, question.typing)
        scope = parse(question.scope).tree
        notes = query.notes
        leaves = [*_words(query.tree), *_words(scope)]
        try:
            scorer = self._ready_scorer() if leaves else self._scanning(leaves)
            hits = evaluate(query.tree, scorer, self._source, scope)
            lit = light(query.tree, scorer)
        except SearchBroken:
            self._give_up()
            scorer = self._scanning(leaves)
            hits = evaluate(query.tree, scorer, self._source, scope)
            lit = light(query.tree, scorer)
            notes = (*notes, BUILDING)
        sort = _order(question, query.tree)
        ids = self._sorted(hits, sort)
        return Answer(question, ids, sort, self._source.count(), notes, lit)

    def why(self, question: Question, paper: str) -> tuple[Reason, ...]:
        """Why the question finds this paper, the weightiest reason first; none where it does not.

        Weights are shares of the paper's score and sum to 1.
        """
        tree = parse(question.text, question.typing).tree
        leaves = [*_words(tree)]
        text = self._source.texts([paper]).get(paper)
        if text is None or not leaves:
            return ()
        try:
            return reasons(tree, self._ready_scorer(), text)
        except SearchBroken:
            self._give_up()
            return reasons(tree, self._scanning(leaves), text)

    def is_ready(self) -> bool:
        """Whether the index can be read and is this library's; if not, `rebuild` is due."""
        state = state_of(self._folder)
        if state is None or state == self._broken:
            return False
        if state != self._sound:
            from index.search.indexing import open_in_step

            try:
                open_in_step(self._folder, self._source).close()
            except SearchBroken:
                self._broken = state
                return False
            self._sound = state
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
        except SearchBroken:
            self._broken = state_of(self._folder)
            raise

    def close(self) -> None:
        """Let go of the index's files; a later question opens them again."""
        terms, self._terms, self._scorer, self._read = self._terms, None, None, None
        if terms is not None:
            terms.close()

    @property
    def _folder(self) -> Path:
        from index.search.schema import VERSION  # imports Whoosh: only once words are searched

        return self._cache / f"index-{VERSION}"

    def _ready_scorer(self) -> Scorer:
        """The scorer over the newest commit. Errors: SearchBroken."""
        state = state_of(self._folder)
        if state is None or state == self._broken:
            raise SearchBroken(BUILDING)
        if self._scorer is None or state != self._read:
            from index.search.indexing import open_in_step

            self.close()
            self._read = state
            self._terms = open_in_step(self._folder, self._source)
            self._scorer = Scorer(self._terms, self._source)
            self._sound = state
        return self._scorer

    def _scanning(self, leaves: list[Words]) -> Scorer:
        return Scorer(ScannedTerms(self._source, leaves), self._source)

    def _give_up(self) -> None:
        """Take the index for broken until another one is in its place."""
        self._broken = self._read or self._broken
        self._terms = self._scorer = self._read = None

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


def _words(tree: Tree) -> Iterator[Words]:
    """Every word and phrase of a tree, those left out as well."""
    if isinstance(tree, Word | Phrase):
        yield tree
    elif isinstance(tree, And | Or):
        for part in tree.parts:
            yield from _words(part)
    elif isinstance(tree, Not):
        yield from _words(tree.part)
