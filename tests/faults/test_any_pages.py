"""Whatever a file holds: what was read of it is what the library keeps, and what export gives."""

from __future__ import annotations

import json
import re
from contextlib import suppress
from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as some
from markdown_it import MarkdownIt

from index.errors import InputError
from index.files import load_page, read_papers
from index.links import find_links
from index.paths import places
from index.query.question import Question
from index.text import clean, fold, one_line
from reader.export import addresses, bibtex, envelope, markdown, paper_json
from reader.export.bibtex import latex
from reader.export.markdown import literal
from tests.builders import a_library, every_id
from tests.command_line import CommandLine
from tests.faults.sizes import times
from tests.faults.tally import TALLY
from tests.fuzz import texts as any_texts

if TYPE_CHECKING:
    from pathlib import Path

    from index.library import Library
    from index.pages.page import Page
    from index.paper import Paper

often = settings(max_examples=times(150, 5_000))
seldom = settings(max_examples=times(20, 500))
names = some.text("ab.é読 \x1b\u202e[]", min_size=1, max_size=12).map(lambda name: f"{name}.txt")


@seldom
@given(some.lists(any_texts.pages() | some.binary(max_size=300), min_size=1, max_size=3), names)
def test_what_was_read_is_kept_and_adding_it_again_changes_nothing(tmp_path_factory, raws, name):
    folder = tmp_path_factory.mktemp("any")
    with a_library(folder) as library:
        for raw in raws:
            (folder / name).write_bytes(raw)
            with suppress(InputError):
                saved = load_page(folder / name)
                page = read_papers(saved)
                add(library, page, saved.saved)
        kept = library.papers(every_id(library))
        check_exports(library, kept)
    TALLY.made("any bytes, added as a page")


def add(library: Library, page: Page, saved) -> None:
    before = {paper.id: paper for paper in library.papers(every_id(library))}
    told = library.preview(page, saved)
    report = library.add(page, saved)
    assert report == told
    papers = library.papers(every_id(library))
    if report.again:
        assert {paper.id: paper for paper in papers} == before
        return
    assert len(papers) == len(before) + report.new
    check_kept(page, report.page, papers, before)
    again = library.add(page, saved)
    assert (again.again, again.new, again.page) == (True, 0, report.page)
    assert library.papers(every_id(library)) == papers


def check_kept(page: Page, name: str, papers: list[Paper], before: dict[str, Paper]) -> None:
    """Each listing is one paper's, and one that is new has its very title, text and links."""
    firsts: set[str] = set()
    for listing in page.listings:
        place = (name, listing.rank, listing.line)
        (paper,) = (p for p in papers if place in [(a.page, a.rank, a.line) for a in p.appearances])
        assert fold(paper.title) == fold(listing.title)
        assert paper.abstract or not listing.abstract
        if paper.id not in before and paper.id not in firsts:
            assert paper.title == listing.title
            if listing.abstract:
                assert paper.abstract == listing.abstract
                assert paper.links == find_links(listing.abstract)
        firsts.add(paper.id)
    assert len(papers) == len(before | dict.fromkeys(firsts))


def check_exports(library: Library, kept: list[Paper]) -> None:
    """JSON holds all, BibTeX's braces pair, Markdown has a heading a paper, links a line each."""
    found = library.answer(Question()).ids
    assert sorted(found) == sorted(paper.id for paper in kept)
    written = json.loads("".join(envelope("", len(kept), kept, ["any"])))
    assert written["papers"] == [paper_json(paper) for paper in kept]
    for address in addresses(kept):
        assert re.fullmatch(r"https?://\S+", address)
    for paper in kept:
        check_entry(bibtex(paper))
        assert re.findall(r"(?m)^#.*$", markdown(paper)) == [f"## {literal(paper.title)}"]


def check_entry(entry: str) -> None:
    """One entry: its braces pair, and none closes it before its end."""
    depth = 0
    for place, character in enumerate(entry.removesuffix("\n")):
        depth += (character == "{") - (character == "}")
        assert depth > 0 or "{" not in entry[:place] or place == len(entry) - 2
    assert depth == 0
    assert entry.startswith("@misc{")
    assert all(line.startswith("  ") for line in entry.splitlines()[1:-1])


@often
@given(any_texts.texts)
def test_any_text_is_shown_by_markdown_as_it_is_and_pairs_its_braces_in_bibtex(text):
    rendered = MarkdownIt("commonmark").enable("strikethrough").parse(literal(text))
    (plain,) = [each for each in rendered if each.type == "inline"] or [None]
    assert (plain.content if plain else "") == literal(text).strip()
    assert (
        {child.type for child in plain.children or ()} <= {"text", "text_special"} if plain else 1
    )
    shown = "".join(child.content for child in plain.children or ()) if plain else ""
    assert shown == one_line(text)
    check_entry(f"@misc{{key,\n  title = {{{{{latex(text)}}}}},\n}}\n")
    TALLY.made("any text, written as Markdown and BibTeX")


def test_what_the_command_line_exports_is_the_same_and_obeys_nothing(tmp_path: Path) -> None:
    run = CommandLine(tmp_path / "home")
    lines = ["Daily Papers", "Sep 1"]
    for number, text in enumerate([*any_texts.TERMINAL, *any_texts.HIDDEN, *any_texts.WORDS]):
        lines += [
            f"Paper {number} of {text} and Its Kind",
            f"We show that {text} is of use to all.",
        ]
    (tmp_path / "any.txt").write_bytes("\n\n".join(lines).encode(errors="surrogatepass"))
    assert run("add", str(tmp_path / "any.txt")).code == 0
    with a_library(places(run.home)) as library:
        papers = library.papers(library.answer(Question()).ids)
    assert len(papers) > 50
    for form in ("json", "markdown", "links", "bibtex"):
        written = run("export", "--format", form).out
        assert clean(written) == written
        if form == "json":
            assert json.loads(written)["papers"] == [paper_json(paper) for paper in papers]
        TALLY.made("a page of hostile papers, exported")
