"""The screens that open over the list, and a library in which each has something to show."""

from __future__ import annotations

from typing import TYPE_CHECKING

from index.library import Library
from index.paths import places
from tests.launching import a_home

if TYPE_CHECKING:
    from pathlib import Path

SHEETS = {
    "the list": ("", "3 of 3"),
    "all keys": ("?", "Esc leaves"),
    "the copy menu": ("Y", "Clone line"),
    "the tags": ("t", "Esc is done"),
    "a note": ("e", "Esc keeps"),
    "the palette": (":", "Search for commands"),
    "adding pages": ("a", "Add saved pages"),
    "the order": ("s", "By title"),
    "saved searches": ("@", "lamps"),
    "the themes": (",", "Search for themes"),
    "saving a search": ("/graph\rS", "Esc leaves"),
    "tags to filter by": ("T", "Esc leaves"),
    "facets": ("f", "Narrow 3 papers"),
    "links to open": ("O", "Open in the browser"),
    "the paper alone": ("z", "Graph Readers"),
    "a chord": ("g", "to the top"),
}
"""How each is opened, and words by which it is told."""


def a_home_with_sheets(folder: Path) -> Path:
    """A home with three papers, a tag and a saved search, so that every sheet opens."""
    home = a_home(folder)
    with Library.open(places(home)) as library:
        library.retag(library.store.ids([1]), add=["calm"])
        library.save_search("lamps", "corridors")
    return home
