"""A disk as it may be after the power went: what was synced, and of the rest all, some or none."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.faults.recording import Event

    Survives = Callable[[], bool]

PAGE = 4096
"""What a system writes to the disk at once: of a longer write any page may be missing."""


@dataclass(slots=True)
class File:
    """A file's bytes on the disk for certain, and what was done to them since."""

    safe: bytearray = field(default_factory=bytearray)
    since: list[tuple[int, bytes | None]] = field(default_factory=list)  # None cuts it there

    def write(self, at: int, content: bytes) -> None:
        end, start = at + len(content), at
        while start < end:
            stop = min(end, (start // PAGE + 1) * PAGE)
            self.since.append((start, content[start - at : stop - at]))
            start = stop

    def after_cut(self, survives: Survives) -> bytearray:
        found = bytearray(self.safe)
        for at, content in self.since:
            if survives():
                _change(found, at, content)
        return found

    def sync(self) -> None:
        self.safe, self.since = self.after_cut(lambda: True), []


@dataclass(slots=True)
class Folder:
    """A folder's names on the disk for certain, and what was done to them since."""

    safe: dict[str, File | Folder] = field(default_factory=dict)
    since: list[dict[str, File | Folder | None]] = field(default_factory=list)

    def after_cut(self, survives: Survives) -> dict[str, File | Folder]:
        found = dict(self.safe)
        for step in self.since:  # a rename is one step: both of its names, or none
            if survives():
                for name, what in step.items():
                    found.pop(name, None)
                    if what is not None:
                        found[name] = what
        return found

    def now(self) -> dict[str, File | Folder]:
        return self.after_cut(lambda: True)

    def sync(self) -> None:
        self.safe, self.since = self.now(), []


class Disk:
    """All that was done below one folder, which is there from the beginning."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._top = Folder()

    def do(self, event: Event) -> None:
        """Do what was done."""
        path = Path(event.path)
        if event.kind == "write":
            self._file(path).write(event.at, event.content)
        elif event.kind == "size":
            self._file(path).since.append((event.at, None))
        elif event.kind == "sync":
            self._at(path).sync()
        elif event.kind == "gone":
            self._folder(path.parent).since.append({path.name: None})
        elif event.kind == "folder":
            self._folder(path.parent).since.append({path.name: Folder()})
        elif event.kind == "name" and event.target:
            self._rename(path, Path(event.target))
        elif event.kind == "name":
            self._folder(path.parent).since.append({path.name: File()})

    def put(self, place: Path, survives: Survives) -> None:
        """Write what a cut at this moment may leave; each change since the last sync `survives`."""
        _put(self._top, place, survives)

    def _rename(self, old: Path, new: Path) -> None:
        what, parents = self._at(old), (self._folder(old.parent), self._folder(new.parent))
        if parents[0] is parents[1]:
            parents[0].since.append({old.name: None, new.name: what})
        else:
            parents[0].since.append({old.name: None})
            parents[1].since.append({new.name: what})

    def _at(self, path: Path) -> File | Folder:
        what: File | Folder = self._top
        for name in path.relative_to(self._root).parts:
            assert isinstance(what, Folder)
            what = what.now()[name]
        return what

    def _file(self, path: Path) -> File:
        what = self._at(path)
        assert isinstance(what, File)
        return what

    def _folder(self, path: Path) -> Folder:
        what = self._at(path)
        assert isinstance(what, Folder)
        return what


def _change(content: bytearray, at: int, written: bytes | None) -> None:
    if len(content) < at:
        content.extend(bytes(at - len(content)))
    if written is None:
        del content[at:]
    else:
        content[at : at + len(written)] = written


def _put(folder: Folder, place: Path, survives: Survives) -> None:
    place.mkdir(mode=0o700)
    for name, what in folder.after_cut(survives).items():
        if isinstance(what, Folder):
            _put(what, place / name, survives)
        else:
            (place / name).write_bytes(what.after_cut(survives))
