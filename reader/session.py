"""Where a reader was when they left: kept in the state folder, so that the next launch goes on."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, fields
from typing import TYPE_CHECKING

from index.paths import make_private, write_whole
from index.text import one_line

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class Session:
    """The place that is kept. An unreadable or foreign file is a fresh start, never an error."""

    text: str = ""
    scope: str = ""
    sort: str = ""
    paper: str = ""
    theme: str = ""


def load_session(file: Path) -> Session:
    """The session that was kept there, or a fresh one."""
    try:
        kept = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):  # the last: brackets within brackets, no end
        return Session()
    if not isinstance(kept, dict):
        return Session()
    names = {field.name for field in fields(Session)}
    return Session(**{k: one_line(v) for k, v in kept.items() if k in names and isinstance(v, str)})


def save_session(file: Path, session: Session) -> bool:
    """Keep the session, whole or not at all; whether that could be done.

    A full or read-only disk loses the place only, and so may a power cut: a place is not worth
    waiting for the disk, as keys do wait for this.
    """
    try:
        make_private(file.parent)
        write_whole(file, json.dumps(asdict(session)).encode(), lasting=False)
    except OSError:
        return False
    return True
