"""A folder that is this user's alone, and stays the one that was looked at."""

from __future__ import annotations

import os
import stat
import tempfile
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from index.errors import SearchBroken

if TYPE_CHECKING:
    from io import BufferedWriter, FileIO

_OTHERS = stat.S_IWGRP | stat.S_IWOTH
_NO_LINK = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)
_IS_HELD = os.open in os.supports_dir_fd  # not on Windows


class NotOurs(SearchBroken):
    """Someone else may have written what is there: it is not read."""


class _Rights(NamedTuple):
    """Who may write a thing that is made for its owner alone."""

    user: int
    others: int

    def cover(self, found: os.stat_result) -> bool:
        return found.st_uid == self.user and not found.st_mode & _OTHERS & ~self.others


class PrivateFolder:
    """The index's folder, held open: what is opened in it is in this very folder.

    Neither the folder nor a file in it may be a link, or be anything that someone else may write,
    as what is in the files is believed. Errors: NotOurs; OSError.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        flags = os.O_RDONLY | getattr(os, "O_DIRECTORY", 0) | _NO_LINK
        self._descriptor = os.open(path, flags) if _IS_HELD else None
        try:
            found = path.lstat() if self._descriptor is None else os.fstat(self._descriptor)
            if not (stat.S_ISDIR(found.st_mode) and is_ours(found, path.parent)):
                raise NotOurs("Others may write the search index; it is not read, but made anew.")
        except BaseException:  # an interrupt must leave no descriptor open either
            self.close()
            raise

    def names(self) -> list[str]:
        """What is in the folder."""
        where = self._path if self._descriptor is None else self._descriptor
        return os.listdir(where)  # noqa: PTH208  a folder that is held open has no path

    def stat(self, name: str = "") -> os.stat_result:
        """What is known of a file, or of the folder itself."""
        if not name and self._descriptor is not None:
            return os.fstat(self._descriptor)
        return os.stat(self._at(name), dir_fd=self._descriptor, follow_symlinks=False)

    def open(self, name: str) -> FileIO:
        """A file, to be read."""
        descriptor = os.open(self._at(name), os.O_RDONLY | _NO_LINK, dir_fd=self._descriptor)
        file = open(descriptor, "rb", buffering=0)  # noqa: PTH123, SIM115  the caller's to close
        found = os.fstat(descriptor)
        if not (stat.S_ISREG(found.st_mode) and is_ours(found, self._path.parent)):
            file.close()
            raise NotOurs("Others may write the search index; it is not read, but made anew.")
        return file

    def create(self, name: str) -> BufferedWriter:
        """A new file for its owner alone, to be written; it takes the place of what was there."""
        flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | _NO_LINK
        descriptor = os.open(self._at(name), flags, 0o600, dir_fd=self._descriptor)
        return open(descriptor, "wb")  # noqa: PTH123

    def remove(self, name: str) -> None:
        os.unlink(self._at(name), dir_fd=self._descriptor)

    def rename(self, name: str, other: str) -> None:
        """Let a file have another name, and take the place of what had it."""
        held = self._descriptor
        os.replace(self._at(name), self._at(other), src_dir_fd=held, dst_dir_fd=held)

    def close(self) -> None:
        if self._descriptor is not None:
            os.close(self._descriptor)

    def _at(self, name: str) -> str | Path:
        return self._path / name if self._descriptor is None else name


def is_our_folder(path: Path) -> bool:
    """Whether it is a folder, and no link, that this user alone may write. Errors: OSError."""
    found = path.lstat()
    return stat.S_ISDIR(found.st_mode) and is_ours(found, path.parent)


def keep_private(folder: Path) -> None:
    """Let no one else write in a folder of this user's.

    Errors: NotOurs where it is somebody else's; OSError.
    """
    found = folder.stat()
    if not is_ours(found, folder):
        if not hasattr(os, "getuid") or found.st_uid != os.getuid():
            raise NotOurs(
                f"The search index is not kept in {folder}, which belongs to somebody else; "
                "choose another place with XDG_CACHE_HOME or --home."
            )
        folder.chmod(stat.S_IMODE(found.st_mode) & ~_OTHERS)


def is_ours(found: os.stat_result, made_in: Path) -> bool:
    """Whether this user alone may write what was found. Errors: OSError.

    On a disk made for another system all of it looks to be somebody's, or everybody's. There, what
    looks like a thing just made for its owner alone in the folder `made_in` is ours: an index would
    be made anew for ever, and be no safer.
    """
    user = getattr(os, "getuid", lambda: found.st_uid)()  # Windows tells of no users
    if _Rights(user, 0).cover(found):
        return True
    folder, file = _rights_in(made_in, made_in.stat().st_dev)
    return (folder if stat.S_ISDIR(found.st_mode) else file).cover(found)


@cache
def _rights_in(folder: Path, _device: int) -> tuple[_Rights, _Rights]:
    """The rights of a folder and of a file made in this folder for their owner alone."""
    with (
        tempfile.TemporaryDirectory(dir=folder, prefix=".index-") as made,
        tempfile.NamedTemporaryFile(dir=made) as file,
    ):
        return _rights(Path(made).stat()), _rights(os.fstat(file.fileno()))


def _rights(made: os.stat_result) -> _Rights:
    return _Rights(made.st_uid, made.st_mode & _OTHERS)
