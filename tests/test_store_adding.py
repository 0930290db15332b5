from __future__ import annotations

import datetime as dt
import signal
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from index.errors import InputError
from index.paper import Appearance, paper_id
from tests.builders import SAVED, a_page, every_id

WIDE = "Wide panels show more papers at once, and cost more cells than narrow ones do."
NARROW = "Terminals of forty columns deserve calm lists; this text asks what can be left out."
CODE = "Our code is at https://github.com/owner/panels and nowhere else."


def test_a_page_adds_its_papers_and_reports_what_it_brought(open_library):
    page = a_page(("Wide Panels", WIDE), ("Narrow Panels", f"{NARROW} {CODE}"), odd=("~~~",))
    library = open_library()
    report = library.add(page, SAVED)
    assert (report.page, report.label) == ("2026-09-01.txt", "Sep 1")
    assert (report.day, report.day_assumed) == (dt.date(2026, 9, 1), True)
    assert (report.papers, report.new, report.known, report.links) == (2, 2, 0, 1)
    assert report.lines == {fate: page.count(fate) for fate in report.lines}
    assert sum(report.lines.values()) == len(page.fates)
    assert report.odd_lines == page.odd_lines
    assert not report.again
    assert library.pages() == [report]


def test_a_paper_comes_back_whole(open_library):
    library = open_library(a_page(("Wide Panels", WIDE), ("Narrow Panels", f"{NARROW}\n\n{CODE}")))
    paper = library.paper(paper_id("Narrow Panels"))
    assert (paper.title, paper.abstract) == ("Narrow Panels", f"{NARROW}\n\n{CODE}")
    assert [(link.url, link.repo) for link in paper.links] == [
        ("https://github.com/owner/panels", "owner/panels")
    ]
    day = dt.date(2026, 9, 1)
    assert paper.appearances == (Appearance("2026-09-01.txt", "Sep 1", day, True, 2, 7),)
    assert (paper.tags, paper.bookmarked, paper.read, paper.note) == ((), False, False, "")
    assert paper.added
    assert paper.added.utcoffset() == dt.timedelta(0)


def test_the_year_that_is_given_is_the_pages(open_library):
    report = open_library().add(a_page(("Wide Panels", WIDE)), SAVED, year=2025)
    assert (report.day, report.day_assumed) == (dt.date(2025, 9, 1), False)


@pytest.mark.parametrize("name", ["2026-09-01.txt", "a copy.txt"])
def test_a_page_added_again_changes_nothing_whatever_its_name(open_library, name):
    page = a_page(("Wide Panels", WIDE), odd=("~~~",))
    library = open_library()
    first = library.add(page, SAVED)
    before = library.changes()
    again = library.add(replace(page, source=name), SAVED)
    assert again == first._replace(new=0, known=1, again=True)
    assert library.changes() == before
    assert library.pages() == [first]


def test_a_page_of_the_same_name_with_other_papers_gets_a_name_of_its_own(open_library):
    pages = [a_page((f"Panel {number}", WIDE)) for number in range(3)]
    library = open_library(*pages)
    names = {"2026-09-01.txt", "2026-09-01 (2).txt", "2026-09-01 (3).txt"}
    assert {report.page for report in library.pages()} == names


def test_the_same_papers_under_another_day_are_another_page(open_library):
    library = open_library(
        a_page(("Panels", WIDE), label="Sep 1"), a_page(("Panels", WIDE), label="Sep 2")
    )
    assert [report.label for report in library.pages()] == ["Sep 2", "Sep 1"]


def test_a_page_whose_name_is_hostile_or_empty_gets_a_plain_one(open_library):
    library = open_library(
        a_page(("One", WIDE), name="\x1b]52;c;eA==\x07\udcffa.txt"),
        a_page(("Two", WIDE), name="\x1b[0m"),
    )
    assert {report.page for report in library.pages()} == {"a.txt", "page"}


def test_a_page_without_a_paper_is_not_added(open_library):
    library = open_library()
    with pytest.raises(InputError, match=r"^notes\.txt holds no paper"):
        library.add(a_page(name="notes.txt"), SAVED)
    assert library.pages() == []


def test_a_preview_says_what_adding_would_and_changes_nothing(open_library):
    library = open_library(a_page(("Wide Panels", WIDE)))
    page = a_page(("Wide Panels", WIDE), ("Narrow Panels", CODE), label="Sep 2", name="2.txt")
    before = library.changes()
    previewed = library.preview(page, SAVED)
    assert (library.changes(), library.counts().total) == (before, 1)
    assert previewed == library.add(page, SAVED)
    assert (previewed.new, previewed.known, previewed.links) == (1, 1, 1)
    assert library.preview(page, SAVED).again


