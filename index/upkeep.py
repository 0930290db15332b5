"""What keeps a library sound: looked at as a whole, backed up, rescued, put back."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, TypeVar

from index.errors import LibraryDamaged, LibraryError
from index.store import backups, checking
from index.store.faults import told

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from index.library import Library
    from index.search.checking import Findings
    from index.search.progress import Progress
    from index.store.backups import Backup
    from index.store.rescue import Rescued

_T = TypeVar("_T")


def disagreements(library: Library) -> tuple[str, ...]:
    """What does not agree in the whole library, a sentence each; none where it is sound.

    Errors: LibraryDamaged where it cannot be read, LibraryBusy.
    """
    with library.store.reading() as connection:
        return checking.disagreements(connection)


def look_through_index(library: Library, progress: Progress | None = None) -> Findings:
    """What is found in the whole search index; with a fault it is set aside, and so made anew.

    For the thread that asks answer().
    """
    return library.searching.check(progress)


def back_up_if_due(library: Library, goes_on: Callable[[], bool] = lambda: True) -> Backup | None:
    """Make a backup where the library has changed and the newest is an hour old; else None.

    None also where there is no room for one, or it is not to be written. Errors: LibraryDamaged
    where the library turns out to be.
    """
    file, now = library.places.library, dt.datetime.now(dt.UTC)
    try:
        with library.store.reading() as connection:
            if library.store.damage or not backups.is_due(file, connection, now):
                return None
            return backups.back_up(file, connection, now, goes_on)
    except LibraryDamaged:
        raise
    except (LibraryError, OSError):  # the next one may have more room
        return None


def rescue(file: Path, into: Path) -> Rescued:
    """Save what can be read of a damaged library into a new file.

    Errors: LibraryDamaged where nothing can be read; LibraryError where it cannot be written.
    """
    from index.store.rescue import rescue as save  # once in years

    return _written(into, lambda: save(file, into))


def restore(file: Path, copy: Path) -> Path | None:
    """Put a sound copy in the library's place; where what stood there is now.

    Errors: InputError where the copy is no sound library; LibraryError where the disk will not.
    """
    from index.store.restoring import restore as put_back  # once in years

    return _written(file, lambda: put_back(file, copy, dt.datetime.now(dt.UTC)))


def _written(file: Path, write: Callable[[], _T]) -> _T:
    try:
        with told(file):
            return write()
    except OSError as error:
        raise LibraryError(
            f"{file} could not be written ({error.strerror}); make room or make its folder yours."
        ) from error
