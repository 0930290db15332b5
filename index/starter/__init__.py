"""The page that a first run opens with, in a library of its own that leaves nothing behind."""

from __future__ import annotations

import datetime as dt
import tempfile
from contextlib import contextmanager
from importlib.resources import files
from typing import TYPE_CHECKING

from index.library import Library
from index.paths import places

if TYPE_CHECKING:
    from collections.abc import Iterator

STARTER_NAME = "starter.txt"
"""The name of the starter page, as the library shows it."""

_SAVED = dt.date(2026, 11, 21)


def starter_text() -> str:
    """The starter page, in the saved-page layout."""
    return files("index.starter").joinpath(STARTER_NAME).read_text(encoding="utf-8")


@contextmanager
def starter() -> Iterator[Library]:
    """A library over the starter page in a temporary folder, which is removed afterwards."""
    from index.pages.reading import read_page

    with (
        tempfile.TemporaryDirectory(prefix="paperdeck-starter-") as folder,
        Library.open(places(folder)) as library,
    ):
        library.add(read_page(starter_text(), STARTER_NAME), _SAVED)
        yield library
