"""Text from outside is harmless once cleaned, and folded for comparing."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.text import UNSEEN, clean, fold, one_line
from tests.faults.hostile_texts import LOOKS_LIKE, TEXTS, TOO_MUCH, harm_in


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("plain", "plain"),
        ("a\x1b[31mb\x1b[0m", "ab"),
        ("a\x1b]52;c;aGk=\x07b", "ab"),
        ("a\x1b]0;title\x1b\\b", "ab"),
        ("a\x1bPq#0\x1b\\b", "ab"),
        ("a\x9b31mb", "ab"),
        ("a\x1b]open, never closed\nb", "a\nb"),
        ("a\x9d52;c;aGk=\x9cb", "ab"),
        ("â\x80\x9cquotedâ\x80\x9d and â\x80\x98moreâ\x80\x99", "âquotedâ and âmoreâ"),
        ("Å\x9bwiat", "Åwiat"),
        ("a\x00\x07\x7fb", "ab"),
        ("a\u202eb\u2066c\ufeff", "abc"),
        ("a\ud800b", "ab"),
        ("a\r\nb\rc\u2028d\x85e\x0bf\x0cg", "a\nb\nc\nd\ne\nf\ng"),
        ("a\ufdd0b\uffffc\U0010ffffd", "abcd"),
        ("❤\ufe0f\ufe0f\U000e0100\ufe0f!", "❤\ufe0f!"),
        ("tab\tstays", "tab\tstays"),
        ("[MASK] [/] O(n]", "[MASK] [/] O(n]"),
        ("क्\u200dष 读书 é", "क्\u200dष 读书 é"),
    ],
)
def test_cleaning_takes_what_acts_and_leaves_what_reads(text: str, cleaned: str) -> None:
    assert clean(text) == cleaned
    assert clean(cleaned) == cleaned


OPENERS = ["\x1b", "]", "[", "52;", "\x9d", "\x9b", "\x9c", "\x07", "\\", "P", "m", "é"]
UNSEEN_ONES = ["\ufe0f", "\U000e0100", "\u202e", "\ud800", "\ufffe", "\u2028", "\0", "\r", "\x85"]
PIECES = st.sampled_from([*OPENERS, *UNSEEN_ONES])
ANY = st.lists(PIECES | st.sampled_from([*TEXTS.values()]), max_size=12).map("".join) | st.text()


@given(ANY)
def test_nothing_is_left_that_may_not_reach_a_terminal(text: str) -> None:
    cleaned = clean(text)
    assert not UNSEEN.search(cleaned)
    assert not harm_in(cleaned)
    assert clean(cleaned) == cleaned


@pytest.mark.parametrize("text", LOOKS_LIKE.values(), ids=LOOKS_LIKE)
def test_what_a_paper_may_hold_for_good_stays_letter_by_letter(text: str) -> None:
    assert clean(text) == text


@pytest.mark.parametrize("text", TOO_MUCH.values(), ids=TOO_MUCH)
def test_cleaning_takes_twice_the_time_for_twice_the_text(text: str) -> None:
    def seconds(cleaned: str) -> float:
        began = time.process_time()
        clean(cleaned)
        return time.process_time() - began

    half = min(seconds(text[: len(text) // 2]) for _ in range(3))
    assert min(seconds(text) for _ in range(3)) < 4 * half + 0.01


def test_one_line_has_single_spaces() -> None:
    assert one_line("  a\t b\r\n\n c ") == "a b c"


def test_folding_keeps_letters_and_digits_alone() -> None:
    assert fold("  K-Sparse: Auto\u200bencoders, 2nd!") == "ksparseautoencoders2nd"
    assert fold("Ｆｕｌｌ ﬁt ẞ") == "fullfitss"
