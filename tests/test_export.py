"""Papers written for other programs."""

from __future__ import annotations

import datetime as dt
import json
import re

import pytest

from index.paper import Appearance, Link, Paper
from reader.export import (
    addresses,
    bibtex,
    envelope,
    markdown,
    markdown_link,
    paper_json,
    to_json,
)
from reader.export.bibtex import citation_key, latex
from reader.export.markdown import literal

SEEN = Appearance(
    page="2026-09-01.txt",
    label="Sep 1",
    day=dt.date(2026, 9, 1),
    day_assumed=True,
    rank=17,
    line=12,
)
PAPER = Paper(
    id="k7mq2abcde",
    title="Reading Graphs: A_B & 100% of {Code}",
    abstract="One sentence.\n\n- Not a bullet *here*.",
    links=(Link("https://owner.github.io/x"), Link("https://github.com/o/x/tree/main", "o/x")),
    appearances=(SEEN,),
    tags=("graphs", "to-read"),
    bookmarked=True,
    note="看 this",
    added=dt.datetime(2026, 9, 8, 12, 30, tzinfo=dt.timezone(dt.timedelta(hours=2))),
)


def test_a_paper_as_json_has_the_keys_that_were_promised_in_their_order() -> None:
    assert paper_json(PAPER) == {
        "id": "k7mq2abcde",
        "title": PAPER.title,
        "abstract": PAPER.abstract,
        "links": [
            {"url": "https://owner.github.io/x", "repo": None},
            {"url": "https://github.com/o/x/tree/main", "repo": "o/x"},
        ],
        "appearances": [
            {
                "page": "2026-09-01.txt",
                "day": "2026-09-01",
                "day_assumed": True,
                "label": "Sep 1",
                "rank": 17,
                "line": 12,
            }
        ],
        "tags": ["graphs", "to-read"],
        "bookmarked": True,
        "read": False,
        "note": "看 this",
        "added": "2026-09-08T10:30:00Z",
    }
    assert list(paper_json(PAPER))[:3] == ["id", "title", "abstract"]


def test_a_time_without_a_zone_is_utc_and_no_time_is_null() -> None:
    naive = dt.datetime(2026, 9, 8, 10, 30, 5, 999)
    assert paper_json(Paper("a", "b", "", added=naive))["added"] == "2026-09-08T10:30:05Z"
    assert paper_json(Paper("a", "b", ""))["added"] is None


def test_json_keeps_every_script_and_escapes_what_a_terminal_would_obey() -> None:
    text = to_json({"title": "看\x9b31m\u202eevil\x1b[0m\ud800"})
    assert "看" in text
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202e\ud800]", text)
    assert json.loads(text)["title"] == "看\x9b31m\u202eevil\x1b[0m\ud800"


@pytest.mark.parametrize("papers", [[], [PAPER], [PAPER, PAPER]])
def test_the_envelope_in_pieces_is_the_object_that_json_would_write(papers: list[Paper]) -> None:
    whole = {
        "schema_version": 1,
        "query": 'a "b"\n',
        "total": 9,
        "notes": ["read so"],
        "papers": [paper_json(paper) for paper in papers],
    }
    written = "".join(envelope('a "b"\n', 9, papers, ["read so"]))
    assert written == json.dumps(whole, ensure_ascii=False, indent=2) + "\n"


def test_the_envelope_without_notes_is_sound_too() -> None:
    assert json.loads("".join(envelope("", 1, [PAPER])))["notes"] == []


def test_each_paper_gives_one_address_its_code_first_and_none_is_given_twice() -> None:
    elsewhere = Paper("a", "b", "", links=(Link("https://x.org"),))
    papers = [PAPER, Paper("a", "b", ""), elsewhere, PAPER, elsewhere]
    assert list(addresses(papers)) == ["https://github.com/o/x/tree/main", "https://x.org"]


def test_markdown_is_readable_and_obeys_nothing_in_a_paper() -> None:
    assert markdown(PAPER) == (
        "## Reading Graphs: A_B & 100% of {Code}\n\n"
        "★  2026-09-01, 17th  \\#graphs #to-read\n\n"
        "- [owner.github.io/x](https://owner.github.io/x)\n"
        "- [o/x](https://github.com/o/x/tree/main)\n\n"
        "> 看 this\n\n"
        "One sentence.\n\n"
        "\\- Not a bullet \\*here\\*.\n"
    )


