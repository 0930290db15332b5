"""The links in an abstract, cleaned, the paper's own code first."""

from __future__ import annotations

import time

import pytest

from index.links import find_links


def urls(text: str) -> list[str]:
    return [link.url for link in find_links(text)]


def repos(text: str) -> list[str | None]:
    return [link.repo for link in find_links(text)]


@pytest.mark.parametrize(
    ("text", "url"),
    [
        ("Code: https://github.com/a/b.", "https://github.com/a/b"),
        ("(https://github.com/a/b).", "https://github.com/a/b"),
        ("see [https://github.com/a/b], and", "https://github.com/a/b"),
        ("[code](https://github.com/a/b).", "https://github.com/a/b"),
        ("<https://github.com/a/b>", "https://github.com/a/b"),
        ("“https://github.com/a/b”;", "https://github.com/a/b"),
        ("（https://github.com/a/b）。", "https://github.com/a/b"),
        ("代码在https://github.com/a/b获取", "https://github.com/a/b"),
        ("blue{https://github.com/RUCAIBox/FMLP-Rec}.", "https://github.com/RUCAIBox/FMLP-Rec"),
        (r"\url{https://github.com/a/b\_c}", "https://github.com/a/b_c"),
        (r"\href{https://x.org/~a}{text}", "https://x.org/~a"),
        (r"https://x.org/$\sim$a/b", "https://x.org/~a/b"),
        ("at https://github.com/a/b.We show more", "https://github.com/a/b"),
        ("at https://github.com/a/b .", "https://github.com/a/b"),
        ("https://github.com/a/b(see there", "https://github.com/a/b"),
        ("https://github.com/a/b,and", "https://github.com/a/b"),
        ("https://en.wikipedia.org/wiki/A_(b)", "https://en.wikipedia.org/wiki/A_(b)"),
        ("(https://en.wikipedia.org/wiki/A_(b))", "https://en.wikipedia.org/wiki/A_(b)"),
        ("HTTPS://GitHub.com/A/B", "https://github.com/A/B"),
        ("http://github.com/a/b", "http://github.com/a/b"),
        ("at github.com/edwardjhu/TP4.", "https://github.com/edwardjhu/TP4"),
        ("at owner.github.io/x.", "https://owner.github.io/x"),
        ("at owner.github.io.", "https://owner.github.io"),
        ("huggingface.co/x/y", "https://huggingface.co/x/y"),
        ("gitlab.com/x/y", "https://gitlab.com/x/y"),
        ("gitee.com/x/y", "https://gitee.com/x/y"),
        ("www.example.org/x", "https://www.example.org/x"),
        ("europe.example.com/unic", "https://europe.example.com/unic"),
        ("git@github.com:a/b.git", "https://github.com/a/b.git"),
        ("https://x.org/a?b=c#d", "https://x.org/a?b=c#d"),
        ("https://web.archive.org/web/2020/https://x.org", "https://web.archive.org/web/2020/https://x.org"),
    ],
)  # fmt: skip
def test_an_address_is_freed_of_the_text_around_it(text: str, url: str) -> None:
    assert urls(text) == [url]


@pytest.mark.parametrize(
    "text",
    ["", "no link", "me@github.com/x", "e.g.github and/or", "javascript:alert(1)", "file:///etc/x",
     "http://localhost/x", "https://user@evil.org/x", "https://", "Node.js/Express", "https://(x)"],
)  # fmt: skip
def test_what_is_no_web_address_gives_no_link(text: str) -> None:
    assert find_links(text) == ()


@pytest.mark.parametrize(
    ("url", "repo"),
    [
        ("https://github.com/a/b", "a/b"),
        ("https://www.github.com/a/b", "a/b"),
        ("https://github.com/a/b/", "a/b"),
        ("https://github.com/a/b.git", "a/b"),
        ("https://github.com/a/b/tree/main/c", "a/b"),
        ("https://github.com/a/b/blob/main/c.py", "a/b"),
        ("https://github.com/a/b?tab=readme", "a/b"),
        ("https://github.com/a/b#usage", "a/b"),
        ("https://github.com/a/b.js", "a/b.js"),
        ("https://github.com/owner", None),
        ("https://github.com/owner/", None),
        ("https://github.com/a/..", None),
        ("https://github.com/a/.git", None),
        ("https://github.com/features/actions", None),
        ("https://github.com/-a/b", None),
        ("https://gist.github.com/a/b", None),
        ("https://raw.githubusercontent.com/a/b", None),
        ("https://a.github.io/b", None),
        ("https://gitlab.com/a/b", None),
        ("https://notgithub.com/a/b", None),
    ],
)
def test_a_repository_is_owner_and_name_on_github_alone(url: str, repo: str | None) -> None:
    assert repos(url) == [repo]


