"""Which paper comes first: what the words tell beside how often they stand somewhere."""

from __future__ import annotations

from itertools import permutations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from index.errors import SearchStopped
from index.query.field import Field
from index.query.question import Question, Sort
from index.query.tree import Word
from index.search import nearness, promoting
from index.search.answer import Ground
from index.search.scanning import ScannedTerms
from index.search.scoring import Scorer
from tests.search_library import Asked
from tests.search_source import MemorySource

FILLER = "We draw panels of text and read them slowly."


@pytest.fixture(params=["with the index", "without the index"])
def library(request, tmp_path):
    """Makes a library of titles and abstracts, the last one the newest."""
    made = []

    def make(*papers: tuple[str, str]) -> Asked:
        source = MemorySource()
        for title, abstract in papers:
            source.add(title, abstract)
        asked = Asked(tmp_path / str(len(made)), source)
        if request.param == "with the index":
            asked.search.rebuild()
            asked.is_indexed = True
        made.append(asked)
        return asked

    yield make
    for asked in made:
        asked.search.close()


@pytest.fixture
def indexed(library):
    """As `library`, for what needs the index's vocabulary."""

    def make(*papers: tuple[str, str]) -> Asked:
        asked = library(*papers)
        if not asked.is_indexed:
            pytest.skip("without the index there is no vocabulary")
        return asked

    return make


def found(asked: Asked, text: str, **question: object) -> list[str]:
    """The titles of all that is shown, of most of the query as well."""
    answer = asked.search.answer(Question(text, **question))
    return [asked.source.kept[paper].text.title for paper in answer.ids]


def grounds(asked: Asked, text: str, title: str, **question: object) -> list[Ground]:
    reasons = asked.search.why(Question(text, **question), asked.paper(title))
    assert sum(reason.weight for reason in reasons) == pytest.approx(1)
    assert [r.weight for r in reasons] == sorted((r.weight for r in reasons), reverse=True)
    return [reason.ground for reason in reasons if reason.ground is not Ground.WORDS]


def test_a_title_typed_out_is_the_first_paper(library):
    asked = library(
        ("Narrow Panels", FILLER),
        ("Narrow Panels and Narrow Panels of Panels", "Narrow panels, narrow panels. " * 9),
    )
    assert found(asked, "narrow panels")[0] == "Narrow Panels"
    assert found(asked, "NARROW: panels!")[0] == "Narrow Panels"
    assert found(asked, "narrow panels -slow rank:<=2")[0] == "Narrow Panels"
    assert found(asked, "panels narrow")[0] != "Narrow Panels"


def test_a_long_title_typed_out_is_the_first_paper_too(library):
    title = "How to Read the Narrow Panels of a Terminal"
    asked = library((title, FILLER), ("Narrow Panels", "Read narrow panels of terminals. " * 9))
    assert found(asked, title)[0] == title
    assert Ground.TITLE in grounds(asked, title, title)
    assert grounds(asked, title[:-1], title, typing=True)[0] is Ground.TITLE_BEGINS
    assert found(asked, title[4:])[0] == "Narrow Panels"


def test_a_title_that_begins_as_typed_comes_before_one_that_holds_the_words_more_often(library):
    asked = library(
        ("Sparse Terminals for Readers", FILLER),
        ("Made Sparse: Terminals for Readers", "Terminals."),
    )
    assert found(asked, "sparse term", typing=True)[0] == "Sparse Terminals for Readers"
    assert found(asked, "for term", typing=True)[0].startswith("Made")
    assert Ground.TITLE_BEGINS in grounds(asked, "sparse term", "Sparse", typing=True)
    assert Ground.TITLE not in grounds(asked, "sparse term", "Sparse", typing=True)


