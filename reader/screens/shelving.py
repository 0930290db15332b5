"""The library at a glance, counted in a thread: with many thousand tags that takes a while."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, TypeVar

from textual import on, work
from textual.message import Message

from index.errors import LibraryError
from index.store.rows import PageReport, SavedSearch, TagCount
from reader.completions import Known
from reader.screens.advising import Advising
from reader.widgets.side_pane import Shelf, shelves

if TYPE_CHECKING:
    from collections.abc import Callable

    from index.library import Library
    from reader.session import Session

Found = TypeVar("Found")
Other = TypeVar("Other")


class Shelved(NamedTuple):
    """What the library holds, as it was counted."""

    lines: list[Shelf]
    known: Known


class Shelving(Advising):
    """A screen with a library pane, whose counts follow what changes within a moment."""

    class Counted(Message):
        """The library was counted, or could not be."""

        def __init__(self, shelved: Shelved | None, problem: str) -> None:
            super().__init__()
            self.shelved, self.problem = shelved, problem

    def __init__(self, library: Library, session: Session) -> None:
        super().__init__(library, session)
        self._shelves: list[Shelf] = []
        self._is_counting = False
        self._count_is_due = False
        self._shelf = ""  # the name of the filter in force

    @property
    def is_counted(self) -> bool:
        """Whether the counts that are shown are those of this moment."""
        return not self._is_counting

    def show_shelves(self) -> None:
        """Mark the filter in force in the library pane; its counts follow."""
        self._mark_shelf()
        if self._is_counting:
            self._count_is_due = True  # what changed may not be in what is being counted
            return
        self._is_counting, self._count_is_due = True, False
        self._count()

    @work(thread=True, group="shelves", exit_on_error=False)
    def _count(self) -> None:
        shelved, problem = None, "The library could not be counted."
        try:
            shelved, problem = counted(self.library)
        finally:
            self.post_message(self.Counted(shelved, problem))

    @on(Counted)
    def show_counts(self, message: Counted) -> None:
        """Show what was counted; where it could not be, what was counted before stays."""
        self._is_counting = False
        if message.shelved is not None and not (message.problem and self._shelves):
            self._shelves, self.search_box.known = message.shelved
            self._mark_shelf()
            self._tell_page_sizes()
        if message.problem:
            self.say(message.problem, is_problem=True, comes_late=True)
        if self._count_is_due:
            self.show_shelves()

    def _mark_shelf(self) -> None:
        scope = self.question.scope
        self.side.show(self._shelves, scope)
        chosen = next((shelf.words for shelf in self._shelves if shelf.scope == scope), "")
        self._shelf = chosen if scope else ""
        self.search_box.scope_words = f"in {self._shelf}" if self._shelf else ""

    def _tell_page_sizes(self) -> None:
        sizes = {page.page: page.papers for page in self.search_box.known.pages}
        if sizes != self.detail.page_sizes:
            self.detail.page_sizes = sizes
            self.detail.lay_out()


def counted(library: Library) -> tuple[Shelved, str]:
    """What the library holds, as far as it can be read, and in words what could not be."""
    problems: list[str] = []

    def attempt(read: Callable[[], Found], otherwise: Other) -> Found | Other:
        try:
            return read()
        except LibraryError as error:
            problems.append(str(error))
            return otherwise

    counts = attempt(library.counts, None)
    tags = attempt(library.tags, list[TagCount]())
    pages = attempt(library.pages, list[PageReport]())
    known = Known(tags, pages, attempt(library.saved_searches, list[SavedSearch]()))
    _ = known.tag_keys, known.tag_letters  # made here, and not where a key waits for its echo
    return Shelved(shelves(counts, tags, pages), known), problems[0] if problems else ""
