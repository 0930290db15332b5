"""The tags of one paper: typed with completion, each change kept as it is made."""

from __future__ import annotations

from contextlib import suppress
from itertools import chain, islice
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.style import Style
from textual.suggester import Suggester
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from index.errors import LibraryError
from index.tagnames import MOST_CHARACTERS, tag_name
from reader.screens.menu import LISTED
from reader.screens.sheet import Sheet
from reader.widgets.completing_input import CompletingInput
from reader.widgets.options import Options
from reader.words import counted, shortened

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from textual.app import ComposeResult
    from textual.binding import BindingType

    from index.library import Library
    from index.paper import Paper
    from reader.completions import Known
    from reader.widgets.search_box import SearchBox


class TagSuggester(Suggester):
    """Completes the tag being typed, after the last comma, from those that exist."""

    def __init__(self, names: Callable[[], Iterable[str]]) -> None:
        super().__init__(use_cache=False, case_sensitive=False)
        self._names = names

    async def get_suggestion(self, value: str) -> str | None:
        before, comma, typed = value.rpartition(",")
        word = typed.lstrip()
        if not word:
            return None
        begun = word.casefold()
        for name in self._names():
            if name.startswith(begun):
                return before + comma + typed[: len(typed) - len(word)] + word + name[len(word) :]
        return None


class TagEditor(Sheet[bool]):
    """Gives whether anything was changed."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "Done", id="tags-done", show=False),
        Binding("down", "step(1)", "Down", id="tags-down", show=False),
        Binding("up", "step(-1)", "Up", id="tags-up", show=False),
    ]
    AUTO_FOCUS = "Input"

    def __init__(self, library: Library, paper: Paper, known_by: SearchBox) -> None:
        """`known_by` knows the tags in use, as far as they are counted, and tells of more."""
        super().__init__()
        self._library = library
        self._paper = paper
        self._tags = set(paper.tags)
        self._in_use: dict[str, int] = {}  # and how many papers have each, the most used first
        self._known_by = known_by
        self._shown: list[str] = []
        self._has_changed = False

    def compose(self) -> ComposeResult:
        with Vertical(id="sheet"):
            yield Static(Content(self._paper.title), id="sheet-title")
            yield CompletingInput(
                placeholder="a tag, or several with commas",
                compact=True,
                id="sheet-filter",
                suggester=TagSuggester(lambda: self._in_use),
            )
            yield Options(id="sheet-list", markup=False, compact=True)
            yield Static(
                "Enter adds, or removes what is there · Tab completes · Esc is done",
                id="sheet-foot",
                markup=False,
            )

    def on_mount(self) -> None:
        self.watch(self._known_by, "known", self.count_anew)

    def count_anew(self, known: Known) -> None:
        """The first count has come, or another window has tagged; what is highlighted stays so."""
        options = self.query_one(OptionList)
        chosen = None if options.highlighted is None else self._shown[options.highlighted]
        self._in_use = {tag.name: tag.papers for tag in known.tags}
        with suppress(LibraryError):  # they stay as they were seen last
            self._tags = set(self._library.paper(self._paper.id).tags)
        self.list_tags()
        if chosen in self._shown:
            options.highlighted = self._shown.index(chosen)

    def list_tags(self) -> None:
        """The paper's own tags first, then the others, narrowed by what is being typed."""
        word = self.query_one(Input).value.rpartition(",")[2].strip().casefold().lstrip("#")
        others = (name for name in self._in_use if name not in self._tags)
        fits = (name for name in chain(sorted(self._tags), others) if word in name)
        self._shown = list(islice(fits, LISTED))
        options = self.query_one(OptionList)
        options.clear_options()
        options.add_options([Option(self._line(name)) for name in self._shown])

    def _line(self, name: str) -> Content:
        mark = "✓" if name in self._tags else " "
        count = self._in_use.get(name, 0)
        return Content.assemble(
            (f"{mark} ", Style.parse("$accent")),
            f"#{shortened(name, 2 * MOST_CHARACTERS)}",
            (f"   {counted(count, 'paper')}" if count else "   new", Style.parse("$quiet")),
        )

    @on(Input.Changed)
    def narrow(self) -> None:
        self.list_tags()

    @on(Input.Submitted)
    def take(self, event: Input.Submitted) -> None:
        """What is highlighted in the list, else what is typed; with neither, the editor is done."""
        options = self.query_one(OptionList)
        if options.highlighted is not None:
            self.toggle([self._shown[options.highlighted]])
        elif event.value.strip():
            self.toggle(event.value.split(","))
        else:
            self.action_leave()

    @on(OptionList.OptionSelected)
    def take_clicked(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self.toggle([self._shown[event.option_index]])

    def toggle(self, typed: list[str]) -> None:
        """Add each of these tags, or remove it where the paper has it."""
        foot = self.query_one("#sheet-foot", Static)
        try:
            names = {tag_name(word) for word in typed if word.strip()}
            add, remove = names - self._tags, names & self._tags
            is_changed = bool(self._library.retag([self._paper.id], add, remove))
        except LibraryError as error:
            foot.update(Content(str(error)))
            return
        self._has_changed |= is_changed  # another window may have been quicker
        papers = self._in_use
        for name in names if is_changed else ():
            papers[name] = papers.get(name, 0) + (-1 if name in self._tags else 1)
            if papers[name] <= 0:
                del papers[name]
        self._tags ^= names
        self.query_one(Input).value = ""
        self.list_tags()

    def action_step(self, by: int) -> None:
        options = self.query_one(OptionList)
        if options.highlighted == 0 and by < 0:
            options.highlighted = None  # back to what is typed
        elif by > 0:
            options.action_cursor_down()
        elif options.highlighted is not None:
            options.action_cursor_up()

    def action_leave(self) -> None:
        self.leave(self._has_changed)
