"""Whatever becomes of the index's files, no answer is wrong, and the index is made anew."""

from __future__ import annotations

import random
from contextlib import suppress

import pytest

from index.errors import SearchBroken
from index.query.question import Question
from tests.faults.index_damage import QUESTIONS, Library, hurt
from tests.faults.sizes import times
from tests.faults.tally import TALLY

SEED = 20_260


@pytest.fixture(scope="module")
def library(tmp_path_factory):
    with pytest.MonkeyPatch.context() as monkeypatch:
        return Library(tmp_path_factory.mktemp("damage"), monkeypatch)


KINDS = (
    "toc",
    "trm",
    "pst",
    "number.col",
    "fingerprint.col",
    "_title_len.col",
    "_abstract_len.col",
    "_stored.col",
    "MAIN_WRITELOCK",
    "index.lock",
    "through",
)


def test_every_kind_of_file_that_an_index_has_is_damaged_here(library):
    assert sorted(library.kinds(library.sound)) == sorted(KINDS)
    assert sorted(library.kinds(library.stopped)) == sorted(KINDS)


def keep(search):
    """What the program does with an index at each start and after each change."""
    if search.is_ready():
        with suppress(SearchBroken):
            search.drain()
    if not search.is_ready():
        search.rebuild()


def comes_round(library, search):
    """Whether the index is found out, made anew, and as good as ever."""
    keep(search)
    if search.check().faults:
        assert not search.is_ready()
        keep(search)
    assert search.check().faults == ()
    assert library.answers(search) == library.expected


@pytest.mark.parametrize("kind", KINDS)
def test_a_file_that_was_damaged_before_it_is_opened_makes_no_answer_wrong(library, kind):
    chance = random.Random(f"{SEED} before {kind}")
    files = library.kinds(library.sound)[kind]
    for _ in range(times(2, 200)):
        search = library.opened()
        how = hurt(library.cache / chance.choice(files), chance)
        wrong = library.wrong_answers(search)
        assert not wrong, how
        comes_round(library, search)
        search.close()
        TALLY.made(f"index: {kind} damaged before it is opened", lost=wrong)


@pytest.mark.parametrize("kind", KINDS)
def test_a_file_that_is_damaged_between_two_searches_makes_no_answer_wrong(library, kind):
    chance = random.Random(f"{SEED} between {kind}")
    files = library.kinds(library.sound)[kind]
    for _ in range(times(2, 200)):
        search = library.opened()
        for question in chance.sample(QUESTIONS, 4):
            search.answer(question)
        how = hurt(library.cache / chance.choice(files), chance)
        wrong = library.wrong_answers(search)
        assert not wrong, how
        comes_round(library, search)
        search.close()
        TALLY.made(f"index: {kind} damaged between two searches", lost=wrong)


@pytest.mark.parametrize("kind", KINDS)
def test_a_file_that_is_damaged_before_papers_are_indexed_hides_none_of_them(library, kind):
    chance = random.Random(f"{SEED} writing {kind}")
    files = library.kinds(library.sound)[kind]
    for turn in range(times(1, 40)):
        search = library.opened()
        hurt(library.cache / chance.choice(files), chance)
        paper = library.source.add(f"Okapi {turn}", "a graph")
        keep(search)
        if search.check().faults:
            keep(search)
        assert search.check().faults == ()
        answer = search.answer(Question(f'title:"okapi {turn}"'))
        assert (list(answer.ids), answer.is_without_index) == ([paper], False)
        library.source.remove(paper)
        search.close()
        library.source.unqueue(1 << 60)
        TALLY.made(f"index: {kind} damaged before papers are indexed")


@pytest.mark.parametrize("kind", KINDS)
def test_a_half_made_index_that_was_damaged_comes_out_whole(library, kind):
    chance = random.Random(f"{SEED} part {kind}")
    files = library.kinds(library.stopped)[kind]
    for _ in range(times(1, 200)):
        search = library.opened(library.stopped)
        how = hurt(library.cache / chance.choice(files), chance)
        search.rebuild()
        assert search.check().faults == (), how
        assert library.answers(search) == library.expected
        search.close()
        TALLY.made(f"index: {kind} of a half-made one damaged")
