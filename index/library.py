"""The library: the one object that an app holds."""

from __future__ import annotations

import threading
from contextlib import suppress
from typing import TYPE_CHECKING, Self

from index.errors import SearchBroken, UnknownPaper
from index.search.everything import everything, is_for_everything
from index.store import journal, marks, reading, reports, searches
from index.store.store import Store
from index.text import one_line

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable
    from types import TracebackType

    from index.pages.page import Page
    from index.paper import Paper
    from index.paths import Places
    from index.query.parse import Query
    from index.query.question import Question
    from index.search.answer import Answer, Facets, Reason
    from index.search.progress import Progress
    from index.search.search import Search
    from index.store.rows import Counts, PageReport, Row, SavedSearch, TagCount

SECONDS_TO_REMEMBER = 0.1
_FEW = 4


class Library:
    """A person's papers, and what they made of them.

    Any thread may use it, but for answer(), why() and facets(), which one thread owns. Every call
    may raise LibraryBusy or LibraryDamaged; ids that no paper has are UnknownPaper.
    """

    def __init__(self, places: Places, store: Store) -> None:
        """For open()."""
        self.places = places
        self.store = store
        self._searching: Search | None = None
        self._guard = threading.Lock()

    @classmethod
    def open(cls, places: Places) -> Self:
        """The library in these places, made where there is none.

        Errors: LibraryTooNew, LibraryDamaged, LibraryBusy; LibraryError where it cannot be made.
        """
        return cls(places, Store.open(places.library))

    @property
    def damage(self) -> str:
        """A sentence where the library is damaged, and so is only read; else ""."""
        return self.store.damage

    def close(self) -> None:
        """Let go of the files, once the thread that owns answer() has ended.

        Calls of other threads that are under way are waited for; later ones are a LibraryError.
        """
        if self._searching is not None:
            with suppress(SearchBroken):  # the index is made anew where it is broken
                self._searching.close()
        self.store.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    @property
    def searching(self) -> Search:
        """The search over this library; made when it is first asked for."""
        with self._guard:
            if self._searching is None:
                from index.search.search import Search  # opening a library must not wait for this

                self._searching = Search(self.places.cache, self.store)
            return self._searching

    def add(self, page: Page, saved: dt.date, year: int | None = None) -> PageReport:
        """Add a saved page, whole or not at all, and queue what is new for the search index.

        `saved` is the file's own date and `year` the page's, where it is known. A page that is
        there already, under whatever name, changes nothing. Errors: InputError where the page
        lists no paper.
        """
        from index.store import adding  # with all that finds links; a reader may never add

        with self.store.writing("papers") as connection:
            planned = adding.plan(connection, page, saved, year)
            adding.carry_out(connection, planned)
        return planned.report

    def preview(self, page: Page, saved: dt.date, year: int | None = None) -> PageReport:
        """What add() would say, changing nothing."""
        from index.store import adding

        with self.store.reading() as connection:
            return adding.plan(connection, page, saved, year).report

    def is_empty(self) -> bool:
        """Whether there is no paper yet."""
        return self.store.count() == 0

    def counts(self) -> Counts:
        """How many papers each standing filter holds."""
        with self.store.reading() as connection:
            return reports.counts(connection)

    def tags(self) -> list[TagCount]:
        """Every tag in use, the most used first, then by name."""
        return list(self.store.remember("tags", ("marks",), reports.tag_counts))

    def pages(self) -> list[PageReport]:
        """Every page as its adding was reported, the newest day first."""
        return list(self.store.remember("pages", ("papers",), reports.page_reports))

    def paper(self, paper: str) -> Paper:
        """The paper with this id, whole. Errors: UnknownPaper."""
        for found in self.papers([paper]):
            return found
        raise UnknownPaper(f"No paper has the id {one_line(paper)}; search shows every paper's.")

    def papers(self, ids: Iterable[str]) -> list[Paper]:
        """These papers whole, in the order asked; unknown and unreadable ones are left out."""
        return self.store.papers(ids)

    def rows(self, ids: Iterable[str]) -> list[Row]:
        """These papers as rows of the list, in the order asked; as papers() gives them."""
        return self.store.rows(ids)

    def find(self, prefix: str) -> str:
        """The one id that is this or starts so. Errors: UnknownPaper where none or several do."""
        wanted = one_line(prefix).lower()
        with self.store.reading() as connection:
            found = reading.ids_from(connection, wanted, _FEW + 1)
        if wanted in found or len(found) == 1:
            return found[0]  # the id itself sorts before those that go on
        if not found:
            raise UnknownPaper(f"No paper's id starts with “{wanted}”; search shows every paper's.")
        several = ", ".join(found[:_FEW]) + (" …" if len(found) > _FEW else "")
        raise UnknownPaper(f"Several papers' ids start with “{wanted}”: {several}; type more.")

    def bookmark(self, ids: Iterable[str], on: bool = True) -> int:
        """Bookmark papers, or take their bookmarks off; how many changed."""
        with self.store.writing("marks") as connection:
            return marks.set_mark(connection, journal.Mark.BOOKMARK, ids, on=on)

    def mark_read(self, ids: Iterable[str], on: bool = True) -> int:
        """Mark papers read, or unread; how many changed."""
        with self.store.writing("marks") as connection:
            return marks.set_mark(connection, journal.Mark.READ, ids, on=on)

    def retag(self, ids: Iterable[str], add: Iterable[str] = (), remove: Iterable[str] = ()) -> int:
        """Put tags on papers and take tags off; how many papers changed.

        Errors: WrongUse for a tag that is none, or is put on and taken off at once.
        """
        with self.store.writing("marks") as connection:
            return marks.retag(connection, ids, add, remove)

    def annotate(self, paper: str, text: str) -> int:
        """Let the paper's note be this text, none where it is empty; 1 where that changes it."""
        with self.store.writing("marks") as connection:
            return marks.annotate(connection, paper, text)

    def note_reading(self, paper: str) -> None:
        """Mark the paper read because it was opened; undo does not touch this."""
        with self.store.writing("marks") as connection:
            marks.note_reading(connection, paper)

    def undo(self) -> str | None:
        """Take the last action back, whichever run made it; what it was, in words."""
        with self.store.writing("marks") as connection:
            return journal.undo(connection)

    def redo(self) -> str | None:
        """Do the action that was undone last again; what it was, in words."""
        with self.store.writing("marks") as connection:
            return journal.redo(connection)

    def marks_to_undo(self) -> int:
        """How many marks undo() would change: with many thousand it takes a while."""
        with self.store.reading() as connection:
            return journal.size_of_next(connection, undone=False)

    def marks_to_redo(self) -> int:
        """How many marks redo() would change."""
        with self.store.reading() as connection:
            return journal.size_of_next(connection, undone=True)

    def saved_searches(self) -> list[SavedSearch]:
        """Every saved search, by name."""
        with self.store.reading() as connection:
            return searches.saved_searches(connection)

    def saved_search(self, name: str) -> str | None:
        """The query that "@name" stands for, however the name is written."""
        return self.store.saved(name)

    def save_search(self, name: str, text: str) -> str:
        """Let "@name" stand for this query, whatever it stood for before; undo does not touch this.

        The name as it is kept. Errors: WrongUse for what is no name, or no query.
        """
        with self.store.writing("searches") as connection:
            return searches.save(connection, name, text)

    def forget_search(self, name: str) -> bool:
        """Take a saved search away; whether there was one."""
        with self.store.writing("searches") as connection:
            return searches.forget(connection, name)

    def remember_query(self, text: str) -> None:
        """Let this be the query that was asked last.

        LibraryBusy comes soon here: the next search may be waiting for the thread that asks this.
        """
        with self.store.writing("queries", SECONDS_TO_REMEMBER) as connection:
            searches.remember(connection, text)

    def queries(self, limit: int = 100) -> list[str]:
        """The queries that were asked, the newest first, each once; 500 are kept."""
        with self.store.reading() as connection:
            return searches.queries(connection, limit)

    def answer(self, question: Question) -> Answer:
        """The papers that a question finds; for one thread alone. No text makes it fail."""
        if is_for_everything(question):
            return everything(question, self.store)
        return self.searching.answer(question)

    def understood(self, text: str) -> Query:
        """How a finished query is read, saved searches put in; its notes say what was not."""
        from index.query.parse import parse  # opening a library must not wait for this
        from index.query.resolving import resolve

        return resolve(parse(text), self.store.saved)

    def models(self, text: str) -> list[Paper]:
        """The papers that a query asks for more like, in its order; not those left out."""
        from index.query.shape import leaves
        from index.query.tree import Like, WithId

        wanted = leaves(self.understood(text).tree, left_out=False)
        begun = dict.fromkeys(leaf.paper for leaf in wanted if isinstance(leaf, Like))
        with self.store.moment():
            each = (self.store.matching(WithId(beginning))[:1] for beginning in begun)
            return self.papers(self.store.ids([number for numbers in each for number in numbers]))

    def first_answer(self, question: Question) -> Answer | None:
        """The answer at once, for any thread, where it takes no search; else None."""
        return everything(question, self.store) if is_for_everything(question) else None

    def why(self, question: Question, paper: str) -> tuple[Reason, ...]:
        """Why a question finds this paper; for the thread that asks answer()."""
        return self.searching.why(question, paper)

    def facets(self, question: Question) -> Facets:
        """How what the question finds could be narrowed; for the thread that asks answer()."""
        return self.searching.facets(question)

    def warm_up(self) -> bool:
        """Make the next search quicker, for some milliseconds; whether there is more to do.

        For the thread that asks answer(). Errors: SearchBroken where there is no index yet.
        """
        return self.searching.warm_up()

    def index_is_ready(self) -> bool:
        """Whether the search index can be used; else reindex() is due."""
        return self.searching.is_ready()

    def reindex(self, progress: Progress | None = None) -> None:
        """Make the search index anew from the papers.

        Errors: LibraryGone: a folder for it would stand in the way of what may come back.
        """
        self.store.check_there()
        self.searching.rebuild(progress)

    def index_queue(self, progress: Progress | None = None) -> int:
        """Take into the search index what was added since; how many papers that was."""
        return self.searching.drain(progress)

    def changes(self) -> int:
        """A number that grows with every change of the library, whichever process makes it."""
        return self.store.changes()
