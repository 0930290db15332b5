"""A damaged library: what can be done is offered, and done when it is asked for."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

from index import upkeep
from index.errors import WrongUse
from index.store.backups import backups_of
from reader.cli.errors import Exit
from reader.cli.output import put
from reader.words import counted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from index.paths import Places
    from index.store.backups import Backup

NEWEST = "the newest backup"
"""What --restore means without a file."""

_NAMES = {
    "paper": "paper",
    "page": "page",
    "bookmark": "bookmark",
    "reading": "read mark",
    "tag": "tagging",
    "note": "note",
    "saved_search": "saved query",
}


def offers(chosen: Places) -> Iterator[tuple[str, str]]:
    """What can be done about a library that is damaged or gone, as findings of doctor's."""
    if chosen.library.exists():
        filled = ", and the rest from the newest backup," if backups_of(chosen.library) else ""
        yield (
            "to save it",
            f"paperdeck doctor --rescue puts what can be read of it{filled} into a new file",
        )
    if newest := next(iter(backups_of(chosen.library)), None):
        yield "to go back", f"paperdeck doctor --restore puts back {words_of(newest)}"


def words_of(backup: Backup) -> str:
    """ "the backup of 2026-09-01 14:30 (349 papers)", in this place's time."""
    papers = backup.papers()
    held = "" if papers is None else f" ({counted(papers, 'paper')})"
    return f"the backup of {backup.made.astimezone():%Y-%m-%d %H:%M}{held}"


def rescue(chosen: Places) -> Exit:
    """Save what can be read of the library, and say what that is. Errors: LibraryError."""
    if not chosen.library.exists():
        raise WrongUse(f"There is no library at {chosen.library} to save anything of.")
    moment = dt.datetime.now(dt.UTC)
    into = chosen.data / f"rescued-{moment:%Y%m%d-%H%M%S}.db"
    saved = upkeep.rescue(chosen.library, into)
    put("All of it was read." if saved.is_whole else "Some of it could not be read any more.")
    put("Saved: " + _listed(saved.saved) + ".")
    if saved.backup is not None and any(saved.given.values()):
        put(f"{_listed(saved.given)} of these come from {words_of(saved.backup)}.")
    put(f"They are in {into}; to use it: paperdeck doctor --restore {into}")
    return Exit.DONE


def restore(chosen: Places, asked: str, is_sound: bool) -> Exit:
    """Put a copy in the library's place, and say where the old one is.

    Errors: WrongUse where no copy is named and the library needs none; LibraryError.
    """
    copy = Path(asked)
    if asked == NEWEST:
        newest = next(iter(backups_of(chosen.library)), None)
        if newest is None:
            raise WrongUse("There is no backup; name a copy: paperdeck doctor --restore FILE.")
        if is_sound:
            raise WrongUse(
                "The library is sound and was left as it is; to go back all the same, name the"
                f" copy: paperdeck doctor --restore {newest.file}"
            )
        copy = newest.file
    aside = upkeep.restore(chosen.library, copy)
    put(f"The library is what {copy} holds now.")
    if aside is not None:
        put(f"What was there before is kept in {aside}.")
    return Exit.DONE


def _listed(numbers: dict[str, int]) -> str:
    named = [counted(number, _NAMES[name]) for name, number in numbers.items() if number]
    return ", ".join(named) or "nothing"
