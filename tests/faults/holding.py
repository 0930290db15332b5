"""What a running process holds: memory, open files, threads and children, as Linux tells it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from index.paths import Places


@dataclass(frozen=True, slots=True)
class Holding:
    """What one process holds at one moment."""

    resident: int  # bytes
    anonymous: int  # of them, bytes that stand in no file
    threads: int
    files: Counter[str]  # open ones, by kind
    dead_children: int  # that nobody waited for


def holding(pid: int, home: Places) -> Holding:
    """What the process with this id holds now. Errors: OSError where it has ended."""
    process = Path(f"/proc/{pid}")
    status = dict(line.split(":", 1) for line in (process / "status").read_text().splitlines())
    return Holding(
        resident=_bytes(status["VmRSS"]),
        anonymous=_bytes(status["RssAnon"]) + _bytes(status["RssShmem"]),
        threads=int(status["Threads"]),
        files=_files(process / "fd", home),
        dead_children=_dead_children(process / "task"),
    )


def _bytes(told: str) -> int:
    return int(told.split()[0]) * 1024


def _files(folder: Path, home: Places) -> Counter[str]:
    kinds: Counter[str] = Counter()
    for descriptor in folder.iterdir():
        try:
            kinds[_kind(str(descriptor.readlink()), home)] += 1
        except FileNotFoundError:  # closed since it was listed
            continue
    return kinds


def _kind(target: str, home: Places) -> str:
    if target.endswith(" (deleted)"):
        return "deleted file"
    if target.startswith(str(home.cache)):
        return "index"
    if target.startswith("/dev/pts/"):
        return "terminal"
    if target.startswith("/"):
        return Path(target).name
    return target.split(":")[0] if target.startswith(("pipe:", "socket:")) else target


def _dead_children(tasks: Path) -> int:
    dead = 0
    for task in tasks.iterdir():
        try:
            children = (task / "children").read_text().split()
            states = [Path(f"/proc/{child}/stat").read_text() for child in children]
        except FileNotFoundError:
            continue
        dead += sum(state.rpartition(")")[2].split()[0] == "Z" for state in states)
    return dead
