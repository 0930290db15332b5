"""Text from outside is harmless once cleaned, and folded for comparing."""

from __future__ import annotations

import pytest

from index.text import clean, fold, one_line


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
        ("a\x00\x07\x7fb", "ab"),
        ("a\u202eb\u2066c\ufeff", "abc"),
        ("a\ud800b", "ab"),
        ("a\r\nb\rc\u2028d\x85e", "a\nb\nc\nd\ne"),
        ("tab\tstays", "tab\tstays"),
        ("[MASK] [/] O(n]", "[MASK] [/] O(n]"),
        ("क्\u200dष 读书 é", "क्\u200dष 读书 é"),
    ],
)
def test_cleaning_takes_what_acts_and_leaves_what_reads(text: str, cleaned: str) -> None:
    assert clean(text) == cleaned
    assert clean(cleaned) == cleaned


def test_one_line_has_single_spaces() -> None:
    assert one_line("  a\t b\r\n\n c ") == "a b c"


def test_folding_keeps_letters_and_digits_alone() -> None:
    assert fold("  K-Sparse: Auto\u200bencoders, 2nd!") == "ksparseautoencoders2nd"
    assert fold("Ｆｕｌｌ ﬁt ẞ") == "fullfitss"
