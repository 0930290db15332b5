"""Saved pages into the library, one after another, with word of each."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from index.errors import InputError, LibraryError
from index.files import STANDARD_INPUT, find_pages, load_page, load_text, read_papers
from reader.words import counted

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from index.files import SavedPage
    from index.library import Library
    from index.store.rows import PageReport


@dataclass(slots=True)
class Added:
    """What became of the files: a report for each page, a sentence for each not read."""

    reports: list[PageReport] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)

    @property
    def new(self) -> int:
        return sum(report.new for report in self.reports)

    @property
    def words(self) -> str:
        """What became of them, in a few sentences; of what could not be read, the first is told."""
        told = []
        if self.reports:
            pages = counted(len(self.reports), "page")
            added = f"{counted(self.new, 'new paper')} from" if self.new else "Nothing new in"
            told.append(f"{added} {pages}.")
        told += self.problems[:1]
        if more := self.problems[1:]:
            told.append(f"{counted(len(more), 'more file')} could not be read.")
        return " ".join(told)


def add_paths(
    library: Library,
    paths: Iterable[Path],
    go_on: Callable[[int, int], bool] = lambda _done, _total: True,
) -> Added:
    """Add every page at these paths; one that cannot be read stops none of the others."""
    added = Added()
    for outcome in adding(library, paths, go_on=go_on):
        if isinstance(outcome, LibraryError):
            added.problems.append(str(outcome))
        else:
            added.reports.append(outcome)
    return added


def adding(
    library: Library,
    paths: Iterable[Path],
    *,
    year: int | None = None,
    is_rehearsal: bool = False,
    stdin: bytes | None = None,
    go_on: Callable[[int, int], bool] = lambda _done, _total: True,
) -> Iterator[PageReport | LibraryError]:
    """Add every page at these paths, giving each one's report, or the error that stands for it.

    A page that cannot be read makes way for the next; an error of the library is the last that is
    given. Where there is `stdin`, the path "-" means it. A rehearsal changes nothing. `go_on` is
    asked before each page, with how many are done and how many there are.
    """
    files = [file for path in paths for file in _files(path, stdin)]
    for number, file in enumerate(files):
        if not go_on(number, len(files)):
            return
        if isinstance(file, InputError):
            yield file
            continue
        try:
            saved = _load(file, stdin)
            page = read_papers(saved)
            yield (library.preview if is_rehearsal else library.add)(page, saved.saved, year)
        except InputError as error:
            yield error
        except LibraryError as error:
            yield error
            return


def _files(path: Path, stdin: bytes | None) -> list[Path | InputError]:
    """The files that a path stands for, among them what keeps others from being found."""
    if _is_stdin(path, stdin):
        return [path]
    problems: list[InputError] = []
    try:
        found = find_pages(path, problems.append)
    except InputError as error:
        return [error]
    return [*problems, *found]


def _load(file: Path, stdin: bytes | None) -> SavedPage:
    if stdin is not None and _is_stdin(file, stdin):
        return load_text(stdin, STANDARD_INPUT, dt.datetime.now().astimezone().date())
    return load_page(file)


def _is_stdin(path: Path, stdin: bytes | None) -> bool:
    return stdin is not None and str(path) == STANDARD_INPUT
