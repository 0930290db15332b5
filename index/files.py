"""Saved pages as files: found, checked and decoded before anything reads them."""

from __future__ import annotations

import codecs
import datetime as dt
import os
import re
import stat
from dataclasses import dataclass
from typing import TYPE_CHECKING

from index.errors import InputError
from index.pages.reading import read_page
from index.text import one_line

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from index.pages.page import Page

LARGEST = 32 * 2**20  # bytes: fifty times the largest page seen
LONGEST_LINE = 2**20  # bytes: an abstract has some two thousand
LONG_ENOUGH = 5_000  # lines: a page that holds papers has one among the first of them
SUFFIXES = (".txt", ".text")
STANDARD_INPUT = "-"

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it starts with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SIGNATURES = {
    b"%PDF-": "a PDF document",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"GIF8": "a picture",
    b"PK\x03\x04": "an archive or office document",
    b"\x1f\x8b": "compressed",
    b"7z\xbc\xaf": "compressed",
    b"BZh9": "compressed",
    b"\xfd7zXZ": "compressed",
    b"SQLite format 3\x00": "a database",
    b"\x7fELF": "a program",
}
_TEXT_CONTROLS = b"\t\n\r\x0c\x1b\x08"
_CONTROLS = bytes(set(range(32)) - set(_TEXT_CONTROLS))
_MOST_CONTROLS = 0.02
_SAMPLE = 1 << 16


@dataclass(frozen=True, slots=True)
class SavedPage:
    """A page as it was saved, decoded but not yet read."""

    name: str  # the file's own name, "2026-09-01.txt"; "stdin"
    text: str
    saved: dt.date  # when the file was last written, here


def find_pages(path: Path, tell: Callable[[InputError], None] | None = None) -> list[Path]:
    """The files to read for `path`: itself, or all pages in the folder it names, sorted.

    Hidden files and folders are left out. A folder below that cannot be listed is given to
    `tell`, else raised. Raises InputError for a folder that cannot be listed or has no pages.
    """
    if not _is_folder(path):
        return [path]
    unlisted: list[InputError] = []

    def refuse(error: OSError) -> None:
        folder, reason = one_line(str(error.filename)), one_line(error.strerror or "").lower()
        refusal = InputError(f"{folder} cannot be listed: {reason}.")
        if tell is None or error.filename == str(path):
            raise refusal from error
        unlisted.append(refusal)
        tell(refusal)

    found: list[Path] = []
    for folder, below, names in os.walk(path, onerror=refuse):
        below[:] = sorted(name for name in below if not name.startswith("."))
        found += [
            path.__class__(folder, name)
            for name in names
            if name.lower().endswith(SUFFIXES) and not name.startswith(".")
        ]
    if not found and not unlisted:
        raise InputError(f"{_shown(path)} is a folder without pages: there is no .txt file in it.")
    return sorted(found)


def load_page(path: Path) -> SavedPage:
    """The saved page in this file.

    Raises InputError, naming the file as given, where it is missing, unreadable, no plain file,
    empty, too large, or no text.
    """
    shown = _shown(path)
    try:
        status = path.stat()
        _refuse_special(status.st_mode, shown)
        if status.st_size > LARGEST:
            raise InputError(_too_large(shown, status.st_size))
        raw = path.read_bytes()
    except FileNotFoundError as error:
        raise InputError(f"{shown} does not exist: check the name.") from error
    except PermissionError as error:
        raise InputError(f"{shown} cannot be read: you lack the permission to open it.") from error
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise InputError(f"{shown} cannot be read: {one_line(reason).lower()}.") from error
    return SavedPage(one_line(path.name), _decode(raw, shown), _day_of(status.st_mtime))


def load_text(raw: bytes, name: str, saved: dt.date) -> SavedPage:
    """The saved page in these bytes, as standard input gives them. Raises InputError."""
    if name == STANDARD_INPUT:
        name = "stdin"
    return SavedPage(one_line(name), _decode(raw, one_line(name)), saved)


