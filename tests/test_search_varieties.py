"""Words that the British and the Americans spell differently find each other."""

from __future__ import annotations

import pytest

from index.search.stems import term


@pytest.mark.parametrize(
    "pair",
    [
        "generalise generalize",
        "optimisation optimization",
        "tokenised tokenized",
        "regularising regularizing",
        "characterises characterizes",
        "quantisation quantization",
        "parametrised parametrized",
        "randomised randomized",
        "minimiser minimizer",
        "recognise recognize",
        "synthesise synthesize",
        "analyse analyze",
        "catalysed catalyzed",
        "behaviour behavior",
        "neighbourhoods neighborhoods",
        "colours colors",
        "centre center",
        "centred centered",
        "fibres fibers",
        "modelling modeling",
        "labelled labeled",
        "signalling signaling",
        "catalogue catalog",
        "grey gray",
    ],
)
def test_either_spelling_has_the_same_term(pair):
    british, american = pair.split()
    assert term(british) == term(american)


@pytest.mark.parametrize(
    "words",
    [
        "noise noisy",
        "precise precisely precision",
        "promise promises promised promising",
        "compromise compromised",
        "raise raised raising",
        "exercise exercised exercises",
        "premise premises",
        "hour hours",
        "four fours",
        "source sources",
        "course courses",
        "tour tours",
        "spelling spellings",
        "rolling rolled",
        "calling called",
        "pre prefer",
    ],
)
def test_other_words_keep_their_forms_together_or_apart_as_before(words):
    from whoosh.lang.porter import stem

    forms = words.split()
    alike = [[stem(one) == stem(other) for other in forms] for one in forms]
    assert [[term(one) == term(other) for other in forms] for one in forms] == alike