def test_the_address_keeps_its_path_below_the_repository() -> None:
    assert urls("https://github.com/a/b/tree/main/c.") == ["https://github.com/a/b/tree/main/c"]


def test_one_link_written_twice_is_one_link() -> None:
    twice = "https://github.com/O/AdaFisher{https://github.com/O/AdaFisher}"
    assert urls(twice) == ["https://github.com/O/AdaFisher"]
    assert len(urls("http://x.org/a/ https://X.org/a https://www.x.org/a")) == 1
    assert len(urls("github.com/a/b https://github.com/A/B.git https://github.com/a/b/")) == 1


def test_two_links_glued_together_are_two() -> None:
    assert urls("https://x.org/a,https://x.org/b") == ["https://x.org/a", "https://x.org/b"]


@pytest.mark.parametrize(
    "text",
    [
        "We compare with https://github.com/x/y. Our code is at https://github.com/me/z.",
        "Our code is based on https://github.com/x/y and available at https://github.com/me/z.",
        "Our code (https://github.com/me/z) builds on https://github.com/x/y.",
        "Following https://github.com/x/y, we go on. The code is released: https://github.com/me/z.",
        "See https://x.github.io. We release all of it at https://github.com/me/z.",
        "The baseline's code is at https://github.com/x/y. Code is available at https://github.com/me/z.",
        "https://github.com/me/z holds our implementation. Data: https://zenodo.org/records/1.",
        "Project page: https://x.github.io. Code: https://github.com/me/z.",
        "Data at https://github.com/x/data. Our code is available at https://github.com/me/z.",
        "数据见https://x.org/a。我们的代码见https://github.com/me/z。",
    ],
)  # fmt: skip
def test_the_papers_own_code_comes_first(text: str) -> None:
    assert repos(text)[0] == "me/z"


def test_own_code_elsewhere_comes_before_a_repository_of_others() -> None:
    text = "Based on https://github.com/x/y. Our code is available at https://gitlab.com/me/z."
    assert urls(text)[0] == "https://gitlab.com/me/z"


def test_links_of_one_list_keep_their_order() -> None:
    text = "Code is available at github.com/a/one, github.com/a/two and github.com/a/three."
    assert repos(text) == ["a/one", "a/two", "a/three"]


def test_a_link_said_to_be_ours_the_second_time_moves_up() -> None:
    text = (
        "See https://github.com/x/y and https://github.com/me/z. Our code: https://github.com/me/z"
    )
    assert repos(text) == ["me/z", "x/y"]


def test_github_itself_is_no_link():
    assert find_links("The code is at https://github.com/日本/论文 and on github.com, too.") == ()


@pytest.mark.parametrize(
    "text",
    [
        "https://github.com.evil.example/owner/name",
        "https://evil.example/github.com/owner/name",
        "https://evilgithub.com/owner/name",
        "https://github.com@evil.example/owner/name",
        "https://gіthub.com/owner/name",
        "https://evil.example/?https=github.com/owner/name",
        "https://xn--gthub-cta.com/owner/name",
    ],
)
def test_what_only_looks_like_github_is_no_repository(text: str) -> None:
    assert not any(link.repo for link in find_links(f"Our code: {text} is here."))


def test_a_bracket_that_another_kind_closes_is_no_part_of_an_address():
    assert urls("See https://a.org/bO(n] and https://a.org/c(d[e).") == [
        "https://a.org/bO",
        "https://a.org/c",
    ]


@pytest.mark.parametrize("text", ["based on x.github.io ", "based on https://a.org/b "])
def test_many_links_in_one_sentence_take_no_longer_each_than_a_few(text: str) -> None:
    def seconds(size: int) -> float:
        begun = time.thread_time()
        find_links((text * size)[:size])
        return time.thread_time() - begun

    assert seconds(40_000) < 0.1 + 8 * seconds(10_000)
