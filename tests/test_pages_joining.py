"""Wrapped lines, put together as they were written."""

from __future__ import annotations

import pytest

from index.pages.joining import join_lines


@pytest.mark.parametrize(
    ("lines", "joined"),
    [
        (["one"], "one"),
        (["one", "two"], "one two"),
        (["state-of-", "the-art"], "state-of-the-art"),
        (["uni- and multi-", "variate"], "uni- and multi-variate"),
        (["uni-", "and multivariate"], "uni- and multivariate"),
        (["many-", "to-many"], "many-to-many"),
        (["a word--", "and another"], "a word--and another"),
        (["a word --", "and another"], "a word -- and another"),
        (["阅读大型", "图很难"], "阅读大型图很难"),
        (["한국어 문장은", "띄어 쓴다"], "한국어 문장은 띄어 쓴다"),
        (["at https://x.org/abc", "defghijklmnopqrs/t"], "at https://x.org/abcdefghijklmnopqrs/t"),
        (["see https://x.org/a", "for more"], "see https://x.org/a for more"),
    ],
)
def test_lines_join_as_they_were_written(lines: list[str], joined: str) -> None:
    assert join_lines(lines) == joined


def test_a_torn_word_loses_its_hyphen() -> None:
    assert join_lines(["large net-", "works"], frozenset({"networks"})) == "large networks"
