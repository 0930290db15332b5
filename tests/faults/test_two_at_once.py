"""Two readers and three loops of commands on one library, in any order: no error, nothing lost."""

from __future__ import annotations

import time
from contextlib import ExitStack
from random import Random
from typing import TYPE_CHECKING

from index.library import Library
from index.paths import places
from tests.builders import a_library, a_page, ids_by_title
from tests.faults import aftermath
from tests.faults.crowd import AtKeys, CommandLoop, Papers, Said, Watch
from tests.faults.sizes import times
from tests.faults.tally import TALLY
from tests.faults.work import SAVED, YEAR, page_of, papers_of
from tests.launching import launch, quit_reader
from tests.terminal import Tmux, needs, wait_until

if TYPE_CHECKING:
    from pathlib import Path

PAGES = times(30, 200)
SECONDS = times(8, 60)
LOOPS = 3
SEEN_WITHIN = 2.0
"""Seconds in which each reader shows what another process did."""


@needs("tmux")
def test_five_at_work_on_one_library_lose_nothing_and_see_each_other(tmp_path: Path) -> None:
    home, said = tmp_path / "home", Said()
    with a_library(home) as library:
        for number in range(PAGES):
            library.add(page_of(number), SAVED, YEAR)
        library.reindex()
        papers = Papers(ids_by_title(library))
    with ExitStack() as stack:
        readers = [stack.enter_context(Tmux()) for _ in range(2)]
        for tmux in readers:
            launch(tmux, home, shows="▌")
        watch = Watch(readers, said)
        loops = [CommandLoop(number, home, papers, said) for number in range(LOOPS)]
        watch.start()
        try:
            for loop in loops:
                loop.start()
            press_keys(readers, papers, said, home, watch)
        finally:
            for thread in (*loops, watch):
                thread.stops.set()
            for thread in (*loops, watch):
                thread.join()
        for tmux in readers:
            quit_reader(tmux)
    lost = missing(home, said)
    TALLY.made("five at work at once, an action each", lost=len(lost))
    for _ in range(said.runs + sum(said.done.values()) - 1):
        TALLY.made("five at work at once, an action each")
    assert not said.problems
    assert not lost
    assert not places(home).log.exists()
    aftermath.assert_file_is_sound(home)
    aftermath.assert_nothing_is_locked(home)
    aftermath.assert_program_opens(home)
    delays = sorted(watch.delays)
    print(
        f"seen by the other reader after: median {delays[len(delays) // 2]:.2f} s, "
        f"longest {delays[-1]:.2f} s, of {len(delays)}"
    )
    assert delays[int(len(delays) * 0.9)] < SEEN_WITHIN  # the slowest may be the machine's


def press_keys(readers: list[Tmux], papers: Papers, said: Said, home: Path, watch: Watch) -> None:
    """Work at both readers by turns, and now and then add a page from elsewhere as a sign."""
    random, until = Random(11), time.monotonic() + SECONDS
    hands = [AtKeys(n, tmux, papers, said, random) for n, tmux in zip("ab", readers, strict=True)]
    number = 0
    with Library.open(places(home)) as library:
        while time.monotonic() < until:
            random.choice(hands).do_something()
            page = a_page(*papers_of(5000 + number), name=f"sign-{number}.txt", label="Sep 2")
            library.add(page, SAVED, YEAR)
            watch.expect(library.counts().total)
            number += 1
    wait_until(lambda: not watch.still_awaited, "what was added last is seen by both")


def missing(home: Path, said: Said) -> list[str]:
    """What was said to be done and is not in the library, or is there and was never done."""
    with Library.open(places(home)) as library:
        found = {f"page-{page}" for page in said.pages} - {
            page.page.removesuffix(".txt") for page in library.pages()
        }
        found |= set(said.searches) - {search.name for search in library.saved_searches()}
        there = set()
        for paper in library.papers(ids_by_title(library).values()):
            there |= {f"tag {tag} on “{paper.title}”" for tag in paper.tags}
            there |= {f"bookmark on “{paper.title}”"} if paper.bookmarked else set()
            there |= {f"note on “{paper.title}”"} if paper.note else set()
    wanted = {words for words in said.done if said.holds(words)}
    return sorted(found | (wanted ^ there))
