"""The library's own file damaged, in a hundred ways: never written to, read as far as it goes."""

from __future__ import annotations

import random
import shutil
from contextlib import suppress
from typing import TYPE_CHECKING

import pytest

from index import upkeep
from index.errors import LibraryDamaged, LibraryError
from index.library import Library
from index.paths import places
from index.query.question import Question
from tests.builders import SAVED, a_library, a_page, ids_by_title
from tests.faults.damage import KINDS, damaged
from tests.faults.sizes import times
from tests.faults.tally import TALLY

if TYPE_CHECKING:
    from pathlib import Path

    from index.paths import Places

ROUNDS = times(12, 200)
PAPERS = [
    (f"Paper {number} of many", f"Words of {number}. " * 40 + f"https://github.com/o/r{number}")
    for number in range(70)
]
HELD = {"paper": 70, "page": 2, "bookmark": 20, "reading": 24, "tag": 40, "note": 15}
"""Rows that the library holds, and so its backup."""


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Places:
    """A library with papers, marks and a backup, all of it in its file."""
    home = places(tmp_path_factory.mktemp("sound"))
    with a_library(home, a_page(*PAPERS), a_page(*PAPERS[:9], name="2.txt", label="Sep 2")) as made:
        ids = list(ids_by_title(made).values())
        made.retag(ids[:20], add=["graphs", "to-read"])
        made.bookmark(ids[5:25])
        made.mark_read(ids[::3])
        for paper in ids[:15]:
            made.annotate(paper, f"a note on {paper}")
        made.save_search("routes", "route OR router")
        made.remember_query("route")
        upkeep.back_up_if_due(made)
    return home


def use(library: Library) -> None:
    """What a person does with a library that opened; what cannot be done is told, no more."""
    asked = [
        library.counts,
        library.pages,
        library.tags,
        lambda: library.rows(ids_by_title(library).values()),
        lambda: library.papers(ids_by_title(library).values()),
        lambda: list(library.answer(Question("is:bookmarked")).ids),
        lambda: list(library.answer(Question("words sort:title")).ids),
        lambda: library.bookmark(list(ids_by_title(library).values())[:3]),
        lambda: library.retag(list(ids_by_title(library).values())[3:6], add=["later"]),
        library.undo,
        library.saved_searches,
        library.queries,
        lambda: library.add(a_page(("One more", "text"), name="3.txt"), SAVED),
        lambda: upkeep.disagreements(library),
    ]
    for ask in asked:
        with suppress(LibraryError):
            ask()


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("number", range(ROUNDS))
def test_a_damaged_library_is_read_as_far_as_it_goes_and_all_of_it_is_saved(
    sound: Places, tmp_path: Path, kind: str, number: int
) -> None:
    home = places(tmp_path / "home")
    shutil.copytree(sound.data, home.data)
    draw = random.Random(f"{kind} {number}")
    home.library.write_bytes(damaged(home.library.read_bytes(), kind, draw))
    before = home.library.read_bytes()
    try:
        with Library.open(home) as library:
            was_told = bool(library.damage)
            use(library)
            is_told = bool(library.damage)
    except LibraryDamaged:
        was_told = is_told = True
    if was_told:
        assert home.library.read_bytes() == before
    rescued = upkeep.rescue(home.library, home.data / "rescued.db")
    lost = sum(max(0, held - rescued.saved[table]) for table, held in HELD.items())
    TALLY.made(f"library.db, {kind}", lost=lost)
    assert not lost
    if is_told:
        upkeep.restore(home.library, rescued.file)
    with Library.open(home) as library:
        assert not library.damage
        assert library.counts().total >= len(PAPERS)
        assert not is_told or upkeep.disagreements(library) == ()
