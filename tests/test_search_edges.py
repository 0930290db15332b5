"""Trees that no text gives, and leftovers that hardly ever are."""

from __future__ import annotations

import os

import pytest

from index.query.tree import And, Everything, Not, Or, Phrase, Word
from index.search.evaluate import Evaluator
from index.search.folder import sweep
from index.search.holdings import Holdings
from index.search.lighting import light, reasons
from index.search.patterns import Patterns
from index.search.progress import Progress
from index.search.reading import IndexedTerms
from index.search.scanning import ScannedTerms
from index.search.scoring import Scorer
from index.search.terms import Terms
from tests.search_library import small_library

SIGNS = Word("+")


@pytest.mark.parametrize(
    ("tree", "found"),
    [
        (SIGNS, 5),
        (Phrase("+ ="), 5),
        (Not(SIGNS), 5),
        (And((SIGNS, Everything())), 5),
        (Or((SIGNS, Everything())), 5),
        (And((SIGNS, Word("graph"))), 1),
        (Or((SIGNS, Word("graph"))), 1),
        (And((Word("graph"), Not(SIGNS))), 1),
    ],
)
def test_a_part_without_a_word_neither_widens_nor_narrows(tree, found):
    source = small_library()
    scorer = Scorer(ScannedTerms(source, [SIGNS, Word("graph")]), source)
    holdings = Holdings(source)
    patterns = Patterns(source, lambda: False)
    evaluator = Evaluator(scorer, holdings, patterns, source)
    assert evaluator.matches(tree).held.sum() == found
    assert light(SIGNS, scorer).runs == ()
    assert reasons(SIGNS, scorer, next(source.every_text())) == ()


def test_what_this_process_left_behind_is_swept_away(tmp_path):
    index = tmp_path / "index-1"
    for name in ("index-1", f"index-1.old-{os.getpid()}"):
        (tmp_path / name).mkdir()
    sweep(index)
    assert [path.name for path in tmp_path.iterdir()] == ["index-1"]


@pytest.mark.parametrize("kind", [IndexedTerms, ScannedTerms])
def test_terms_answer_all_that_the_evaluator_asks(kind):
    asked = {name for name in vars(Terms) if not name.startswith("_")} - {"is_slow"}  # a value
    assert {"postings", "begun", "completions", "known"} < asked <= set(dir(kind))
    assert Progress is not None
