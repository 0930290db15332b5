"""Asking for saved pages, with completion of the path; then what became of every line."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import Binding
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.style import Style
from textual.suggester import Suggester
from textual.widgets import Input, Static

from index.pages.page import Fate
from index.text import one_line
from reader.screens.sheet import ScrollingSheet, Sheet
from reader.widgets.completing_input import CompletingInput
from reader.words import counted

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from index.store.rows import PageReport
    from reader.adding import Added

FATE_WORDS = {
    Fate.HEADER: "header",
    Fate.TITLE: "title",
    Fate.ABSTRACT: "abstract",
    Fate.FURNITURE: "furniture",
    Fate.BLANK: "blank",
    Fate.NOT_UNDERSTOOD: "not understood",
}


class PathSuggester(Suggester):
    """Completes a file's or folder's name."""

    def __init__(self) -> None:
        super().__init__(use_cache=False, case_sensitive=True)

    async def get_suggestion(self, value: str) -> str | None:
        if not value.strip():
            return None
        return await asyncio.to_thread(completed, value)  # a folder may be large, or far away


def completed(typed: str) -> str | None:
    """The path typed so far with the first name that fits; a folder's ends with a slash."""
    folder, _, start = typed.rpartition("/")
    try:
        within = Path(folder + "/").expanduser() if "/" in typed else Path()
        names = sorted(path.name for path in within.iterdir())
        fitting = (n for n in names if n.startswith(start) and (start or not n.startswith(".")))
        name = next(fitting, None)
        if name is None:
            return None
        return typed + name[len(start) :] + ("/" if (within / name).is_dir() else "")
    except (OSError, RuntimeError, ValueError):
        return None


class AskForPages(Sheet[Path]):
    """Gives the path that was typed."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "Leave", id="add-leave", show=False),
    ]
    AUTO_FOCUS = "Input"

    def compose(self) -> ComposeResult:
        with Vertical(id="sheet"):
            yield Static("Add saved pages", id="sheet-title", markup=False)
            yield CompletingInput(
                placeholder="a file or a folder: ~/papers",
                compact=True,
                id="sheet-filter",
                suggester=PathSuggester(),
            )
            yield Static(
                "Pages of Hugging Face's Daily Papers, saved as text.\n"
                "Enter adds · Tab completes · Esc leaves",
                id="sheet-foot",
                markup=False,
            )

    @on(Input.Submitted)
    def take(self, event: Input.Submitted) -> None:
        typed = event.value.strip().strip("'\"")
        try:
            self.leave(Path(typed).expanduser() if typed else None)
        except RuntimeError:  # no such user: "~nobody"
            self.leave(Path(typed))


class PagesAdded(ScrollingSheet):
    """Tells what became of every file and every line."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,q", "leave", "Close", id="added-close", show=False),
        Binding("j", "scroll(1)", "Down", id="added-down", show=False),
        Binding("k", "scroll(-1)", "Up", id="added-up", show=False),
    ]

    def __init__(self, added: Added) -> None:
        super().__init__()
        self._added = added

    def compose(self) -> ComposeResult:
        title = "Pages added" if self._added.reports else "Nothing was added"
        with Vertical(id="sheet"):
            yield Static(title, id="sheet-title", markup=False)
            with VerticalScroll(id="sheet-words", can_focus=False):
                yield Static(Content("\n").join(self._lines()), markup=False)
            yield Static("Enter closes", id="sheet-foot", markup=False)

    def _lines(self) -> list[Content]:
        lines: list[Content] = []
        for report in self._added.reports:
            lines += self._of_page(report)
        problem = Style.parse("$error")
        lines += [Content.assemble((one_line(words), problem)) for words in self._added.problems]
        return lines

    def _of_page(self, report: PageReport) -> list[Content]:
        quiet = Style.parse("$quiet")
        label = f" · {report.label}" if report.label else ""
        news = (
            "in the library already" if report.again else f"{report.new} new, {report.known} known"
        )
        fates = ", ".join(
            f"{report.lines[fate]} {FATE_WORDS[fate]}" for fate in Fate if report.lines.get(fate)
        )
        lines = [
            Content.assemble((report.page, Style.parse("bold")), (label, quiet)),
            Content(f"{counted(report.papers, 'paper')}: {news}; {counted(report.links, 'link')}"),
            Content.assemble((f"Lines: {fates}", quiet)),
        ]
        for odd in report.odd_lines:
            lines.append(
                Content.assemble((f"line {odd.line}  ", Style.parse("$warning")), odd.text)
            )
        return [*lines, Content()]
