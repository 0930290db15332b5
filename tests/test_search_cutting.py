"""Texts cut into words in one fast pass: exactly the words that are lit, for every text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.search.tokens import LONGEST, tokens, words

TRICKY = (
    *(
        "C++",
        "C#",
        "F#",
        "c++11",
        "a+b",
        "g++",
        "x++y",
        "ab++",
        "C#s",
        "#C",
        "C##",
        "'s",
        "’s",
        "s's",
    ),
    *("model's", "model’s", "MODEL'S", "C++'s", "it's-", "'s's", "s", "S", "don't", "O(n^2)"),
    *("_", "a_b", "-", "–", "“", " ", "\n", "\x00", "é", "e\u0301", "\u0301", "ﬁ", "K", "İ", "ß"),
    *(
        "注意",
        "グラフ",
        "แบบ",
        "हिन्दी",
        "граф",
        "ё",
        "\u00ad",
        "\u200d",
        "𝔸",
        "٣",
        "²",
        "ª",
        "🙂",
        "\ud800",
    ),
    *("x" * LONGEST, "x" * (LONGEST + 1), "é" * (LONGEST + 1)),
)
texts = st.lists(
    st.one_of(
        st.sampled_from(TRICKY),
        st.text(st.characters(codec=None, exclude_categories=()), max_size=8),
        st.text(st.characters(max_codepoint=127), max_size=8),
    ),
    max_size=12,
).map("".join)


@given(texts)
def test_words_are_those_of_the_tokens(text):
    assert words(text) == [token.word for token in tokens(text)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The model's C++ is not C#, nor “R”", "the model c++ is not c# nor r"),
        ("Self–attention’s k-Sparse O(n^2)", "self attention k sparse o n 2"),
        ("Café über 注意", "cafe uber 注 意"),
        ("c++11 a#b C++'s", "c++ 11 a b c++ s"),
        ("c++11's's", "c++ 11"),
        ("", ""),
    ],
)
def test_a_text_is_cut_so(text, found):
    assert words(text) == found.split()


def test_a_word_of_any_length_counts_by_its_beginning():
    assert words("Ab" * LONGEST + " c") == [("ab" * LONGEST)[:LONGEST], "c"]
