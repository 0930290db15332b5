"""Adding saved pages from within the reader, with a report of every file."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from index.errors import LibraryError
from index.files import find_pages, load_page, read_papers

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

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


def add_paths(
    library: Library,
    paths: Iterable[Path],
    go_on: Callable[[int, int], bool] = lambda _done, _total: True,
) -> Added:
    """Add every page at these paths; one that cannot be read stops none of the others."""
    added = Added()
    files: list[Path] = []
    for path in paths:
        try:
            files += find_pages(path)
        except LibraryError as error:
            added.problems.append(str(error))
    for number, file in enumerate(files):
        if not go_on(number, len(files)):
            break
        try:
            saved = load_page(file)
            page = read_papers(saved)
            added.reports.append(library.add(page, saved.saved))
        except LibraryError as error:
            added.problems.append(str(error))
    return added
