"""The index's folder: which state it is in, how a new one takes its place, what is swept away."""

from __future__ import annotations

import os
import re
import shutil
import stat
import tempfile
from contextlib import suppress
from functools import cache
from typing import TYPE_CHECKING

from index.paths import make_private

if TYPE_CHECKING:
    from pathlib import Path

State = tuple[int, int, int]  # of the folder, of its last commit, of that commit's moment

_TOC = re.compile(r"_MAIN_(\d+)\.toc$")
_LOOKS = 5  # while one looks, a commit may take away the file that was listed
_OWNER = re.compile(r"\.(?:old|broken)-(\d+)$")
_PART = ".part"


def state_of(folder: Path) -> State | None:
    """A value that changes with every commit and every new index.

    None where there is no index, or none that may be looked at; one that others may write is none,
    since what is in its files is carried out as it is read.
    """
    for _ in range(_LOOKS):
        with suppress(OSError):
            if not _is_ours(folder):
                return None
            commits = [int(toc[1]) for file in folder.iterdir() if (toc := _TOC.match(file.name))]
            if commits:
                moment = (folder / f"_MAIN_{max(commits)}.toc").stat().st_mtime_ns
                return folder.stat().st_ino, max(commits), moment
    return None


def part_of(folder: Path) -> Path:
    """The private folder in which the next index is made; what an earlier run left is in it.

    Its name says which version and which library it is for. Only who holds the lock may change it.
    Errors: OSError.
    """
    part = folder.with_name(f"{folder.name}{_PART}")
    if part.exists() and not _is_ours(part):
        take_away(part)
    make_private(part)
    return part


def drop_part(folder: Path) -> None:
    """Let the next index be made from the beginning."""
    shutil.rmtree(folder.with_name(f"{folder.name}{_PART}"), ignore_errors=True)


def put_in_place(fresh: Path, folder: Path) -> None:
    """Let `fresh` take the place of `folder`; whoever still reads the old one may go on."""
    old = _beside(folder, "old")
    if folder.exists():
        shutil.rmtree(old, ignore_errors=True)
        folder.rename(old)
    fresh.rename(folder)
    shutil.rmtree(old, ignore_errors=True)


def take_away(folder: Path) -> None:
    """Let there be no index; whoever still reads it may go on. Errors: OSError."""
    broken = _beside(folder, "broken")
    shutil.rmtree(broken, ignore_errors=True)
    folder.rename(broken)
    shutil.rmtree(broken, ignore_errors=True)


def sweep(folder: Path) -> None:
    """Remove indexes of other versions, and what processes that died left half made.

    Indexes of other libraries go too: a cache is one library's. Two homes that share one make
    their index anew at each turn, and that keeps a cache from growing with libraries long gone.
    """
    for other in folder.parent.glob("index-*"):
        owner = _OWNER.search(other.name)
        if other != folder and not (owner and _is_running(int(owner[1]))):
            shutil.rmtree(other, ignore_errors=True)


def _is_ours(folder: Path) -> bool:
    """Whether it is a folder that this user alone may write. Errors: OSError."""
    found = folder.stat()
    if not stat.S_ISDIR(found.st_mode):
        return False
    return _is_private(found) or not _keeps_rights(folder.parent)


def _is_private(found: os.stat_result) -> bool:
    user = getattr(os, "getuid", lambda: found.st_uid)()  # Windows tells of no users
    return found.st_uid == user and not found.st_mode & (stat.S_IWGRP | stat.S_IWOTH)


@cache
def _keeps_rights(folder: Path) -> bool:
    """Whether what is made in this folder for its owner alone is so.

    It is not on a disk made for another system, where all of it looks to be everybody's: an index
    would be made anew there for ever, and no safer.
    """
    with tempfile.TemporaryDirectory(dir=folder, prefix=".index-") as made:
        return _is_private(folder.joinpath(made).stat())


def _beside(folder: Path, kind: str) -> Path:
    return folder.with_name(f"{folder.name}.{kind}-{os.getpid()}")


def _is_running(process: int) -> bool:
    if process == os.getpid():
        return False  # what is ours is done with when we sweep
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True  # someone else's
    return True
