"""What search asks of the store: texts, conditions, orders, the queue."""

from __future__ import annotations

import subprocess
import sys

import pytest

from index.query.field import Field
from index.query.question import Sort
from index.query.tree import (
    Ranked,
)
from index.search.source import PaperText
from index.store import numbered, store
from index.store.reading import as_day
from tests.builders import SAVED, a_library, a_page, every_id, ids_by_title, ids_of

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
    """The titles of the papers with these numbers."""
    by_id = {paper: title.split()[0].strip("“”,") for title, paper in ids_by_title(library).items()}
    return lambda numbers: [by_id[paper] for paper in ids_of(library, numbers)]


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
    found = library.rows(every_id(library))
    assert found[0].title == "Undated"  # it was added after September 2026
    assert found[-1].title == "Older"


def test_of_two_pages_of_one_day_the_one_added_last_is_the_newer(library):
    library.add(a_page(("Later", ""), name="l.txt", label="Sep 8"), SAVED)
    assert library.rows(every_id(library))[0].title == "Later"


def test_an_order_knows_of_papers_that_another_program_added(library, home):
    before = every_id(library, Sort.TITLE)
    with a_library(home, a_page(("Aardvark", ""), name="other.txt")) as other:
        (new,) = set(every_id(other, Sort.TITLE)) - set(before)
    assert every_id(library, Sort.TITLE) == (new, *before)


def test_an_order_is_worked_out_once_for_as_long_as_no_page_is_added(library, ids):
    before = library.store.ordered(Sort.SEEN)
    library.bookmark([ids["Cells"]])
    assert library.store.ordered(Sort.SEEN) is before


def test_what_is_remembered_does_not_grow_for_ever_and_the_latest_stays(library, monkeypatch):
    monkeypatch.setattr(store, "_MOST_REMEMBERED", 3)
    newest = library.store.ordered(Sort.NEW)
    for rank in range(1, 6):
        library.store.matching(Ranked(rank, rank))
        assert library.store.ordered(Sort.NEW) is newest
    assert len(library.store._remembered) <= 3


def test_the_texts_of_papers_come_by_number_and_unknown_ones_are_left_out(library, ids):
    number = library.store.numbers([ids["Cells"]])[ids["Cells"]]
    found = library.store.texts([number, 99])
    assert found == {number: PaperText(number, ids["Cells"], "Cells", "None.")}


def test_every_text_comes_once_by_number_however_many_come_at_a_time(library, ids, monkeypatch):
    monkeypatch.setattr(numbered, "_TEXTS_AT_ONCE", 2)
    found = list(library.store.every_text())
    assert [text.number for text in found] == [1, 2, 3, 4, 5]
    assert sorted(text.id for text in found) == sorted(ids.values())
    assert list(library.store.every_text(after=3)) == found[3:]


def test_papers_that_are_added_while_every_text_is_read_come_too(library, monkeypatch):
    monkeypatch.setattr(numbered, "_TEXTS_AT_ONCE", 2)
    texts = library.store.every_text()
    next(texts)
    library.add(a_page(("Late", ""), name="late.txt"), SAVED)
    assert [text.number for text in texts] == [2, 3, 4, 5, 6]


def test_what_is_added_is_queued_once_and_unqueued_up_to_an_entry(library):
    queued = library.store.queued(100)
    assert [number for _, number in queued] == [1, 2, 3, 4, 5]
    assert library.store.queued(2) == queued[:2]
    assert library.store.queue_length() == len(queued)
    before = library.changes()
    library.store.unqueue(queued[1][0])
    assert library.store.queued(100) == queued[2:]
    assert library.changes() == before


def test_an_entry_of_the_queue_is_never_used_twice(library):
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


@pytest.mark.parametrize(
    ("text", "fields", "wanted"),
    [
        ("pAnElS", Field, "Zebra Étude"),
        ("panels", [Field.TITLE], "Étude"),
        ("panels.example", Field, "Étude"),
        ("a%s", Field, ""),
        ("p_nels", Field, ""),
        ("\\", Field, ""),
        ("ddress a", [Field.ABSTRACT], "Beta"),
    ],
)
def test_characters_are_looked_for_as_they_are(library, titles, text, fields, wanted):
    assert sorted(titles(library.store.containing(text, tuple(fields)))) == wanted.split()


def test_a_day_that_is_none_is_told_as_none() -> None:
    assert as_day("\x1b]52;c;x\x07") is None
    assert as_day(None) is None
