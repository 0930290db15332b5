"""What holds of any bytes that are read as a saved page, and of all that is made of them."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from zlib import crc32

from index.days import day_of
from index.errors import InputError, WrongUse
from index.files import load_text
from index.links import find_links
from index.pages.lines import measure, split_lines
from index.pages.page import Fate, Page
from index.pages.reading import read_page
from index.paper import Link, paper_id
from index.tagnames import tag_name
from index.text import clean, one_line, sort_title
from tests.fuzz.clock import within

SAVED = dt.date(2026, 9, 8)
HIDDEN = {"Cc", "Cs", "Zs", "Zl", "Zp"}  # controls, surrogates, every kind of space
SECONDS = 1.0  # for 4,096 bytes: a hundred times what they take
_RARELY = 8
_LARGE = 20_000  # characters: what is quadratic takes seconds for as many
_LINE_END = re.compile(r"\r\n|\r|\n")
_ID = re.compile(r"[a-z2-7]{10}")
_REPO = re.compile(r"[A-Za-z0-9][A-Za-z0-9-]*/[\w.-]+", re.ASCII)


def check(raw: bytes) -> None:
    """Raise AssertionError where something does not hold of these bytes."""
    with within(SECONDS):
        try:
            text = load_text(raw, "any.txt", SAVED).text
        except InputError:
            return
        page = read_page(text, "any.txt")
        check_page(text, page)
        check_links(text)
    chance = crc32(raw)
    if chance % _RARELY == 0:
        assert read_page(text, "any.txt") == page
        check_nothing_vanishes(text, page)
    if chance % (4 * _RARELY) == 1 and text:
        large = (text * (_LARGE // len(text) + 1))[:_LARGE]
        with within(4 * SECONDS):
            read_page(large, "any.txt")
            find_links(large)


def check_page(text: str, page: Page) -> None:
    """Each line has one fate, papers stand in order, and nothing hidden is in them."""
    lines = _LINE_END.split(text)
    assert len(page.fates) == len(lines) - (lines[-1] == "")
    assert [odd.line for odd in page.odd_lines] == [
        number for number, fate in enumerate(page.fates, 1) if fate == Fate.NOT_UNDERSTOOD
    ]
    assert [paper.rank for paper in page.listings] == list(range(1, len(page.listings) + 1))
    starts = [paper.line for paper in page.listings]
    assert starts == sorted(set(starts))
    assert all(page.fates[start - 1] == Fate.TITLE for start in starts)
    assert bool(page.listings) == (Fate.TITLE in page.fates)
    assert page.listings or Fate.ABSTRACT not in page.fates
    for odd in page.odd_lines:
        assert odd.text
        assert one_line(odd.text) == odd.text
    for paper in page.listings:
        assert paper.title
        assert one_line(paper.title) == paper.title
        assert all(one_line(part) == part != "" for part in paper.abstract.split("\n\n") if part)
        assert clean(paper.abstract) == paper.abstract
        check_identity(paper.title)
        check_links(paper.abstract)
    check_day(page.label)


def check_nothing_vanishes(text: str, page: Page) -> None:
    """Every letter of the lines of titles and abstracts is in a paper, in its order."""
    kept = "".join(
        line.text
        for line in measure(split_lines(text))
        if page.fates[line.index] in (Fate.TITLE, Fate.ABSTRACT)
    )
    papers = "".join(paper.title + paper.abstract for paper in page.listings)
    assert _letters(papers) == _letters(kept)


def check_identity(title: str) -> None:
    """A title has an id and a place in the alphabet, and the tag made of it is one for good."""
    assert _ID.fullmatch(paper_id(title))
    assert sort_title(title)
    try:
        tag = tag_name(title)
    except WrongUse:
        return
    assert tag_name(tag) == tag
    assert one_line(tag) == tag
    assert not re.search(r"[\s,]", tag)
    assert 0 < len(tag) <= 64


def check_links(text: str) -> None:
    """Links are addresses and nothing else, each once, and are found again where they stand."""
    links = find_links(text)
    assert len({link.url for link in links}) == len(links)
    for link in links:
        check_link(link)
        assert find_links(link.url) == (link,), link


def check_link(link: Link) -> None:
    """It can be opened: http or https, a host, and nothing hidden, nor of the prose around it."""
    scheme, _, rest = link.url.partition("://")
    assert scheme in ("http", "https")
    assert rest[:1].isalnum() or rest[:1] == "_"
    assert clean(link.url) == link.url
    assert not re.search(r"[\s<>\"'`{}|\\^]", link.url), link
    assert not {unicodedata.category(character) for character in link.url} & HIDDEN, link
    assert not re.search("[\u00ad\u034f\u180e\u200b-\u200d\u2060\ufeff]", link.url), link
    assert link.url[-1] not in ".,;:!?*~$", link
    if link.repo is not None:
        assert _REPO.fullmatch(link.repo), link
        assert link.repo in link.url


def check_day(label: str | None) -> None:
    """A label that gives a day gives one of the calendar, in the past where it was assumed."""
    day, is_assumed = day_of(label, SAVED)
    if is_assumed:
        assert day is not None
        assert day <= SAVED
    assert label is None or one_line(label) == label


def _letters(text: str) -> str:
    return re.sub(r"[\s-]", "", text)
