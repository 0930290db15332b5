"""The words of a note while they are being written."""

from __future__ import annotations

import os
import threading
from contextlib import suppress
from typing import TYPE_CHECKING

from index.paths import is_there, make_private, write_whole
from reader.notes.left_behind import joined, left_behind
from reader.notes.place import Place

if TYPE_CHECKING:
    from index.paper import Paper
    from index.paths import Places

PATIENCE = 0.5
"""Seconds that leaving an editor waits for a disk that is still writing."""


class UnfinishedNote:
    """Keeps them in a file that is this editor's alone, until they are dropped or left behind."""

    def __init__(self, places: Places, paper: Paper) -> None:
        self._library = places.library
        self._takes_over = left_behind(places.state, paper.id)
        self._place = Place.new(places.state, paper.id, paper.note)
        self._lock: int | None = None
        self._writing = threading.Lock()
        self._is_asked = threading.Lock()
        self._is_over = False
        self.words = joined(paper.note, self._takes_over)

    def keep(self, words: str) -> None:
        """Let the file hold these words soon.

        The disk is waited for in a thread, so that no key is. One that takes nothing is no reason
        to disturb who is writing: the editor says so when it is left.
        """
        self.words = words
        if self._is_asked.acquire(blocking=False):
            threading.Thread(target=self._write, name="unfinished note", daemon=True).start()

    def drop(self) -> None:
        """The words are where they belong, or not wanted: nothing is kept of them from now on."""
        self._is_over = True
        if self._writing.acquire(timeout=PATIENCE):  # else the thread that writes does it
            self._remove()
            self._writing.release()

    def _write(self) -> None:
        with self._writing:
            self._is_asked.release()
            with suppress(OSError):
                # Where the library was taken away, no folder is to be in its way back.
                if not self._is_over and is_there(self._library):
                    self._write_whole()
            if self._is_over:
                self._remove()

    def _write_whole(self) -> None:
        make_private(self._place.folder)
        if self._lock is None:
            self._lock = self._place.hold()
        write_whole(self._place.file, self.words.encode(errors="replace"))
        self._forget_taken()  # those words are among these

    def _remove(self) -> None:
        self._forget_taken()
        with suppress(OSError):
            self._place.remove()
        if self._lock is not None:
            os.close(self._lock)
            self._lock = None

    def _forget_taken(self) -> None:
        while self._takes_over:
            self._takes_over.pop().remove()
