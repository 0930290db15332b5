"""Notes that are being written, kept beside the library until they are part of it.

The library takes a note when its editor is left. A reader that is killed, or whose machine loses
power, leaves it no time for that; what was typed is in a file here, a second old at most.
"""

from __future__ import annotations

import os
import threading
from contextlib import suppress
from typing import TYPE_CHECKING

from index.paths import make_private, write_whole
from index.text import clean
from reader.words import counted, shortened

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from index.library import Library
    from index.paper import Paper

try:
    import fcntl
except ImportError:  # pragma: no cover - Windows, where another window's words may be offered here
    fcntl = None  # type: ignore[assignment]

_PREFIX, _SUFFIX = "note-unfinished-", ".txt"
_PATIENCE = 0.5
"""Seconds that leaving the editor waits for a disk that is still writing."""


class UnfinishedNote:
    """The words of one paper's note while it is being written.

    Its file is locked as long as they are written here, so another window takes them neither for
    left behind nor for its own. No lock outlives its process.
    """

    def __init__(self, state: Path, paper: str) -> None:
        self._file = state / f"{_PREFIX}{paper}{_SUFFIX}"
        self._writing = threading.Lock()
        self._held = -1  # the file, open and locked
        self._words = ""
        self._is_over = False

    def left_behind(self) -> str | None:
        """What an ended reader left here; None where none did, or it cannot be read."""
        with suppress(OSError), os.fdopen(_locked(self._file), "rb") as stream:
            return clean(stream.read().decode(errors="replace"))
        return None

    def keep(self, words: str) -> None:
        """Let the file hold these words soon, unless another window writes there.

        The disk is waited for in a thread, so that no key is. One that takes nothing is no reason
        to disturb who is writing: the editor says so when it is left.
        """
        self._words = words
        threading.Thread(target=self._write, name="unfinished note", daemon=True).start()

    def drop(self) -> None:
        """The words are where they belong, or not wanted: nothing is kept of them from now on."""
        self._is_over = True
        if self._writing.acquire(timeout=_PATIENCE):  # else who writes there does it
            self._remove()
            self._writing.release()

    def _write(self) -> None:
        with self._writing, suppress(OSError):
            if not self._is_over and (self._held >= 0 or not _is_held(self._file)):
                make_private(self._file.parent)
                write_whole(self._file, self._words.encode(errors="replace"))
                written = _locked(self._file)
                self._let_go()
                self._held = written
            if self._is_over:
                self._remove()

    def _remove(self) -> None:
        if self._held >= 0 or not _is_held(self._file):
            with suppress(OSError):
                self._file.unlink(missing_ok=True)
        self._let_go()

    def _let_go(self) -> None:
        if self._held >= 0:
            os.close(self._held)
            self._held = -1


def words_on_cut_short(library: Library, state: Path) -> str:
    """What to say of the notes that a reader was ended amid; nothing where there are none.

    Errors: LibraryError.
    """
    titles = [paper.title for paper in _cut_short(library, state)]
    if not titles:
        return ""
    first = f"“{shortened(titles[0], 40)}”"
    if len(titles) == 1:
        return f"The note on {first} was cut short; e on that paper goes on with it."
    more = counted(len(titles) - 1, "more paper")
    return f"The notes on {first} and {more} were cut short; e on each goes on with it."


def _cut_short(library: Library, state: Path) -> Iterator[Paper]:
    with suppress(OSError):
        names = [file.name for file in state.glob(f"{_PREFIX}*{_SUFFIX}")]
        ids = [name.removeprefix(_PREFIX).removesuffix(_SUFFIX) for name in sorted(names)]
        for paper in library.papers(ids):
            unfinished = UnfinishedNote(state, paper.id)
            words = unfinished.left_behind()
            if words is not None and words.strip() == paper.note:  # it ended just after keeping it
                unfinished.drop()
            elif words is not None:
                yield paper


def _is_held(file: Path) -> bool:
    """Whether a running reader writes there."""
    try:
        os.close(_locked(file))
    except BlockingIOError:
        return True
    except OSError:
        return False
    return False


def _locked(file: Path) -> int:
    """The file, open and locked. Errors: BlockingIOError where another holds it, OSError."""
    descriptor = os.open(file, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0))  # a pipe, perhaps
    try:
        if fcntl is not None:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        os.close(descriptor)
        raise
    return descriptor
