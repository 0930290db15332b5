"""The one screen: search box, library, list, paper. It wires; `actions` says what a key does."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from textual import on
from textual.containers import Horizontal
from textual.reactive import reactive

from index.errors import LibraryError
from reader.drawn import forget_gone
from reader.screens.empty import advice_on
from reader.screens.shelving import Shelving
from reader.session import Session
from reader.widgets.key_strip import KeyStrip
from reader.widgets.line_list import LineList
from reader.widgets.notice import Notice
from reader.widgets.paper_detail import PaperDetail
from reader.widgets.paper_list import PaperList
from reader.widgets.query_notes import QueryNotes
from reader.widgets.search_box import SearchBox
from reader.widgets.side_pane import SidePane

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from textual import events
    from textual.app import ComposeResult
    from textual.command import Provider
    from textual.theme import Theme

    from index.library import Library
    from index.paper import Paper
    from index.search.answer import Answer
    from index.store.rows import Row
    from reader.actions.results import WayBack
    from reader.screens.sheet import Sheet

SHELVES_AFTER = 0.01
"""Seconds: the list comes first."""
INDEX_AFTER = 0.2
"""Seconds: looking after the index imports Whoosh, which must not hold up the first screen."""
LOOKS_FOR_CHANGES_EVERY = 0.5
"""Seconds: what another window or a command in a shell changes is to be seen within two."""

NOTES_AFTER = 1.0
"""Seconds: what is told of notes that were cut short may follow the first screen."""
BACKUP_AFTER, BACKUP_EVERY = 20.0, 600.0
"""Seconds from the start, and from then on: a look whether a backup is due."""

STARTER_NOTE = "A starter page: press a to add your own."
DAMAGE_NOTE = "This library is damaged: it is read, not written. See “paperdeck doctor”."

Result = TypeVar("Result")


def palette_commands() -> type[Provider]:
    """The palette's commands, imported when it is first opened."""
    from reader.palette import Commands

    return Commands