def test_a_beginning_that_very_many_titles_share_tells_nothing(library, monkeypatch):
    asked = library(*((f"Towards Panels {number}", "") for number in range(4)))
    assert Ground.TITLE_BEGINS in grounds(asked, "towards pan", "Towards Panels 2", typing=True)
    monkeypatch.setattr(promoting, "MOST_BEGUN", 4)
    assert Ground.TITLE_BEGINS not in grounds(asked, "towards pan", "Towards Panels 2", typing=True)


def test_a_title_that_holds_every_word_comes_before_abstracts_that_say_them_often(library):
    asked = library(
        ("Panels Drawn by Hand on Some Narrow Terminal", FILLER),
        ("Terminals", "Narrow terminals have panels, and so on."),
    )
    assert found(asked, "terminal narrow panels")[0].startswith("Panels")
    assert Ground.TITLE_HOLDS_ALL in grounds(asked, "terminal narrow panels", "Panels")
    assert Ground.TITLE_HOLDS_ALL not in grounds(asked, "terminal narrow panels", "Term")


def test_the_last_word_in_a_title_may_still_be_typed(library):
    asked = library(("Panels for Narrow Terminals", FILLER), ("Lamps", "Narrow terminals."))
    for typed in ("narrow t", "narrow te", "narrow term", "narrow terminals"):
        assert Ground.TITLE_HOLDS_ALL in grounds(asked, typed, "Panels", typing=True)
        assert Ground.TITLE_HOLDS_ALL not in grounds(asked, typed, "Lamps", typing=True)


@pytest.mark.parametrize("typed", ["graph readers", "graph rea"])
def test_words_side_by_side_come_before_words_far_apart(library, typed):
    near = "We say that graph readers see much. They draw what they see and then they rest."
    far = "We say that readers see much. They draw what they see and then a graph they rest."
    for first, second in permutations((("Near", near), ("Far", far))):
        asked = library(first, second)
        assert found(asked, typed, typing=True) == ["Near", "Far"]
        assert grounds(asked, typed, "Near", typing=True) == [Ground.NEAR]
        assert grounds(asked, typed, "Far", typing=True) == []


def test_the_nearer_the_better_in_the_order_typed(library):
    texts = {
        "Zero": "big graph readers and then we rest now",
        "One": "graph big readers and then we rest now",
        "Two": "graph and big readers then we rest now",
        "Three": "graph and then big readers we rest now",
        "Back": "readers graph big and then we rest now",
    }
    for order in (list(texts), list(texts)[::-1]):
        asked = library(*((title, texts[title]) for title in order))
        assert found(asked, "graph reader")[:3] == ["Zero", "One", "Two"]
        assert set(found(asked, "graph reader")[3:]) == {"Three", "Back"}


def test_a_word_is_not_near_its_own_other_form(library):
    asked = library(("Once", "A graph of graphs, drawn."))
    assert grounds(asked, "graph graphs", "Once") == []


def test_only_the_best_papers_are_read_for_near_words(library, monkeypatch):
    monkeypatch.setattr(nearness, "LOOKED_AT", 1)
    asked = library(
        ("Near", "A graph reader is told of in words that do not matter to anyone."),
        ("Far", "Reader graph, reader graph."),
    )
    assert grounds(asked, "graph reader", "Near") == []


def test_words_in_fields_phrases_and_either_words_are_ranked_by_how_they_stand_alone(library):
    asked = library(("Graph Readers", "Graph readers read."))
    for text in ("title:graph title:readers", '"graph readers"', "graph OR readers", "graph~"):
        assert grounds(asked, text, "Graph") == []
    words_alone = grounds(asked, "graph readers", "Graph")
    assert set(words_alone) == {*Ground} - {Ground.WORDS, Ground.KIN}
    assert grounds(asked, "graph readers rank:1 -pdf =read", "Graph") == words_alone


def test_what_holds_no_letter_stands_in_no_title_and_asks_nothing_of_one():
    source = MemorySource()
    source.add("Graph + Readers")
    scorer = Scorer(ScannedTerms(source, ()), source)
    assert scorer.in_titles(Word("+")) is None
    assert len(scorer.times(Word("+"), Field.TITLE).numbers) == 0


