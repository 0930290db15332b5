"""What a question finds, in which order, with the index and without it."""

from __future__ import annotations

import subprocess
import sys

import pytest

from index.query.field import Field
from index.query.question import Question, Sort
from index.search.notes import BUILDING, SLOW
from index.search.ondisk import segment
from index.search.tokens import words
from tests.search_library import PAPERS, Asked, small_library
from tests.search_source import MemorySource

ALL = {"Graph", "A", "Transformer", "k-Sparse", "Untitled"}


@pytest.fixture(params=["with the index", "without the index"])
def asked(request, tmp_path):
    asked = Asked(tmp_path, small_library())
    if request.param == "with the index":
        asked.search.rebuild()
        asked.is_indexed = True
    yield asked
    asked.search.close()


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", ALL),
        ("graph", {"Graph"}),
        ("GRAPHS", {"Graph"}),
        ("expert mixtures", {"A", "k-Sparse"}),
        ("expert OR terminal", {"A", "k-Sparse", "Transformer"}),
        ("expert | terminal -neural", {"A", "k-Sparse"}),
        ("-expert", {"Graph", "Transformer", "Untitled"}),
        ("-expert -graph", {"Transformer", "Untitled"}),
        ("NOT (expert OR graph)", {"Transformer", "Untitled"}),
        ('"mixture of experts"', {"A"}),
        ('"experts of a mixture"', {"k-Sparse"}),
        ('abs:"of experts"', {"A"}),
        ('title:"of experts"', {"A"}),
        ('title:"experts disagree"', set()),
        ('"narrowed experts"', set()),
        ("self-attention", {"Graph"}),
        ("self attention", {"Graph", "k-Sparse"}),
        ("title:transformer", {"Transformer"}),
        ("abs:transformer", {"A"}),
        ("title:(graph OR reader)", {"Graph", "k-Sparse"}),
        ("neur*", {"Transformer"}),
        ("title:t*", {"Graph", "Transformer"}),
        ("nosuchword", set()),
        ("nosuch*", set()),
        ("C++", {"Graph"}),
        ("C", set()),
        ("R", {"Graph"}),
        ("k-Sparse", {"k-Sparse"}),
        ("O(n^2)", {"Graph"}),
        ("10^5", {"Graph"}),
        ("ell_2", {"Transformer"}),
        ("ell", {"Transformer"}),
        ("CAFE naive", {"Transformer"}),
        ("机制", {"Transformer"}),
        ("制机", set()),
        ("исследование", {"Transformer"}),
        ("हिन्दी", {"Transformer"}),
        ("model's size", {"A"}),
        ("“model size”", set()),
        ("+ graph", {"Graph"}),
        ("+", ALL),
        ("-+", ALL),
        ("+ OR graph", {"Graph"}),
        ("+ | =", ALL),
        ("title:+ graph", {"Graph"}),
        ('"C++ and R"', {"Graph"}),
        ("rank:<=2", {"Graph", "A"}),
        ("rank:<=2 expert", {"A"}),
        ("rank:4 OR graph", {"Graph", "k-Sparse"}),
        ("-rank:<=2", {"Transformer", "k-Sparse", "Untitled"}),
        ("expert -rank:4", {"A"}),
    ],
)
def test_a_question_finds(asked, text, found):
    assert asked.first_words(text) == found


def test_every_beginning_of_every_word_finds_its_paper_as_it_is_typed(asked):
    for title, abstract in PAPERS:
        for word in {*words(title), *words(abstract)}:
            for end in range(2, len(word) + 1):
                assert title in asked.titles(word[:end], typing=True), word[:end]


def test_a_longer_form_than_the_library_holds_keeps_its_papers_in_view(asked):
    assert "Transformer" in asked.first_words("transformers", typing=True)
    assert "Transformer" in asked.first_words("terminals", typing=True)


def test_a_phrase_being_typed_finds_its_beginning(asked):
    assert asked.first_words('"mixture of exp', typing=True) == {"A"}
    assert asked.first_words("self-att", typing=True) == {"Graph"}


def test_a_hit_in_the_title_comes_before_one_in_the_abstract(asked):
    assert asked.titles("transformer")[0] == "Transformer Terminals"


def test_a_finished_word_counts_more_than_a_completion(tmp_path):
    source = MemorySource()
    source.add("Model", "one")
    source.add("Modelling", "one")
    source.add("Modern", "one")
    asked = Asked(tmp_path, source)
    asked.search.rebuild()
    assert asked.titles("modern", typing=True)[0] == "Modern"
    assert asked.titles("mode", typing=True)[0] == "Modern"  # equal: the newest first
    assert asked.titles("modeling", typing=True) == ["Modelling", "Model"]  # of one term: equal
    assert asked.titles("model", typing=True) == ["Model", "Modelling"]  # the whole title
    asked.search.close()


