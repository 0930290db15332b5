"""Where a note under way is kept: a file of its own for each editor, and a lock beside it."""

from __future__ import annotations

import hashlib
import os
import secrets
import time
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

from index.paths import APP

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

try:
    import fcntl
except ImportError:  # pragma: no cover - Windows, where another window's words may be offered here
    fcntl = None  # type: ignore[assignment]

_PREFIX, _SUFFIX = "note-unfinished-", ".txt"


@dataclass(frozen=True, slots=True)
class Place:
    """One editor's file, whose name says all but the words."""

    folder: Path
    paper: str
    moment: str  # when the editor was opened; as text it sorts by time
    began_from: str  # `sign` of the note as it was then
    token: str  # no other editor's

    @classmethod
    def new(cls, folder: Path, paper: str, note: str) -> Self:
        return cls(folder, paper, f"{time.time_ns():020}", sign(note), secrets.token_hex(4))

    @classmethod
    def all(cls, folder: Path, paper: str = "*") -> Iterator[Self]:
        """Those that are there, for this paper or for all, the oldest first. Errors: OSError."""
        for file in sorted(folder.glob(f"{_PREFIX}{paper}-*{_SUFFIX}")):
            parts = file.name.removeprefix(_PREFIX).removesuffix(_SUFFIX).rsplit("-", 3)
            if len(parts) == 4:
                yield cls(folder, *parts)

    @property
    def file(self) -> Path:
        parts = (self.paper, self.moment, self.began_from, self.token)
        return self.folder / f"{_PREFIX}{'-'.join(parts)}{_SUFFIX}"

    @property
    def _lock(self) -> Path:
        """Named as what is swept away in time, should a process end amid its making."""
        return self.folder / f".{APP}-note-{self.token}.lock"

    def hold(self) -> int:
        """Lock it for as long as this process lives, or closes what this gives. Errors: OSError.

        On a disk without locks it is kept all the same, and may be offered in another window.
        """
        descriptor = os.open(self._lock, os.O_RDWR | os.O_CREAT, 0o600)
        if fcntl is not None:
            with suppress(OSError):
                fcntl.flock(descriptor, fcntl.LOCK_EX)
        return descriptor

    def is_held(self) -> bool:
        """Whether a running process holds it; one that cannot be told from a dead one does not."""
        try:
            descriptor = os.open(self._lock, os.O_RDWR)
        except OSError:
            return False
        try:
            if fcntl is not None:
                fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
        except OSError:  # a disk without locks
            return False
        finally:
            os.close(descriptor)
        return False

    def remove(self) -> None:
        """Take away both, the words first. Errors: OSError."""
        self.file.unlink(missing_ok=True)
        self._lock.unlink(missing_ok=True)


def sign(note: str) -> str:
    """A few letters that stand for this note and hardly for another."""
    return hashlib.blake2b(note.encode(errors="replace"), digest_size=8).hexdigest()