def test_another_order_is_not_disturbed(library):
    asked = library(("Graph", ""), ("A Graph of Graphs", "graph"))
    assert found(asked, "graph", sort=Sort.NEW) == ["A Graph of Graphs", "Graph"]
    assert found(asked, "graph") == ["Graph", "A Graph of Graphs"]


def test_equal_papers_stay_newest_first(library):
    asked = library(*((f"Narrow Panels {number}", FILLER) for number in range(12)))
    newest_first = [f"Narrow Panels {number}" for number in reversed(range(12))]
    assert found(asked, "narrow") == newest_first
    assert found(asked, "panels nar", typing=True) == newest_first


def test_a_sentence_finds_what_holds_any_of_its_telling_words(library):
    asked = library(
        ("Otters", "Otters swim."), ("Lamps", "Lamps glow."), ("Stones", "What is to be done?")
    )
    assert set(found(asked, "what is to be seen of otters or of lamps")) == {"Otters", "Lamps"}


def test_what_fits_a_sentence_far_worse_than_the_best_paper_is_left_out(library):
    said = "otters swim below frozen lakes beside patient herons"
    common = [(f"Lakes {number}", "Patient lakes.") for number in range(12)]
    asked = library(("Best", said), ("Half", "Otters swim below herons."), *common)
    assert found(asked, said) == ["Best", "Half"]
    assert len(found(asked, "lakes")) == 12 + 1


def test_words_that_any_text_holds_change_nothing_in_a_sentence(library):
    asked = library(
        ("Herons", "Herons wait. They are of a kind that is to be seen at lakes."),
        ("Otters", "Otters swim."),
        ("Lamps", "Of a lamp that is to be seen at a lake, or of the lamps of the lakes."),
    )
    plain = found(asked, "herons lakes otters swim lamps glow")
    assert set(plain) == {"Herons", "Otters", "Lamps"}
    assert (
        found(asked, "of the herons at a lakes that otters swim to, the lamps are to glow") == plain
    )


def test_a_sentence_of_words_that_any_text_holds_is_still_answered(library):
    asked = library(("Being", "To be or not to be, that is it."), ("Otters", "Otters swim."))
    assert found(asked, "to be or not to be") == ["Being"]


def test_a_word_said_twice_in_a_sentence_counts_twice(library):
    asked = library(("Otters", "Otters swim."), ("Herons", "Herons wait."))
    assert found(asked, "otters otters herons lamps stones rivers")[0] == "Otters"
    assert found(asked, "otters herons herons lamps stones rivers")[0] == "Herons"


def test_a_hyphen_in_a_sentence_binds_nothing(library):
    asked = library(("Otters", "Attention to the self: otters swim."))
    assert found(asked, "self-attention for lamps and stones and rivers") == ["Otters"]
    assert found(asked, "self-attention otters") == ["Otters"]  # most of it, since not all


def test_a_slip_in_a_sentence_is_read_as_what_it_is_near(indexed):
    asked = indexed(("Otters", "Otters swim."), ("Herons", "Herons rest."), ("Ox", "An ox."))
    said = "waht do oters eat in winter"
    assert found(asked, said) == ["Otters"]
    lit = asked.search.answer(Question(said)).lit
    assert lit.spans("two otters swim", "abstract") == [(4, 10)]
    (reason,) = asked.search.why(Question(said), asked.paper("Otters"))[:1]
    assert (reason.words, reason.times) == ("oters", 1)
    assert found(asked, "what do oxx eat in winter") == []  # too short to tell


def test_a_slip_counts_less_than_a_word_that_stands_there(indexed):
    asked = indexed(("Otters", "Lakes. Otters swim."), ("Herons", "Lakes. Herons wait."))
    assert found(asked, "lakes oters herons glow in winter")[0] == "Herons"
    assert found(asked, "lakes otters hernos glow in winter")[0] == "Otters"


