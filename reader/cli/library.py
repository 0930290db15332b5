"""The library as a command uses it: opened for one piece of work, its index made ready."""

from __future__ import annotations

from contextlib import closing, contextmanager
from typing import TYPE_CHECKING

from index.errors import SearchBroken
from reader.cli.home import chosen_places
from reader.cli.progress import Bar

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import click

    from index.library import Library
    from index.paper import Paper

BATCH = 200  # papers held in memory at once


@contextmanager
def opened(ctx: click.Context) -> Iterator[Library]:
    """The library of this run; LibraryTooNew, LibraryDamaged, LibraryBusy."""
    from index.library import Library

    with closing(Library.open(chosen_places(ctx))) as library:
        yield library


def update_index(library: Library) -> str | None:
    """Bring the search index up to date, from nothing where there is no sound one.

    Where it cannot be, a sentence that says why; no paper is lost, and a search goes without.
    """
    with Bar("Indexing") as bar:
        try:
            if library.index_is_ready():
                library.index_queue(bar)
            else:
                library.reindex(bar)
        except SearchBroken as error:
            return str(error)
    return None


def in_batches(library: Library, ids: Sequence[str]) -> Iterator[Paper]:
    """The papers with these ids, in their order, read as they are asked for."""
    for start in range(0, len(ids), BATCH):
        yield from library.papers(ids[start : start + BATCH])
