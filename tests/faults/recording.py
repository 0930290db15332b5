"""What a real run asked of the disk, in order: recorded by strace, read into events."""

from __future__ import annotations

import os
import re
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

CALLS = (
    *("openat", "creat", "write", "pwrite64", "writev", "pwritev", "lseek", "ftruncate"),
    *("truncate", "fallocate", "rename", "renameat", "renameat2", "unlink", "unlinkat", "rmdir"),
    *("mkdir", "mkdirat", "link", "linkat", "symlink", "fsync", "fdatasync", "sendfile"),
    *("copy_file_range", "sync", "syncfs", "sync_file_range"),
)
UNKNOWN_TO_US = {"writev", "pwritev", "truncate", "fallocate", "link", "linkat", "symlink"}
"""Calls that change a file, and that nothing of ours is known to make; one is an error."""

_LONGEST = 1 << 22
_LINE = re.compile(r"(\d+) +(\w+)\((.*)\) += (-?\d+)(.*)$")
_CUT = re.compile(r"(\d+) +(.*) <unfinished \.\.\.>$")
_GOES_ON = re.compile(r"(\d+) +<\.\.\. \w+ resumed>(.*)$")
_FILE = re.compile(r"(-?\d+)<([^>]*)>")
_PATH = re.compile(r'(?:(?:\d+|AT_FDCWD)<([^>]*)>, )?"([^"]*)"')
_TEXT = re.compile(r'"([^"]*)"')


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that was asked of the disk, and done."""

    kind: str  # write, size, name (path, and target where it was renamed), gone, folder, sync, said
    path: str
    at: int = 0  # where in the file; its size
    content: bytes = b""
    target: str = ""


def record(
    argv: Sequence[str], log: Path, root: Path, said: Path, environment: Mapping[str, str]
) -> list[Event]:
    """Run a program to its end; what it did below `root`, and the lines it wrote to `said`."""
    strace = ["strace", "-f", "--seccomp-bpf", "-y", "-xx", "-s", str(_LONGEST), "-o", str(log)]
    done = subprocess.run(
        [*strace, "-e", f"trace={','.join(CALLS)}", "-e", "signal=none", "--", *argv],
        env={**environment},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stderr.decode()[-2000:]
    with log.open(encoding="ascii") as lines:
        return list(_Reader(os.path.realpath(root), os.path.realpath(said)).events(lines))


class _Reader:
    """Reads strace's lines; keeps where in each open file the next write goes."""

    def __init__(self, root: str, said: str) -> None:
        self._root, self._said = root, said
        self._places: dict[tuple[str, str], int] = {}  # by file and descriptor
        self._sizes: dict[str, int] = {}
        self._cut: dict[str, str] = {}

    def events(self, lines: Iterator[str]) -> Iterator[Event]:
        for line in self._whole(lines):
            parts = _LINE.match(line)
            if parts is None or parts[4] == "-1":
                continue
            call, given, result = parts[2], parts[3], int(parts[4])
            for event in self._read(call, given, result, parts[5]):
                assert call not in UNKNOWN_TO_US, line[:200]
                yield event

    def _whole(self, lines: Iterator[str]) -> Iterator[str]:
        """Each call as one line, when it ended, though others came between its two halves."""
        for line in lines:
            if half := _CUT.match(line.rstrip("\n")):
                self._cut[half[1]] = half[2]
            elif rest := _GOES_ON.match(line.rstrip("\n")):
                yield f"{rest[1]} {self._cut.pop(rest[1], '')}{rest[2]}"
            else:
                yield line.rstrip("\n")

    def _read(self, call: str, given: str, result: int, more: str) -> Iterator[Event]:
        if call in ("openat", "creat"):
            yield from self._opened(given, result, more)
        elif call in ("rename", "renameat", "renameat2"):
            old, new = _paths(given)
            if self._is_here(old) or self._is_here(new):
                self._rename(old, new)
                yield Event("name", old, target=new)
        elif call in ("unlink", "unlinkat", "rmdir", "mkdir", "mkdirat"):
            if self._is_here(path := _paths(given)[0]):
                self._sizes.pop(path, None)
                yield Event("folder" if "mkdir" in call else "gone", path)
        elif held := _FILE.match(given):
            path = _plain(held[2])
            if path == self._said and call == "write":
                yield Event("said", path, content=_bytes(given))
            elif self._is_here(path):
                yield from self._changed(call, given, result, held[1], path)

    def _rename(self, old: str, new: str) -> None:
        below = [path for path in self._sizes if path == old or path.startswith(old + "/")]
        for path in below:
            self._sizes[new + path.removeprefix(old)] = self._sizes.pop(path)

    def _opened(self, given: str, result: int, more: str) -> Iterator[Event]:
        held = _FILE.match(f"{result}{more.strip()}")
        path = _plain(held[2]) if held else _paths(given)[0]
        if not self._is_here(path) or not re.search("O_WRONLY|O_RDWR|O_CREAT", given):
            return
        is_new = path not in self._sizes
        if "O_TRUNC" in given or is_new:
            self._sizes[path] = 0
            if "O_CREAT" in given and is_new:
                yield Event("name", path)
            elif not is_new:
                yield Event("size", path)
        appends = "O_APPEND" in given
        self._places[path, str(result)] = self._sizes[path] if appends else 0

    def _changed(
        self, call: str, given: str, result: int, number: str, path: str
    ) -> Iterator[Event]:
        key = path, number
        if call in ("fsync", "fdatasync"):
            yield Event("sync", path)
        elif call == "lseek":
            self._places[key] = result
        elif call == "ftruncate":
            self._sizes[path] = size = int(given.rsplit(", ", 1)[1])
            yield Event("size", path, size)
        elif call in ("write", "pwrite64"):
            at = self._places.get(key, 0)
            if call == "pwrite64":
                at = int(given.rsplit(", ", 1)[1])
            else:
                self._places[key] = at + result
            self._sizes[path] = max(self._sizes.get(path, 0), at + result)
            yield Event("write", path, at, _bytes(given)[:result])
        else:
            raise AssertionError(f"{call} is not read: {given[:200]}")

    def _is_here(self, path: str) -> bool:
        return path == self._root or path.startswith(self._root + "/")


def _paths(given: str) -> list[str]:
    """The paths in a call, each perhaps one in the folder of a descriptor before it."""
    found = _PATH.findall(given)
    return [str(Path(_plain(folder), _plain(named))) for folder, named in found]


def _bytes(given: str) -> bytes:
    return bytes.fromhex(_TEXT.findall(given)[0].replace("\\x", ""))


def _plain(text: str) -> str:
    if "\\x" not in text:
        return text
    return os.fsdecode(bytes.fromhex(text.replace("\\x", "")))