KIN = (
    ("First", "Herons fish silver minnows."),
    ("Second", "Herons stalk silver minnows."),
    ("Otters", "Otters dive. Silver minnows flee."),
    ("Stones", "Otters dive. Grey gravel rests."),
    *((f"Other {number}", "Lamps glow over a quiet street tonight.") for number in range(9)),
)
WANTED = "herons otters beside rivers during winter nights"


def test_words_that_the_best_papers_share_bring_up_their_like(indexed):
    for papers in (KIN, (*KIN[3::-1], *KIN[4:])):
        asked = indexed(*papers)
        order = found(asked, WANTED)
        assert order.index("Otters") < order.index("Stones")
        assert set(order) == {"First", "Second", "Otters", "Stones"}
        assert Ground.KIN in grounds(asked, WANTED, "Otters")


def test_nothing_is_found_by_words_that_the_best_papers_share(indexed):
    asked = indexed(*KIN, ("Minnows", "Silver minnows, silver minnows."))
    assert "Minnows" not in found(asked, WANTED)


def test_a_word_that_one_of_the_best_papers_says_alone_is_none_of_theirs(indexed):
    asked = indexed(("One", "Herons fish."), ("Two", "Otters rest."), ("Three", "Fish and gravel."))
    assert grounds(asked, WANTED, "One") == []


def test_a_sentence_that_a_paper_answers_is_left_as_it_is(indexed):
    asked = indexed(*KIN)
    assert grounds(asked, "herons stalk silver minnows tonight slowly", "Second") == []


def test_a_search_nobody_waits_for_stops_before_it_weighs_more_words(indexed):
    asked = indexed(*KIN)
    asked.search.should_stop = lambda: True
    with pytest.raises(SearchStopped):
        asked.search.answer(Question(WANTED))
    assert asked.search.answer(Question("herons")).ids


def test_most_of_a_query_is_ranked_as_a_sentence(library):
    asked = library(("Swimming", "otters at lakes"), ("Otters at Lakes", FILLER))
    answer = asked.search.answer(Question("otters lakes nosuchword"))
    assert answer.failure
    assert len(answer.ids) == 2
    assert grounds(asked, "otters at lakes nosuchword", "Otters at") == []


def test_why_says_nothing_of_a_paper_outside_the_scope_or_answer(library):
    asked = library(("Otters", "Otters swim."), ("Herons", "Herons and otters."))
    assert asked.search.why(Question("otters", "title:herons"), asked.paper("Otters")) == ()
    assert asked.search.why(Question("otters -swim"), asked.paper("Otters")) == ()
    assert asked.search.why(Question("otters herons"), asked.paper("Otters")) == ()


def test_a_word_said_twice_has_twice_the_share(library):
    asked = library(("Notes", "otters herons"))
    weights = {
        reason.words: reason.weight
        for reason in asked.search.why(Question("otters otters herons"), asked.paper("Notes"))
        if reason.ground is Ground.WORDS
    }
    assert weights["otters"] == pytest.approx(2 * weights["herons"])


WORD = st.sampled_from(("graph", "graphs", "reader", "read", "narrow", "panels", "of", "the"))
SAID = st.lists(WORD, max_size=5).map(" ".join)


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(st.tuples(SAID, SAID), min_size=1, max_size=6), WORD, WORD, st.booleans())
def test_papers_that_hold_two_words_are_among_those_that_hold_one(tmp_path, papers, a, b, typing):
    source = MemorySource()
    for number, (title, abstract) in enumerate(papers):
        source.add(f"{title} {number}", abstract)
    asked = Asked(tmp_path, source)
    both = asked.titles(f"{a} {b}", typing=typing)
    assert set(both) <= set(asked.titles(a))
    assert set(both) <= set(asked.titles(b, typing=typing))
