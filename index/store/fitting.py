"""A library's file made fit to be opened: of this program's form, and known to be well or not."""

from __future__ import annotations

import datetime as dt
from contextlib import closing, suppress
from typing import TYPE_CHECKING

from index.store import migrate
from index.store.damage import forget_damage, note_damage
from index.store.faults import told
from index.store.opening import connect

if TYPE_CHECKING:
    import sqlite3
    from pathlib import Path


def made_fit(file: Path) -> str:
    """Bring the file up to date where that is due; a sentence where it may not be written."""
    with told(file):
        found = migrate.check(file)
        if found.version < migrate.VERSION:
            with closing(connect(file)) as connection:
                if found.version:
                    _keep_as_it_was(file, connection)
                migrate.migrate(connection)
    if found.damage:
        note_damage(file)
    else:
        forget_damage(file)
    return found.damage


def _keep_as_it_was(file: Path, connection: sqlite3.Connection) -> None:
    """Back up an older library, where there is room: what changes its form may be regretted."""
    from index.store.backups import back_up  # a library that is up to date needs none of it

    with suppress(OSError):
        back_up(file, connection, dt.datetime.now(dt.UTC))
