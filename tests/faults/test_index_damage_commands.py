"""The real `paperdeck search` over a damaged index: what it finds is right, the index mended."""

from __future__ import annotations

import random
import shutil

import pytest

from index.library import Library
from index.paths import places
from tests.command_line import GRAPHS, ROUTES, TRAILS, CommandLine, saved_page
from tests.faults.index_damage import hurt, kind_of
from tests.faults.sizes import times
from tests.faults.tally import TALLY

QUERIES = ("reader", "mess*", '"leave trails"', "grahp")


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    """A library of two pages, whose index has two segments, and how it answers when sound."""
    home = tmp_path_factory.mktemp("home")
    run = CommandLine(home)
    for day, papers in (("Sep 1", [GRAPHS, ROUTES]), ("Sep 2", [TRAILS])):
        (home / "page.txt").write_text(saved_page(*papers, day=day))
        assert run("add", str(home / "page.txt")).code == 0
    shutil.copytree(home / "cache", home / "sound")
    return home, {query: run("search", query) for query in QUERIES}


def test_the_program_finds_the_same_over_a_damaged_index_and_mends_it(home):
    home, sound = home
    run = CommandLine(home)
    chance = random.Random("commands")
    files = sorted(path for path in (home / "sound").rglob("*") if path.is_file())
    for _ in range(times(3, 60)):
        shutil.rmtree(home / "cache")
        shutil.copytree(home / "sound", home / "cache", copy_function=shutil.copy)
        file = chance.choice(files)
        how = hurt(home / "cache" / file.relative_to(home / "sound"), chance)
        query = chance.choice(QUERIES)
        assert run("search", query) == sound[query], (file.name, how)
        with Library.open(places(home)) as library:
            if library.searching.check().faults:
                assert not library.index_is_ready()
        assert run("search", query) == sound[query]
        with Library.open(places(home)) as library:
            assert library.searching.check().faults == ()
            assert library.index_is_ready()
        TALLY.made(f"index: {kind_of(file)} damaged, paperdeck search over it")
