"""The papers for which a condition holds."""

from __future__ import annotations

import datetime as dt
import time

import pytest

from index.query.tree import (
    Added,
    Has,
    InRepo,
    Is,
    OfDay,
    OnPage,
    Ranked,
    SeenOn,
    State,
    Tagged,
    Thing,
    WithId,
)
from index.store import conditions
from tests.builders import SAVED, a_library, a_page, ids_by_title, ids_of
from tests.test_store_answers import FIRST, SECOND


@pytest.fixture
def library(open_library):
    return open_library(FIRST, SECOND)


@pytest.fixture
def ids(library):
    return {title.split()[0].strip("“”,"): id for title, id in ids_by_title(library).items()}


@pytest.fixture
def titles(library, ids):
    """The titles of the papers with these numbers."""
    by_id = {paper: title for title, paper in ids.items()}
    return lambda numbers: [by_id[paper] for paper in ids_of(library, numbers)]


@pytest.fixture
def live_in(monkeypatch):
    """Move the reader to another time zone until the test ends."""

    def moved(zone):
        monkeypatch.setenv("TZ", zone)
        time.tzset()

    yield moved
    monkeypatch.undo()
    time.tzset()


@pytest.mark.parametrize(
    ("condition", "wanted"),
    [
        (Is(State.BOOKMARKED), "Cells Zebra"),
        (Is(State.READ), "Cells"),
        (Is(State.UNREAD), "Beta Zebra apple Étude"),
        (Is(State.TAGGED), "Beta Zebra apple"),
        (Is(State.NOTED), "Beta"),
        (Has(Thing.NOTE), "Beta"),
        (Has(Thing.CODE), "Zebra"),
        (Has(Thing.LINK), "Zebra Étude"),
        (Tagged(), "Beta Zebra apple"),
        (Tagged(("graphs",)), "Zebra apple"),
        (Tagged(("#To Read", "graphs")), "Beta Zebra apple"),
        (Tagged(("graph",)), ""),
        (Tagged(('""', "\udcff")), ""),
        (OnPage("SECOND"), "Cells Zebra apple"),
        (OnPage("sep 8"), "Cells Zebra apple"),
        (OnPage("sep"), "Beta Cells Zebra apple Étude"),
        (OnPage("%_"), "Beta Zebra apple Étude"),
        (OnPage("e%n"), ""),
        (OnPage("\udcff"), ""),
        (Ranked(), "Beta Cells Zebra apple Étude"),
        (Ranked(high=1), "Zebra apple"),
        (Ranked(3), "Beta Zebra apple"),
        (Ranked(2, 2), "Cells Étude"),
        (Ranked(9, 3), ""),
        (Ranked(high=0), ""),
        (SeenOn(), "Beta Cells Zebra apple Étude"),
        (SeenOn(2), "Zebra apple"),
        (SeenOn(high=1), "Beta Cells Étude"),
        (SeenOn(3, 9), ""),
        (InRepo("OWNER/pan"), "Zebra"),
        (InRepo("o"), "Zebra"),
        (InRepo("example"), ""),
        (InRepo("%"), ""),
        (InRepo("\udcff"), ""),
        (WithId("%"), ""),
        (WithId("\udcff"), ""),
        (OfDay(), "Beta Cells Zebra apple Étude"),
        (OfDay(dt.date(2026, 9, 2)), "Cells Zebra apple"),
        (OfDay(last=dt.date(2026, 9, 1)), "Beta Zebra apple Étude"),
        (OfDay(dt.date(2026, 9, 8), dt.date(2026, 9, 8)), "Cells Zebra apple"),
        (OfDay(dt.date(2026, 9, 2), dt.date(2026, 9, 7)), ""),
        (Added(), "Beta Cells Zebra apple Étude"),
        (Added(dt.date.min, dt.date.max), "Beta Cells Zebra apple Étude"),
        (Added(dt.date(9999, 1, 1)), ""),
        (Added(last=dt.date(1, 1, 1)), ""),
    ],
)
def test_a_condition_holds_for_these_papers(library, ids, titles, condition, wanted):
    library.bookmark([ids["Cells"], ids["Zebra"]])
    library.mark_read([ids["Cells"]])
    library.retag([ids["Zebra"], ids["apple"]], add=["graphs"])
    library.retag([ids["Beta"]], add=["to-read"])
    library.annotate(ids["Beta"], "a note")
    assert sorted(titles(library.store.matching(condition))) == wanted.split()


