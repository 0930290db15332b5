"""What search asks of the store: texts, conditions, orders, the queue."""

from __future__ import annotations

import subprocess
import sys

import pytest

from index.query.question import Sort
from index.query.tree import Has, Is, OnPage, Ranked, State, Tagged, Thing
from index.search.source import PaperText
from index.store import reading, store
from tests.builders import SAVED, a_library, a_page, ids_by_title

CODE = "Our code is at https://github.com/owner/panels and nowhere else."
SITE = "See the project page at https://panels.example.org/start for more."

FIRST = a_page(
    ("Zebra Lists", CODE),
    ("Étude of Panels", SITE),
    ("apple, a Reader", "No address."),
    ("“Beta” Terminals", "No address at all."),
    name="a 100%_page.txt",
    label="Sep 1",
)
SECOND = a_page(
    ("apple, a Reader", "No address."),
    ("Cells", "None."),
    ("Zebra Lists", CODE),
    name="Second.txt",
    label="Sep 8",
)


@pytest.fixture
def library(open_library):
    return open_library(FIRST, SECOND)


@pytest.fixture
def titles(library):
    """The titles of the papers with these ids."""
    by_id = {paper: title.split()[0].strip("“”,") for title, paper in ids_by_title(library).items()}
    return lambda ids: [by_id[paper] for paper in ids]


@pytest.fixture
def ids(library):
    return {title.split()[0].strip("“”,"): id for title, id in ids_by_title(library).items()}


@pytest.mark.parametrize(
    ("sort", "wanted"),
    [
        (Sort.NEW, "apple Cells Zebra Étude Beta"),
        (Sort.RELEVANCE, "apple Cells Zebra Étude Beta"),
        (Sort.TITLE, "apple Beta Cells Étude Zebra"),
        (Sort.RANK, "apple Zebra Cells Étude Beta"),
        (Sort.SEEN, "apple Zebra Cells Étude Beta"),
    ],
)
def test_every_paper_stands_once_in_each_order(library, titles, sort, wanted):
    assert titles(library.store.ordered(sort)) == wanted.split()


def test_a_page_without_a_day_stands_at_the_day_it_was_added(library, titles):
    library.add(a_page(("Undated", ""), name="u.txt", label=None), SAVED)
    library.add(a_page(("Older", ""), name="o.txt", label="Aug 1"), SAVED)
    found = library.rows(library.store.ordered(Sort.NEW))
    assert found[0].title == "Undated"  # it was added after September 2026
    assert found[-1].title == "Older"


def test_of_two_pages_of_one_day_the_one_added_last_is_the_newer(library):
    library.add(a_page(("Later", ""), name="l.txt", label="Sep 8"), SAVED)
    assert library.rows(library.store.ordered(Sort.NEW))[0].title == "Later"


def test_an_order_knows_of_papers_that_another_program_added(library, home):
    before = library.store.ordered(Sort.TITLE)
    with a_library(home, a_page(("Aardvark", ""), name="other.txt")) as other:
        (new,) = set(other.store.ordered(Sort.TITLE)) - set(before)
    assert library.store.ordered(Sort.TITLE) == (new, *before)


def test_an_order_is_worked_out_once_for_as_long_as_no_page_is_added(library, ids):
    before = library.store.ordered(Sort.SEEN)
    library.bookmark([ids["Cells"]])
    assert library.store.ordered(Sort.SEEN) is before


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
    before = library.store.matching(condition)
    with a_library(home) as other:
        other.mark_read([ids["Zebra"]])
        other.retag([ids["Zebra"]], add=["x"])
        other.annotate(ids["Zebra"], "a note")
    assert library.store.matching(condition) == before ^ {ids["Zebra"]}


def test_what_is_remembered_does_not_grow_for_ever(library, monkeypatch):
    monkeypatch.setattr(store, "_MOST_REMEMBERED", 3)
    for rank in range(1, 6):
        library.store.matching(Ranked(rank, rank))
    assert len(library.store._remembered) <= 3


def test_the_texts_of_papers_come_by_id_and_unknown_ids_are_left_out(library, ids):
    found = library.store.texts([ids["Cells"], "nobody"])
    assert found == {ids["Cells"]: PaperText(ids["Cells"], "Cells", "None.")}


def test_every_text_comes_once_however_many_come_at_a_time(library, ids, monkeypatch):
    monkeypatch.setattr(reading, "_TEXTS_AT_ONCE", 2)
    found = [text.id for text in library.store.every_text()]
    assert found == sorted(ids.values())


def test_papers_may_be_added_while_every_text_is_read(library, monkeypatch):
    monkeypatch.setattr(reading, "_TEXTS_AT_ONCE", 2)
    texts = library.store.every_text()
    next(texts)
    library.add(a_page(("Late", ""), name="late.txt"), SAVED)
    assert len(list(texts)) >= 4


def test_what_is_added_is_queued_once_and_unqueued_up_to_a_number(library, ids):
    queued = library.store.queued(100)
    assert sorted(paper for _, paper in queued) == sorted(ids.values())
    assert library.store.queued(2) == queued[:2]
    before = library.changes()
    library.store.unqueue(queued[1][0])
    assert library.store.queued(100) == queued[2:]
    assert library.changes() == before


def test_a_number_of_the_queue_is_never_used_twice(library):
    last = library.store.queued(100)[-1][0]
    library.store.unqueue(last)
    library.add(a_page(("Late", ""), name="late.txt"), SAVED)
    assert library.store.queued(1)[0][0] > last


def test_more_ids_than_sqlite_has_parameters_are_one_question(library, ids):
    many = [*map(str, range(40_000)), ids["Cells"]]
    assert [row.title for row in library.rows(many)] == ["Cells"]


def test_the_store_needs_neither_whoosh_nor_numpy():
    asked = "import index.library, sys; print({'whoosh', 'numpy', 'textual'} & set(sys.modules))"
    told = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "set()"


def test_a_pages_whole_name_is_that_page_alone(open_library):
    library = open_library(
        a_page(("Whole", "One page."), name="day.txt"),
        a_page(("Longer", "Another page."), name="the-day.txt"),
    )
    ids = ids_by_title(library)
    assert library.store.matching(OnPage("day.txt")) == {ids["Whole"]}
    assert library.store.matching(OnPage("day")) == set(ids.values())