def test_equal_papers_come_newest_first(asked):
    assert asked.titles("") == [title for title, _ in reversed(PAPERS)]


def test_a_word_said_twice_weighs_more(tmp_path):
    source = MemorySource()
    source.add("Alpha words", "beta")
    source.add("Beta words", "alpha")
    asked = Asked(tmp_path, source)
    asked.search.rebuild()
    assert asked.titles("alpha beta") == ["Beta words", "Alpha words"]
    assert asked.titles("alpha alpha beta") == ["Alpha words", "Beta words"]
    asked.search.close()


def test_the_scope_narrows_and_does_not_rank(asked):
    assert asked.first_words("expert", scope="title:mixture") == {"A"}
    assert asked.titles("", scope="expert OR graph") == [
        "k-Sparse Readers",
        "A Mixture of Experts, Narrowed",
        "Graph Attention for Tabular Code",
    ]
    answer = asked.search.answer(Question("graph", scope="is:blue titel:x"))
    assert [note for note in answer.notes if note != BUILDING] == []
    assert answer.lit.spans("x graph", Field.TITLE) == [(2, 7)]


def test_an_answer_tells_its_order_and_the_size_of_the_library(asked):
    def order(text, sort=None):
        return asked.search.answer(Question(text, sort=sort)).sort

    assert order("graph") is Sort.RELEVANCE
    assert order("") is Sort.NEW
    assert order("is:read -graph") is Sort.NEW
    assert order("rank:1", Sort.RELEVANCE) is Sort.NEW
    assert order("graph", Sort.TITLE) is Sort.TITLE
    assert asked.search.answer(Question("graph")).total == 5


def test_papers_come_in_the_order_asked_for(asked):
    assert asked.titles("expert OR graph", sort=Sort.TITLE)[0].startswith("A Mixture")
    assert asked.titles("expert OR graph", sort=Sort.NEW)[0].startswith("k-Sparse")
    assert asked.titles("expert OR graph", sort=Sort.RANK)[0].startswith("Graph")


def test_notes_say_how_the_query_was_read(asked):
    assert "No field “titel”" in asked.search.answer(Question("titel:graph")).notes[0]


@pytest.mark.parametrize(
    "text",
    ["((((", '"', "“", "\0", "🙂", "\ud800", "a" * 10_000, "注" * 10_000, "-" * 10_000,
     "a " * 5_000, "w%d " * 500 % tuple(range(500)), "* ** -*", "תורה עם", "'s", "1..2", "\u0301",
     "-(-(-(", "title:" * 999, '"' + "of " * 3000, "a* " * 2_000, "^$.*[", "\t\n", "a\tb"],
)  # fmt: skip
def test_no_text_fails(asked, text):
    for typing in (False, True):
        answer = asked.search.answer(Question(text, typing=typing))
        answer.lit.spans(text, Field.TITLE)
        asked.search.why(Question(text, typing=typing), asked.paper("Graph"))


def test_an_index_in_a_form_not_known_is_read_by_whoosh_itself_and_said(tmp_path, monkeypatch):
    asked = Asked(tmp_path, small_library())
    asked.search.rebuild()
    known = {text: asked.titles(text, typing=True) for text in ("graph", "expert mix", "tr", "se")}
    asked.search.close()
    monkeypatch.setattr(segment, "KNOWN", "1.0")
    assert {text: asked.titles(text, typing=True) for text in known} == known
    assert asked.notes() == (SLOW,)
    asked.search.close()


def test_questions_without_words_need_no_whoosh():
    code = (
        "import sys, pathlib; from index.search.search import Search;"
        "from index.query.question import Question; from tests.search_library import small_library;"
        "s = Search(pathlib.Path('nowhere'), small_library());"
        "assert len(s.answer(Question('is:unread -rank:1')).ids) == 4;"
        "assert s.why(Question('is:unread'), 'x') == ();"
        "assert 'whoosh' not in sys.modules"
    )
    subprocess.run([sys.executable, "-W", "error", "-c", code], check=True)


def test_an_empty_library_answers_with_nothing(tmp_path):
    asked = Asked(tmp_path, MemorySource())
    assert asked.titles("a") == []
    asked.search.rebuild()
    assert asked.search.is_ready()
    assert asked.titles("a*") == []
    assert asked.titles("-a") == []
    asked.search.close()
