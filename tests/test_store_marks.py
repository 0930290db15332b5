"""Bookmarks, read marks, tags, notes, and undoing them."""

from __future__ import annotations

import pytest

from index.errors import UnknownPaper, WrongUse
from index.query.tree import Is, State
from index.store import journal
from tests.builders import a_library, a_page, ids_by_title, ids_of

PAGE = a_page(("One", ""), ("Two", ""), ("Three", ""))


@pytest.fixture
def library(open_library):
    return open_library(PAGE)


@pytest.fixture
def ids(library):
    return ids_by_title(library)


def marks(library, paper):
    found = library.paper(paper)
    return (found.bookmarked, found.read, found.tags, found.note)


def test_each_mark_says_how_many_papers_it_changed(library, ids):
    both = [ids["One"], ids["Two"]]
    assert library.bookmark(both) == 2
    assert library.bookmark(ids.values()) == 1
    assert library.bookmark([ids["One"], ids["One"]], on=False) == 1
    assert library.mark_read(both) == 2
    assert library.mark_read([ids["Two"]], on=False) == 1
    assert library.retag(both, add=["Graphs", "#graphs", "to read"]) == 2
    assert library.retag(ids.values(), add=["new"], remove=["graphs"]) == 3
    assert library.annotate(ids["One"], "  worth \x1b[31mreading\x1b[0m\nagain ") == 1
    assert marks(library, ids["One"]) == (False, True, ("new", "to-read"), "worth reading\nagain")
    assert marks(library, ids["Two"]) == (True, False, ("new", "to-read"), "")
    assert marks(library, ids["Three"]) == (True, False, ("new",), "")


def test_the_counts_and_tags_follow_the_marks(library, ids):
    library.bookmark([ids["One"], ids["Two"]])
    library.mark_read([ids["One"]])
    library.retag([ids["One"]], add=["b", "c"])
    library.retag([ids["Two"]], add=["c", "a"])
    counts = library.counts()
    assert (counts.total, counts.bookmarked, counts.unread, counts.with_code) == (3, 2, 2, 0)
    assert [(tag.name, tag.papers) for tag in library.tags()] == [("c", 2), ("a", 1), ("b", 1)]


def test_a_row_shows_the_marks(library, ids):
    library.bookmark([ids["One"]])
    library.mark_read([ids["One"]])
    library.retag([ids["One"]], add=["b", "a"])
    (row,) = library.rows([ids["One"]])
    assert (row.bookmarked, row.read, row.tags, row.has_code) == (True, True, ("a", "b"), False)
    assert (row.page, row.label, row.rank, row.seen) == ("2026-09-01.txt", "Sep 1", 1, 1)


@pytest.mark.parametrize(
    "act",
    [
        lambda library, paper: library.bookmark([paper], on=False),
        lambda library, paper: library.mark_read([paper], on=False),
        lambda library, paper: library.retag([paper], add=["here"], remove=["absent"]),
        lambda library, paper: library.annotate(paper, "  "),
        lambda library, paper: library.bookmark([]),
    ],
)
def test_an_action_that_changes_nothing_cannot_be_undone(library, ids, act):
    library.retag([ids["One"]], add=["here"])
    before = library.changes()
    assert act(library, ids["One"]) == 0
    assert library.changes() == before
    assert library.undo() == "tag here on “One”"
    assert library.undo() is None


@pytest.mark.parametrize(
    ("act", "words"),
    [
        (lambda library, ids: library.bookmark(ids[:1]), "bookmark on “One”"),
        (lambda library, ids: library.bookmark(ids), "bookmark on 3 papers"),
        (lambda library, ids: library.mark_read(ids[1:]), "read mark on 2 papers"),
        (lambda library, ids: library.retag(ids, add=["moe"]), "tag moe on 3 papers"),
        (lambda library, ids: library.retag(ids, add=["a", "b"]), "tags a, b on 3 papers"),
        (lambda library, ids: library.annotate(ids[0], "text"), "note on “One”"),
    ],
)
def test_an_action_is_undone_and_redone_with_its_words(library, ids, act, words):
    papers = list(ids.values())
    papers.sort(key=lambda paper: library.paper(paper).appearances[0].rank)
    before = library.papers(papers)
    act(library, papers)
    after = library.papers(papers)
    assert after != before
    assert library.undo() == words
    assert library.papers(papers) == before
    assert library.redo() == words
    assert library.papers(papers) == after
    assert library.redo() is None


