"""The index's folder: which state it is in, how a new one takes its place, what is swept away."""

from __future__ import annotations

import os
import re
import shutil
from contextlib import closing, suppress
from typing import TYPE_CHECKING

from index.paths import make_private
from index.search.private import NotOurs, PrivateFolder, is_our_folder

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
        with suppress(OSError, NotOurs), closing(PrivateFolder(folder)) as held:
            commits = [int(toc[1]) for name in held.names() if (toc := _TOC.match(name))]
            if commits:
                moment = held.stat(f"_MAIN_{max(commits)}.toc").st_mtime_ns
                return held.stat().st_ino, max(commits), moment
    return None


def part_of(folder: Path) -> Path:
    """The private folder in which the next index is made; what an earlier run left is in it.

    Its name says which version and which library it is for. Only who holds the lock may change it.
    Errors: OSError.
    """
    part = folder.with_name(f"{folder.name}{_PART}")
    with suppress(FileNotFoundError):
        if not is_our_folder(part):
            take_away(part)
    make_private(part)
    return part


def drop_part(folder: Path) -> None:
    """Let the next index be made from the beginning."""
    _remove(folder.with_name(f"{folder.name}{_PART}"))


def put_in_place(fresh: Path, folder: Path) -> None:
    """Let `fresh` take the place of `folder`; whoever still reads the old one may go on."""
    old = _beside(folder, "old")
    with suppress(FileNotFoundError):
        _remove(old)
        folder.rename(old)
    fresh.rename(folder)
    _remove(old)


def take_away(folder: Path) -> None:
    """Let there be no index; whoever still reads it may go on. Errors: OSError."""
    broken = _beside(folder, "broken")
    _remove(broken)
    folder.rename(broken)
    _remove(broken)


def sweep(folder: Path) -> None:
    """Remove indexes of other versions, and what processes that died left half made.

    Indexes of other libraries go too: a cache is one library's. Two homes that share one make
    their index anew at each turn, and that keeps a cache from growing with libraries long gone.
    """
    for other in folder.parent.glob("index-*"):
        owner = _OWNER.search(other.name)
        if other != folder and not (owner and _is_running(int(owner[1]))):
            _remove(other)


def _remove(place: Path) -> None:
    """Let there be nothing, as far as that may be: neither folder, nor file, nor link."""
    shutil.rmtree(place, ignore_errors=True)
    with suppress(OSError):
        place.unlink()


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
