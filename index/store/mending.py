"""Copies of a damaged file in which SQLite may find its way again, by their first page."""

from __future__ import annotations

import shutil
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

PAGE = 4096
"""Bytes of a page, in every library."""

# Of the first page, by the SQLite file format: https://www.sqlite.org/fileformat.html
_FORMATS = slice(18, 20)  # 2, 2: there may be a log beside it
_COUNTER, _VALID_FOR = slice(24, 28), slice(92, 96)  # alike, or the length is not believed
_LENGTH = slice(28, 32)
_FREE = slice(32, 40)  # the first free page, and how many there are


@contextmanager
def mended_copies(file: Path, sound: Path | None) -> Iterator[Iterator[Path]]:
    """The file itself, then copies: its length as it is, then its first page from `sound`.

    The copies are gone in the end. Errors: OSError.
    """
    with tempfile.TemporaryDirectory(prefix="paperdeck-") as folder:
        yield _copies(file, sound, Path(folder))


def _copies(file: Path, sound: Path | None, folder: Path) -> Iterator[Path]:
    yield file
    for number, beginning in enumerate([file, sound]):
        if beginning is None or file.stat().st_size < PAGE:
            continue
        copy = folder / f"{number}.db"
        shutil.copyfile(file, copy)
        log = file.with_name(file.name + "-wal")
        if log.exists():
            shutil.copyfile(log, copy.with_name(copy.name + "-wal"))
        _mend(copy, beginning)
        yield copy


def _mend(copy: Path, beginning: Path) -> None:
    pages = copy.stat().st_size // PAGE
    with beginning.open("rb") as stream:
        first = bytearray(stream.read(PAGE))
    first[_FORMATS] = b"\x02\x02"
    first[_LENGTH] = pages.to_bytes(4)
    first[_VALID_FOR] = first[_COUNTER]
    first[_FREE] = bytes(8)
    with copy.open("r+b") as stream:
        stream.write(first)
        stream.truncate(pages * PAGE)