@pytest.mark.parametrize(
    ("text", "escaped"),
    [
        ("# heading", "\\# heading"),
        ("1. first", "1\\. first"),
        ("2026) later", "2026\\) later"),
        ("+ more", "\\+ more"),
        ("===", "\\==="),
        ("[x](javascript:y)", "\\[x\\](javascript:y)"),
        ("<script>", "\\<script>"),
        ("> quote", "\\> quote"),
        ("_so_ and snake_case, __all__", "\\_so\\_ and snake_case, \\_\\_all\\_\\_"),
        ("see https://x.org/~me/a_b#c", "see https://x.org/~me/a_b#c"),
        ("~~gone~~ &amp; R&D costs $5", "\\~\\~gone\\~\\~ \\&amp; R&D costs \\$5"),
        ("100 papers", "100 papers"),
        ("a\nb\x1b[31m", "a b"),
    ],
)
def test_text_in_markdown_is_shown_as_it_is(text: str, escaped: str) -> None:
    assert literal(text) == escaped


@pytest.mark.parametrize(
    ("title", "shown"),
    [
        ("*Bold* **Claims**", "\\*Bold\\* \\*\\*Claims\\*\\*"),
        ("On `code`", "On \\`code\\`"),
        ("<b>Loud</b>", "\\<b>Loud\\</b>"),
        ("_Sly_ and k_means", "\\_Sly\\_ and k_means"),
        ("A](https://evil.org) [B", "A\\](https://evil.org) \\[B"),
        ("Ends in \\", "Ends in \\\\"),
        ("$O(n^2)$ &lt; two\nlines", "\\$O(n^2)\\$ \\&lt; two lines"),
    ],
)
def test_a_title_as_a_markdown_link_is_shown_as_it_is(title: str, shown: str) -> None:
    assert markdown_link(title, "https://x.org/a") == f"[{shown}](https://x.org/a)"
    assert markdown_link(title, None) == shown


@pytest.mark.parametrize(
    ("url", "address"),
    [
        ("https://x.org/a_(b)*c*", "https://x.org/a_%28b%29*c*"),
        ("https://x.org/<b>", "https://x.org/%3Cb%3E"),
        ("https://x.org/`a`|b\\", "https://x.org/%60a%60%7Cb%5C"),
        ("https://x.org/a b\n\x1b\u2003", "https://x.org/a%20b%0A%1B%E2%80%83"),
        ("https://x.org/?a=1&copy;=2&b=3", "https://x.org/?a=1&amp;copy;=2&b=3"),
        ("https://x.org/%20[a]", "https://x.org/%20[a]"),
    ],
)
def test_an_address_in_markdown_cannot_end_its_brackets(url: str, address: str) -> None:
    assert markdown_link("Title", url) == f"[Title]({address})"
    assert f"]({address})" in markdown(Paper("a", "b", "", links=(Link(url),)))


def test_bibtex_escapes_keeps_capitals_and_says_where_a_paper_was_seen() -> None:
    assert bibtex(PAPER) == (
        "@misc{reading-k7mq2abcde,\n"
        "  title = {{Reading Graphs: A\\_B \\& 100\\% of \\{Code\\}}},\n"
        "  url = {https://github.com/o/x/tree/main},\n"
        "  note = {Seen on Daily Papers: 2026-09-01, 17th},\n"
        "  keywords = {graphs, to-read},\n"
        "}\n"
    )


def test_bibtex_leaves_out_what_is_not_known() -> None:
    assert (
        bibtex(Paper("abc", "The Title", "")) == "@misc{title-abc,\n  title = {{The Title}},\n}\n"
    )


@pytest.mark.parametrize(
    ("text", "escaped"),
    [
        ("a # $ _ % &", r"a \# \$ \_ \% \&"),
        ("~ ^ \\", r"\textasciitilde{} \textasciicircum{} \textbackslash{}"),
        ("{a}", r"\{a\}"),
        ("a} {b", r"a\textbraceright{} \textbraceleft{}b"),
        ("{a", r"\textbraceleft{}a"),
        ("é 看", "é 看"),
    ],
)
def test_text_in_bibtex_prints_as_it_is_and_never_unbalances_braces(
    text: str, escaped: str
) -> None:
    assert latex(text) == escaped
    assert escaped.count("{") == escaped.count("}")


@pytest.mark.parametrize(
    ("title", "key"),
    [
        ("A Benchmark of Readers", "benchmark-abc"),
        ("Über Graphen", "uber-abc"),
        ("看", "abc"),
        ("", "abc"),
    ],
)
def test_a_citation_key_is_plain_letters_and_the_id(title: str, key: str) -> None:
    assert citation_key(Paper("abc", title, "")) == key
