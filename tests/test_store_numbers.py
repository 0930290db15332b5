"""Papers by their numbers, and what stands beside each."""

from __future__ import annotations

import random
from operator import itemgetter

import pytest

from index.errors import LibraryError
from index.query.question import Sort
from index.query.tree import Has, Thing
from index.store.store import Store
from tests.builders import SAVED, a_library, a_page, every_id, ids_by_title, ids_of
from tests.test_store_answers import FIRST, SECOND
from tests.test_store_migrating import of_version


@pytest.fixture
def library(open_library):
    return open_library(FIRST, SECOND)


@pytest.fixture
def ids(library):
    return {title.split()[0].strip("“”,"): id for title, id in ids_by_title(library).items()}


def test_a_papers_number_stays_its_own_whatever_is_added(library, ids):
    before = library.store.numbers(ids.values())
    assert sorted(before.values()) == [1, 2, 3, 4, 5]
    library.add(a_page(("Late", ""), ("Cells", "None."), name="late.txt"), SAVED)
    assert library.store.numbers([*ids.values(), "nobody"]) == before
    assert library.store.numbers(every_id(library)).keys() - before.keys()
    assert library.store.ids([6, before[ids["Cells"]]])[1] == ids["Cells"]


def test_numbers_survive_the_compacting_of_the_file(library, ids):
    before = library.store.numbers(ids.values())
    with library.store.reading() as connection:
        connection.rollback()
        connection.execute("VACUUM")
    assert library.store.numbers(ids.values()) == before


def test_a_number_of_a_paper_that_is_gone_is_not_given_again(library):
    with library.store.writing("papers") as connection:
        connection.execute(
            "DELETE FROM paper WHERE id = (SELECT paper FROM standing WHERE number = 5)"
        )
    library.add(a_page(("Late", ""), name="late.txt"), SAVED)
    assert sorted(library.store.ordered(Sort.NEW)) == [1, 2, 3, 4, 6]


def test_an_unknown_number_has_no_id(library):
    with pytest.raises(LibraryError, match="not in the library"):
        library.store.ids([1, 99])


def test_each_library_has_an_identity_that_it_keeps(library, home, tmp_path):
    name = library.store.identity()
    assert name == library.store.identity()
    assert name.isalnum()
    with a_library(home) as again, a_library(tmp_path / "other") as other:
        assert again.store.identity() == name
        assert other.store.identity() != name


@pytest.mark.parametrize(
    ("beginning", "limit", "wanted"),
    [
        ("ETUDE of", 9, "Étude"),
        ("beta-TERM", 9, "“Beta”"),
        ("apple a", 9, "apple,"),
        ("of", 9, ""),
        ("", 9, ""),
        ("\udcff", 9, ""),
        ("zebra lists and more", 9, ""),
        ("z", 0, ""),
        ("z", 9, "Zebra"),
    ],
)
def test_papers_are_found_by_how_their_titles_begin(library, beginning, limit, wanted):
    numbers = library.store.titled(beginning, limit)
    found = library.store.texts(numbers)
    assert [found[number].title.split()[0] for number in numbers] == wanted.split()


def test_papers_whose_titles_begin_alike_come_in_the_order_of_titles(open_library):
    names = ("Panels in Time", "Panels", "Panels, and Lists", "panels afterwards")
    library = open_library(a_page(*[(name, "") for name in names]))
    found = library.store.titled("panel", 3)
    titles = [library.store.texts(found)[number].title for number in found]
    assert titles == ["Panels", "panels afterwards", "Panels, and Lists"]


TEXTS = (
    "",
    "Rivers run.",
    "Code: https://github.com/owner/name.",
    "See https://panels.example.org.",
)


def pages_at_random(seed):
    """Pages that list the same few papers again and again, with other abstracts, twice a page."""
    chance = random.Random(seed)
    for number in range(chance.randint(1, 8)):
        listed = [
            (f"Paper {chance.randint(1, 12)}", chance.choice(TEXTS))
            for _ in range(chance.randint(1, 9))
        ]
        label = chance.choice(["Sep 1", "Sep 2", "Sep 9", None])
        yield a_page(*listed, name=f"{number}.txt", label=label)


@pytest.mark.parametrize("seed", range(12))
def test_orders_and_filters_say_what_the_papers_themselves_say(open_library, seed):
    library = open_library(*pages_at_random(seed))
    store = library.store
    papers = library.papers(every_id(library))
    assert len(papers) == store.count() == library.counts().total
    best = [min(seen.rank for seen in paper.appearances) for paper in papers]
    pages = [len({seen.page for seen in paper.appearances}) for paper in papers]
    by_rank = [paper for _, paper in sorted(zip(best, papers, strict=True), key=itemgetter(0))]
    by_pages = sorted(zip(pages, papers, strict=True), key=itemgetter(0), reverse=True)
    assert every_id(library, Sort.RANK) == tuple(paper.id for paper in by_rank)
    assert every_id(library, Sort.SEEN) == tuple(paper.id for _, paper in by_pages)
    with_code = {paper.id for paper in papers if paper.repo_link}
    assert set(ids_of(library, store.matching(Has(Thing.CODE)))) == with_code
    assert library.counts().with_code == len(with_code)
    with_link = {paper.id for paper in papers if paper.links}
    assert set(ids_of(library, store.matching(Has(Thing.LINK)))) == with_link
    for paper, row in zip(papers, library.rows(every_id(library)), strict=True):
        newest = paper.appearances[0]
        assert (row.page, row.label, row.rank) == (newest.page, newest.label, newest.rank)
        assert row.seen == len({seen.page for seen in paper.appearances})
        assert row.has_code == bool(paper.repo_link)


@pytest.mark.parametrize("seed", range(12))
def test_an_older_library_is_brought_to_what_a_new_one_would_hold(home, tmp_path, seed):
    with a_library(home, *pages_at_random(seed)) as library:
        order = [library.store.ordered(sort).tolist() for sort in Sort]
        with library.store.reading() as connection:
            standing = connection.execute("SELECT * FROM standing ORDER BY number").fetchall()
    older = of_version(tmp_path / "older.db", 3)
    older.execute("ATTACH ? AS newer", (str(home.library),))
    for table in ("paper", "link", "page", "appearance"):
        older.execute(f"INSERT INTO main.{table} SELECT * FROM newer.{table}")
    older.close()
    store = Store.open(tmp_path / "older.db")
    with store.reading() as connection:
        assert connection.execute("SELECT * FROM standing ORDER BY number").fetchall() == standing
    assert [store.ordered(sort).tolist() for sort in Sort] == order
    store.close()
