from __future__ import annotations

import pytest

from index.paper import Link, Paper, kept_link, paper_id

ORDINARY = Link("https://owner.github.io/panels")
REPOSITORY = Link("https://github.com/owner/panels", "owner/panels")


def test_an_id_is_ten_lower_case_letters_and_digits_and_never_changes():
    assert paper_id("Sparse Panels: Reading Papers") == "lwenvcxhjt"


@pytest.mark.parametrize(
    "title",
    [
        "sparse panels reading papers",
        "Sparse  Panels — Reading\nPapers!",
        "SPARSEPANELSREADINGPAPERS",
    ],
)
def test_case_spacing_and_punctuation_do_not_change_an_id(title):
    assert paper_id(title) == paper_id("Sparse Panels: Reading Papers")


def test_a_composed_accent_and_its_two_characters_give_one_id():
    assert paper_id("R\u00e9sum\u00e9s") == paper_id("Re\u0301sume\u0301s")


def test_titles_of_punctuation_alone_have_ids_of_their_own():
    assert paper_id("???") != paper_id("!!!")


def test_the_best_link_is_the_first_and_the_repository_link_the_first_that_is_one():
    paper = Paper("id", "Title", "", links=(ORDINARY, REPOSITORY))
    assert (paper.best_link, paper.repo_link) == (ORDINARY, REPOSITORY)
    assert paper.link_to_share == REPOSITORY
    assert Paper("id", "Title", "", links=(ORDINARY,)).link_to_share == ORDINARY


def test_a_paper_without_links_has_no_best_one():
    paper = Paper("id", "Title", "")
    assert (paper.best_link, paper.repo_link, paper.link_to_share) == (None, None, None)


@pytest.mark.parametrize(
    ("url", "repo"),
    [
        ("https://github.com/owner/name", "owner/name"),
        ("https://www.github.com/owner/na.me.git", "owner/na.me"),
        ("http://github.com/owner/name/tree/main?x#y", "owner/name"),
    ],
)
def test_a_kept_link_to_a_repository_is_one(url: str, repo: str) -> None:
    assert kept_link(url, repo) == Link(url, repo)


@pytest.mark.parametrize(
    ("url", "repo"),
    [
        ("https://github.com.evil.example/owner/name", "owner/name"),
        ("https://github.com@evil.example/owner/name", "owner/name"),
        ("javascript://github.com/owner/name", "owner/name"),
        ("https://github.com/owner/name;touch x", "owner/name"),
        ("https://github.com/owner/name", "owner/name; touch x"),
        ("https://github.com/owner/name", "other/name"),
    ],
)
def test_a_kept_link_that_is_said_to_be_a_repository_and_is_none_is_none(
    url: str, repo: str
) -> None:
    assert kept_link(url, repo) == Link(url, None)


def test_a_kept_link_carries_no_sequence() -> None:
    assert kept_link("https://example.org/\x1b]52;c;x\x07\na", None).url == "https://example.org/ a"
