"""What can go wrong, as one tree: each error says what happened, to what, and what to do next."""

from __future__ import annotations


class LibraryError(Exception):
    """Something a person can be told in one sentence."""


class WrongUse(LibraryError):
    """What was asked cannot be meant: an empty tag, a year that is none."""


class UnknownPaper(WrongUse):
    """No paper has this id."""


class InputError(LibraryError):
    """A file or folder could not be read as saved pages; nothing of it was added."""


class LibraryBusy(LibraryError):
    """Another program holds the library longer than we wait."""


class LibraryDamaged(LibraryError):
    """The library's file is not what it should be; it is left untouched."""


class LibraryTooNew(LibraryDamaged):
    """A newer Paperdeck made this library; it is left untouched."""


class LibraryGone(LibraryError):
    """The library's file is not there any more; nothing was written in its place."""


class SearchBroken(LibraryError):
    """The search index cannot be read; it is rebuilt from the library."""


class SearchStopped(LibraryError):
    """A search was told to stop, as nobody waits for its answer any more."""