def read_papers(saved: SavedPage) -> Page:
    """The papers of a saved page. Raises InputError where it holds none.

    A long file that begins without a paper is not read to its end, which might take a minute.
    """
    *beginning, rest = saved.text.split("\n", LONG_ENOUGH)
    is_long = len(beginning) == LONG_ENOUGH and bool(rest)
    if is_long and not read_page("\n".join(beginning), saved.name).listings:
        raise InputError(
            f"{saved.name} holds no paper: none was found in its first {LONG_ENOUGH:,} lines."
        )
    page = read_page(saved.text, saved.name)
    if page.listings:
        return page
    start = saved.text[:_SAMPLE].lstrip().lower()
    if start.startswith(("<!doctype", "<html", "<?xml")):
        raise InputError(
            f"{saved.name} holds no paper: it is a web page's source, save its text instead."
        )
    raise InputError(
        f"{saved.name} holds no paper: no title followed by an abstract was found in it."
    )


def _day_of(moment: float) -> dt.date:
    """The day of a moment here; today for one that is outside every calendar."""
    try:
        return dt.date.fromtimestamp(moment)
    except (ValueError, OverflowError, OSError):
        return dt.date.today()


def _shown(path: Path) -> str:
    return one_line(str(path)) or repr(str(path))


def _is_folder(path: Path) -> bool:
    """False also for what cannot be looked at: load_page says why."""
    try:
        return stat.S_ISDIR(path.stat().st_mode)
    except (OSError, ValueError):
        return False


def _refuse_special(mode: int, shown: str) -> None:
    """Raise InputError unless this is a plain file: others may block or never end."""
    if stat.S_ISDIR(mode):
        raise InputError(f"{shown} is a folder, not a saved page.")
    if not stat.S_ISREG(mode):
        raise InputError(f"{shown} is no plain file but a pipe or device: save the page first.")


def _too_large(shown: str, size: int) -> str:
    size, limit = round(size / 2**20), LARGEST // 2**20
    return f"{shown} is too large for a saved page: it has {size} MB, the limit is {limit}."


def _decode(raw: bytes, shown: str) -> str:
    """The text in `raw`: by its byte order mark, else UTF-8, else Latin-1, line by line."""
    if len(raw) > LARGEST:
        raise InputError(_too_large(shown, len(raw)))
    for mark, encoding in _BOMS:
        if raw.startswith(mark):
            text = raw[len(mark) :].decode(encoding, errors="replace")
            break
    else:
        _refuse_binary(raw, shown)
        text = _decode_lines(raw)
    if not text.strip("\ufeff\0 \t\r\n\f\v"):
        raise InputError(f"{shown} is empty: there is nothing to read in it.")
    longest = max(map(len, re.split(r"[\r\n]", text)))
    if longest > LONGEST_LINE:
        raise InputError(
            f"{shown} is no saved page: it has a line of {longest:,} characters,"
            f" and {LONGEST_LINE:,} is the limit."
        )
    return text


def _decode_lines(raw: bytes) -> str:
    try:
        return raw.decode()
    except UnicodeDecodeError:
        return "".join(map(_decode_line, raw.splitlines(keepends=True)))


def _decode_line(line: bytes) -> str:
    """One line, as UTF-8 if most of what is not ASCII in it is, else as Windows' Latin-1."""
    try:
        return line.decode()
    except UnicodeDecodeError:
        text = line.decode(errors="replace")
        broken = text.count("\ufffd")
        whole = sum(character > "\x7f" for character in text) - broken
        return text if whole > broken else line.decode("cp1252", errors="replace")


def _refuse_binary(raw: bytes, shown: str) -> None:
    for signature, kind in _SIGNATURES.items():
        if raw.startswith(signature):
            raise InputError(f"{shown} is no text but {kind}: save the page as plain text.")
    sample = raw[:_SAMPLE]
    controls = len(sample) - len(sample.translate(None, _CONTROLS))
    if controls > _MOST_CONTROLS * len(sample):
        raise InputError(f"{shown} is no text but binary: save the page as plain text.")