class Browser(Shelving):
    """Browses one library."""

    HORIZONTAL_BREAKPOINTS = [  # noqa: RUF012 - Textual declares it so
        (0, "-one"),
        (70, "-two"),
        (110, "-three"),
    ]
    VERTICAL_BREAKPOINTS = [(0, "-short"), (24, "-tall")]  # noqa: RUF012 - likewise
    COMMANDS = {palette_commands}  # noqa: RUF012 - Textual reads it so
    AUTO_FOCUS = "#list"

    paper: reactive[Paper | None] = reactive(None, init=False, repaint=False)

    def __init__(self, library: Library, session: Session, *, is_starter: bool = False) -> None:
        super().__init__(library, session)
        self.add_class("-at-list")
        self.is_starter = is_starter
        self._changes = -1
        self.ways_back: list[WayBack] = []

    def compose(self) -> ComposeResult:
        yield SearchBox(self.earlier_queries, id="search").data_bind(Browser.answer)
        yield QueryNotes(id="notes")
        with Horizontal(id="panes"):
            yield SidePane(id="side")
            yield PaperList(self._rows, id="list")
            yield PaperDetail(id="detail")
        yield Notice(id="notice")
        yield KeyStrip(id="keys").data_bind(Browser.progress, Browser.chord)

    def on_mount(self) -> None:
        self.query_one(KeyStrip).is_starter = self.is_starter
        self.app.theme_changed_signal.subscribe(self, self.redraw_in_theme)
        self.app.app_resume_signal.subscribe(self, self.redraw_after_pause)
        self.search_box.set_text(self.question.text)
        self.set_timer(SHELVES_AFTER, self.show_shelves)
        self._changes = self.attempt(self.library.changes, 0)
        self.ask_first()
        self.set_timer(INDEX_AFTER, self.keep_index)
        self.set_interval(LOOKS_FOR_CHANGES_EVERY, self.look_for_changes)
        if not self.is_starter:
            self.set_timer(NOTES_AFTER, self.tell_of_notes)
            self.set_timer(BACKUP_AFTER, self.back_up)
            self.set_interval(BACKUP_EVERY, self.back_up)

    def on_unmount(self) -> None:
        if not self.asker.stop():
            self.reader.leave_searching()

    def tell_of_notes(self) -> None:
        """Tell of notes that were cut short, once no panel is open: it may be the editor of one."""
        if self.app.screen_stack[-1:] == [self]:
            self.look_for_notes(self.reader.places.state)
        else:
            self.set_timer(NOTES_AFTER, self.tell_of_notes)

    def paper_here(self) -> Paper | None:
        """The paper that a verb acts on; without one the reader is told."""
        if self.paper is None:
            self.say("There is no paper here.")
        return self.paper

    def open_panel(self, panel: Sheet[Result], then: Callable[[Result], None]) -> None:
        """Show a panel over the browser, and do something with what it gives, if it does."""

        def go_on(result: Result | None) -> None:
            if result is not None:
                try:
                    then(result)
                except LibraryError as error:
                    self.say(str(error), is_problem=True)

        self.app.push_screen(panel, go_on)

    def say(self, words: str, *, is_problem: bool = False, comes_late: bool = False) -> None:
        """Tell the reader in one sentence, above the keys."""
        self.query_one(Notice).say(words, is_problem=is_problem, comes_late=comes_late)

    def unsay(self, words: str) -> None:
        self.query_one(Notice).unsay(words)

    def go_past_notice(self) -> None:
        self.query_one(Notice).go_past()

    def has_caught_up(self) -> bool:
        typed = self.search_box.input.value
        if typed != self.question.text:
            self.search_for(typed)
            self.asker.hurry()
        if self.answer is None or self.answer.question != self.question:
            return False
        if self.list.paper != (self.paper and self.paper.id):
            self._show(self.list.paper)
        return True

    # ------------------------------------------------------------ searching

    @property
    def paper_under_cursor(self) -> str | None:
        return self.list.paper

    def show_answer(self, answer: Answer, keep: str | None, *, is_new: bool) -> None:
        self.show_notes()
        is_empty = not answer.ids and self.attempt(self.library.is_empty, otherwise=False)
        advice = advice_on(answer, self._shelf, is_empty)
        self.list.show(answer.ids, answer.lit, keep, advice, is_new=is_new)
        if answer.ids:
            self.show_paper_under_cursor()  # in the same frame as the list
        else:
            self._show(None)
        self.run_waiting()

    def show_notes(self) -> None:
        """How the query was read; as a finished one from the moment the box is left."""
        answer = self.answer
        if answer is None:
            return
        notes = [*self.models(answer), *answer.notes]
        text = answer.question.text
        if answer.question.typing and not self.is_typing:
            finished = self.attempt(lambda: self.library.understood(text).notes, ())
            notes = list(dict.fromkeys([*notes, *finished]))
        notes = notes or ([STARTER_NOTE] if self.is_starter else [])
        if self.library.damage:
            notes = [DAMAGE_NOTE, *notes]
        self.query_one(QueryNotes).notes = "  ".join(notes)

    # -------------------------------------------------------------- showing

    def _rows(self, ids: Sequence[str]) -> Sequence[Row]:
        return self.attempt(lambda: self.library.rows(ids), ())

    @on(LineList.Moved, "#list")
    def show_paper_under_cursor(self) -> None:
        paper = self.list.paper
        if paper != (self.paper and self.paper.id) or self.answer is not self._shown_for:
            self._show(paper)

    _shown_for: Answer | None = None

    def _show(self, paper: str | None) -> None:
        """Show this paper beside the list; none where there is none, or where it cannot be read."""
        self._shown_for = self.answer
        found: Sequence[Paper] = ()
        if paper is not None:
            found = self.attempt(lambda: self.library.papers([paper]), ())
        self.set_reactive(Browser.paper, found[0] if found else None)
        self.detail.show(self.paper, self.answer.lit if self.answer else None)
        if paper is not None:
            self.save_place()

    def marks_changed(self, papers: Sequence[str] | None, *, ask: bool = True) -> None:
        """Draw these papers' marks anew, all for None; ask again where the list may differ."""
        self._redraw(papers)
        if ask:
            self.ask_again()

    def library_changed(self) -> None:
        """Draw everything anew: pages came, or another process changed the library."""
        self._redraw(None)
        self.ask_again()

    def _redraw(self, papers: Sequence[str] | None) -> None:
        before, self._changes = self._changes, self.attempt(self.library.changes, self._changes)
        # After more than one change another process was at it too, on who knows which papers.
        self.list.forget(papers if self._changes <= before + 1 else None)
        if self.paper is not None:
            self._show(self.paper.id)
        self.show_shelves()

    def redraw_after_pause(self, _app: object) -> None:
        """Back from the shell, whose text is on the screen."""
        self.app.screen.refresh(layout=True)

    def redraw_in_theme(self, _theme: Theme) -> None:
        """Draw in the colours that were chosen, and keep them."""
        self.detail.lay_out()
        self.refresh(repaint=True)
        self.save_place()

    def look_for_changes(self) -> None:
        if self.is_starter:
            self.reader.leave_starter()
        elif self.attempt(self.library.changes, self._changes) != self._changes:
            self.library_changed()
            self.keep_index()
        self.settle_at_rest()

    # --------------------------------------------------------------- places

    def save_place(self) -> None:
        """Keep where the reader is, for the next launch."""
        if not self.is_starter:
            question = self.question
            self.reader.keep_session(
                Session(
                    text=question.text,
                    scope=question.scope,
                    sort=question.sort or "",
                    paper=self.list.paper or "",
                    theme=self.app.theme,
                )
            )

    @on(LineList.Chosen)
    def open_chosen(self) -> None:
        self.action_run("open")

    @on(LineList.Moved, "#side")
    def _stay(self, message: LineList.Moved) -> None:
        message.stop()

    @on(PaperDetail.LinkClicked)
    def open_clicked(self, message: PaperDetail.LinkClicked) -> None:
        from reader.actions.opening import open_address

        open_address(self, message.url)

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        # Not super(): Textual calls the handler of every class that has one.
        at = self.pane.id if event.widget.id != "query" else "list"
        for pane in ("side", "list", "detail"):
            self.set_class(at == pane, f"-at-{pane}")
        self.show_notes()

    def on_screen_suspend(self) -> None:
        self.query_one(KeyStrip).is_covered = True

    def on_screen_resume(self) -> None:
        self.query_one(KeyStrip).is_covered = False
        forget_gone(self.app)  # the panel that lay over this