def test_taking_marks_off_is_undone_too(library, ids):
    one = ids["One"]
    library.bookmark([one])
    library.mark_read([one])
    library.retag([one], add=["a", "b"])
    library.annotate(one, "first")
    before = library.paper(one)
    library.annotate(one, "second")
    library.annotate(one, "")
    library.retag([one], add=["c"], remove=["a", "b"])
    library.mark_read([one], on=False)
    library.bookmark([one], on=False)
    assert marks(library, one) == (False, False, ("c",), "")
    assert [library.undo() for _ in range(5)] == [
        "bookmark off “One”",
        "read mark off “One”",
        "tags c on, a, b off “One”",
        "note off “One”",
        "note on “One”",
    ]
    assert library.paper(one) == before


def test_undo_reaches_back_into_another_run_and_redo_too(library, home, ids):
    library.bookmark([ids["One"]])
    library.close()
    with a_library(home) as later:
        assert later.undo() == "bookmark on “One”"
    with a_library(home) as latest:
        assert latest.counts().bookmarked == 0
        assert latest.redo() == "bookmark on “One”"
        assert latest.counts().bookmarked == 1


def test_what_is_undone_step_by_step_is_redone_step_by_step(library, ids):
    for title in ("One", "Two", "Three"):
        library.bookmark([ids[title]])
    words = [f"bookmark on “{title}”" for title in ("One", "Two", "Three")]
    assert [library.undo() for _ in range(3)] == words[::-1]
    assert [library.redo() for _ in range(3)] == words


def test_a_new_action_ends_what_could_be_redone(library, ids):
    library.bookmark([ids["One"]])
    library.bookmark([ids["Two"]])
    library.undo()
    library.retag([ids["One"]], add=["new"])
    assert library.redo() is None
    assert library.undo() == "tag new on “One”"
    assert library.undo() == "bookmark on “One”"
    assert library.undo() is None


def test_opening_a_paper_marks_it_read_and_undo_does_not_touch_that(library, ids):
    library.bookmark([ids["One"]])
    before = library.changes()
    library.note_reading(ids["One"])
    assert library.changes() > before
    assert library.undo() == "bookmark on “One”"
    assert ids_of(library, library.store.matching(Is(State.READ))) == (ids["One"],)
    seen = library.changes()
    library.note_reading(ids["One"])
    assert library.changes() == seen


def test_a_bookmark_that_is_undone_and_redone_keeps_its_time(library, ids):
    def since():
        with library.store.reading() as connection:
            return connection.execute("SELECT since FROM bookmark").fetchall()

    library.bookmark([ids["One"]])
    before = since()
    library.undo()
    library.redo()
    assert since() == before


def test_a_thousand_actions_are_kept_and_older_ones_forgotten(library, ids, monkeypatch):
    monkeypatch.setattr(journal, "KEPT", 3)
    for number in range(5):
        library.annotate(ids["One"], f"note {number}")
    assert [library.undo() for _ in range(4)] == ["note on “One”"] * 3 + [None]
    assert library.paper(ids["One"]).note == "note 1"


def test_a_long_title_is_cut_in_the_words_of_an_action(open_library):
    library = open_library(a_page(("Panels " * 30, "")))
    library.bookmark(ids_by_title(library).values())
    words = library.undo()
    assert words.startswith("bookmark on “Panels Panels")
    assert words.endswith("…”")
    assert len(words) < 80


def test_a_tag_cannot_be_put_on_and_taken_off_at_once(library, ids):
    with pytest.raises(WrongUse, match="The tag graphs cannot be put on and taken off"):
        library.retag([ids["One"]], add=["#Graphs"], remove=["graphs"])


@pytest.mark.parametrize(
    "act",
    [
        lambda library, ids: library.bookmark(ids),
        lambda library, ids: library.mark_read(ids),
        lambda library, ids: library.retag(ids, add=["x"]),
        lambda library, ids: library.annotate(ids[1], "x"),
        lambda library, ids: library.note_reading(ids[1]),
    ],
)
def test_where_one_id_is_unknown_nothing_is_marked(library, ids, act):
    before = library.papers(ids.values())
    with pytest.raises(UnknownPaper, match="No paper has the id nobody;"):
        act(library, [ids["One"], "nobody"])
    assert library.papers(ids.values()) == before
    assert library.undo() is None


def test_a_bad_tag_marks_nothing(library, ids):
    with pytest.raises(WrongUse):
        library.retag([ids["One"]], add=["good", "#"])
    assert library.tags() == []
