"""The library as a command uses it: opened for one piece of work, its index made ready."""

from __future__ import annotations

from contextlib import closing, contextmanager
from typing import TYPE_CHECKING

from index.errors import LibraryDamaged, LibraryError
from reader.cli.errors import tell
from reader.cli.home import chosen_places
from reader.cli.progress import Bar

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import click

    from index.library import Library
    from index.paper import Paper

BATCH = 200  # papers held in memory at once


@contextmanager
def opened(ctx: click.Context, *, tells: bool = True) -> Iterator[Library]:
    """The library of this run, backed up in the end where it was changed and that is due.

    Where it is damaged that is told, and it is read. Errors: LibraryTooNew, LibraryDamaged,
    LibraryBusy.
    """
    from index.library import Library

    with closing(Library.open(chosen_places(ctx))) as library:
        yield library
        if tells and library.damage:  # what it stopped was told as an error
            tell(library.damage)
        if library.store.has_written:
            _back_up(library)


def _back_up(library: Library) -> None:
    from index.upkeep import back_up_if_due

    try:
        back_up_if_due(library)
    except LibraryDamaged as error:  # it is found out by the backup; what was done is done
        tell(str(error))


def update_index(library: Library) -> str | None:
    """Bring the search index up to date, from nothing where there is no sound one.

    Where it cannot be, a sentence that says why; no paper is lost, and a search goes without.
    """
    if library.damage:
        return None  # which was told; nothing could be taken off its queue
    with Bar("Indexing") as bar:
        try:
            if library.index_is_ready():
                library.index_queue(bar)
            else:
                library.reindex(bar)
        except LibraryError as error:
            return str(error)
    return None


def in_batches(library: Library, ids: Sequence[str]) -> Iterator[Paper]:
    """The papers with these ids, in their order, read as they are asked for."""
    for start in range(0, len(ids), BATCH):
        yield from library.papers(ids[start : start + BATCH])