def test_a_paper_on_two_pages_is_one_paper_with_two_appearances_the_newest_first(open_library):
    library = open_library(
        a_page(("Narrow Panels", NARROW), ("Wide Panels", WIDE), name="8.txt", label="Sep 8"),
        a_page(("WIDE panels!", WIDE), name="1.txt", label="Sep 1"),
    )
    paper = library.paper(paper_id("Wide Panels"))
    assert paper.title == "Wide Panels"
    assert [(seen.page, seen.rank) for seen in paper.appearances] == [("8.txt", 2), ("1.txt", 1)]
    assert library.counts().total == 2


def test_a_paper_listed_twice_on_a_page_is_one_paper_seen_on_one_page(open_library):
    library = open_library()
    report = library.add(a_page(("Wide Panels", WIDE), ("Wide Panels", WIDE)), SAVED)
    assert (report.papers, report.new, report.known) == (2, 1, 1)
    paper = library.paper(paper_id("Wide Panels"))
    assert [seen.rank for seen in paper.appearances] == [1, 2]
    assert library.rows([paper.id])[0].seen == 1
    assert every_id(library) == (paper.id,)


def test_the_same_title_with_another_abstract_is_another_paper(open_library):
    plain = paper_id("Panels")
    third = "Nothing of this stands in either of those: rivers, bread, winter."
    library = open_library(
        a_page(("Panels", WIDE), ("Panels", NARROW), name="1.txt"),
        a_page(("Panels", third), ("Panels", NARROW), name="2.txt", label="Sep 2"),
    )
    found = library.papers([plain, f"{plain}-2", f"{plain}-3"])
    assert [paper.abstract for paper in found] == [WIDE, NARROW, third]
    assert [len(paper.appearances) for paper in found] == [1, 2, 1]


def test_the_same_abstract_cut_short_is_the_same_paper_whichever_comes_first(open_library):
    library = open_library(
        a_page(("Panels", WIDE[:40]), ("Lists", NARROW), name="1.txt"),
        a_page(("Panels", WIDE), ("Lists", NARROW[:40]), name="2.txt"),
    )
    assert library.counts().total == 2


def test_a_listing_without_an_abstract_is_the_paper_of_that_title(open_library):
    library = open_library(
        a_page(("Panels", WIDE), name="1.txt"), a_page(("Panels", ""), name="2.txt")
    )
    (paper,) = library.papers([paper_id("Panels")])
    assert (paper.abstract, len(paper.appearances)) == (WIDE, 2)


def test_a_later_abstract_fills_an_empty_one_and_brings_its_links(open_library):
    library = open_library(a_page(("Panels", ""), ("Lists", ""), name="1.txt"))
    library.store.unqueue(2)
    report = library.add(a_page(("Panels", CODE), ("Panels", CODE), name="2.txt"), SAVED)
    assert (report.new, report.known, report.links) == (0, 2, 2)
    paper = library.paper(paper_id("Panels"))
    assert (paper.abstract, len(paper.links)) == (CODE, 1)
    queued = [number for _, number in library.store.queued(10)]
    assert library.store.ids(queued) == [paper.id]


def test_a_listing_like_a_later_namesake_is_that_one_though_the_first_has_no_abstract(open_library):
    plain = paper_id("Panels")
    library = open_library(
        a_page(("Panels", WIDE), ("Panels", NARROW), name="1.txt"),
        a_page(("Panels", NARROW), ("Other", ""), name="2.txt"),
    )
    assert len(library.paper(f"{plain}-2").appearances) == 2


def test_a_page_is_added_whole_or_not_at_all_though_its_program_is_killed(open_library, home):
    """A real process is killed at the first row that tells where a paper stands on the page."""
    library = open_library(a_page(("Wide Panels", WIDE)))
    before = (library.pages(), library.counts(), library.store.queued(10), library.changes())
    kill = (
        "import os, pathlib, sys\n"
        "from index.paths import places\n"
        "from tests.builders import SAVED, a_library, a_page\n"
        "library = a_library(places(sys.argv[1]))\n"
        "def killed(statement):\n"
        "    if statement.startswith(sys.argv[2]):\n"
        "        os.kill(os.getpid(), 9)\n"
        "with library.store.reading() as connection:\n"
        "    connection.set_trace_callback(killed)\n"
        "library.add(a_page(('Panels', ''), ('Lists', ''), name='2.txt'), SAVED)\n"
    )
    for moment in ("INSERT INTO appearance", "INSERT INTO index_queue", "UPDATE change", "COMMIT"):
        ended = subprocess.run(
            [sys.executable, "-c", kill, str(home.data), moment],
            check=False,
            cwd=Path(__file__).parents[1],
        )
        assert ended.returncode == -signal.SIGKILL, moment
        now = (library.pages(), library.counts(), library.store.queued(10), library.changes())
        assert now == before, moment
    with library.store.reading() as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