@pytest.mark.parametrize(
    "condition", [Is(State.READ), Is(State.UNREAD), Tagged(), Tagged(("x",)), Has(Thing.NOTE)]
)
def test_a_condition_is_asked_again_when_another_program_changed_a_mark(
    library, home, ids, condition
):
    before = set(library.store.matching(condition))
    with a_library(home) as other:
        other.mark_read([ids["Zebra"]])
        other.retag([ids["Zebra"]], add=["x"])
        other.annotate(ids["Zebra"], "a note")
    zebra = library.store.numbers([ids["Zebra"]])
    assert set(library.store.matching(condition)) == before ^ set(zebra.values())


@pytest.mark.parametrize("condition", [Has(Thing.CODE), Ranked(2, 3), Is(State.UNREAD), Tagged()])
def test_what_matches_is_the_same_object_while_that_says_the_same(library, ids, condition):
    before = library.store.matching(condition)
    library.bookmark([ids["Cells"]])
    library.annotate(ids["Cells"], "a note")
    assert library.store.matching(condition) is before


@pytest.mark.parametrize("part", ["a 100", "second", "sep"])
def test_many_pages_hold_the_same_papers_as_few(library, monkeypatch, part):
    """The papers of many are found another way."""
    with library.store.reading() as connection:
        wanted = sorted(conditions.matching(connection, OnPage(part)))
        monkeypatch.setattr(conditions, "_MANY", 1)
        assert sorted(conditions.matching(connection, OnPage(part))) == wanted
    assert len(wanted) > 2


def test_a_page_without_a_day_is_of_no_day(library):
    library.add(a_page(("Undated", ""), name="u.txt", label=None), SAVED)
    assert len(library.store.matching(OfDay())) == 5


def test_a_paper_is_found_by_the_beginning_of_its_id_in_any_case(library, ids):
    found = library.store.matching(WithId(ids["Cells"][:6].upper()))
    assert ids_of(library, found) == (ids["Cells"],)


@pytest.mark.parametrize(
    ("zone", "of_zebra", "of_cells"),
    [
        ("UTC+11", dt.date(2026, 8, 31), dt.date(2026, 9, 1)),  # behind UTC, as POSIX has it
        ("UTC", dt.date(2026, 9, 1), dt.date(2026, 9, 1)),
        ("UTC-11", dt.date(2026, 9, 1), dt.date(2026, 9, 2)),
    ],
)
def test_the_day_a_paper_was_added_is_the_readers_day(
    library, ids, live_in, zone, of_zebra, of_cells
):
    live_in(zone)
    with library.store.writing("papers") as connection:
        connection.execute("UPDATE standing SET added = '2001-01-01T00:00:00+00:00'")
        for title, moment in (("Zebra", "2026-09-01T01:00:00"), ("Cells", "2026-09-01T13:00:00.5")):
            connection.execute(
                "UPDATE standing SET added = ? WHERE paper = ?", (f"{moment}+00:00", ids[title])
            )

    def added(day):
        return set(ids_of(library, library.store.matching(Added(day, day))))

    assert ids["Zebra"] in added(of_zebra)
    assert ids["Cells"] in added(of_cells)
    days = [dt.date(2026, 8, 31) + dt.timedelta(days=day) for day in range(3)]
    assert sum(len(added(day)) for day in days) == 2


def test_a_pages_whole_name_is_that_page_alone(open_library):
    library = open_library(
        a_page(("Whole", "One page."), name="day.txt"),
        a_page(("Longer", "Another page."), name="the-day.txt"),
    )
    ids = ids_by_title(library)
    assert ids_of(library, library.store.matching(OnPage("day.txt"))) == (ids["Whole"],)
    assert set(ids_of(library, library.store.matching(OnPage("day")))) == set(ids.values())
