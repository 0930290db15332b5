"""Within what was found: narrowing by facets, more like a paper, why a paper is there."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.query.parse import parse
from index.query.question import Question
from index.query.shape import all_of
from index.query.tree import And
from reader.narrowing import narrowed
from reader.screens.reasons import is_by_likeness
from tests.builders import a_page
from tests.pressing import SHELF, Reading, open_reader
from tests.test_searching import answered, search

if TYPE_CHECKING:
    from pathlib import Path

    from index.query.tree import Tree

OLDER = a_page(("Older Graphs", "A graph of older days."), name="2026-08-25.txt", label="Aug 25")


@pytest.mark.parametrize("part", ["tag:graphs", '-page:"Sep 1"', '"graph neural network"'])
@pytest.mark.parametrize(
    "text",
    ["", "graph", "graph | table", "a OR b -c", '"graph att', "(graph", "sort:new graph", "-x"],
)
@pytest.mark.parametrize("typing", [True, False])
def test_a_narrowed_query_means_what_it_meant_and_the_part(
    text: str, part: str, typing: bool
) -> None:
    before = Question(text, "has:code", typing=typing)
    after = narrowed(before, part)
    meant = all_of([parse(text, typing).tree, parse(part).tree])
    assert parts(parse(after.text, after.typing).tree) == parts(meant)
    assert after.scope == "has:code"


PIECES = st.sampled_from(
    [
        *("graph", "b c", "(", ")", "OR", "|", "-", "NOT", '"', "*", "~", " "),
        *("tag:a", "sort:new", "/x/", "=sub", "title:", "like:abc", "@n"),
        "a sentence of a good many words it is",
    ]
)


@settings(max_examples=300, deadline=None)
@given(st.lists(PIECES, max_size=8), st.sampled_from(["", " "]), st.booleans())
def test_whatever_is_typed_can_be_narrowed(pieces: list[str], gap: str, typing: bool) -> None:
    before = Question(gap.join(pieces), typing=typing)
    after = narrowed(before, '-"a b"')
    now = parts(parse(after.text, after.typing).tree)
    # Where brackets and operators are a mere heap, the last word may count as finished.
    read = [parse(before.text, going_on).tree for going_on in {typing, False}]
    assert now in [parts(all_of([tree, parse('-"a b"').tree])) for tree in read]


def parts(tree: Tree) -> Counter[Tree]:
    """What must hold, all of it, in any order."""
    return Counter(tree.parts if isinstance(tree, And) else (tree,))


def test_a_part_is_joined_behind_a_query_that_is_finished() -> None:
    assert narrowed(Question("graph"), "tag:a").text == "graph tag:a"
    assert narrowed(Question("a | b"), "tag:a").text == "(a | b) tag:a"


async def faceted(reading: Reading) -> None:
    """Press f, and wait for the panel."""
    await reading.press("f")
    await reading.until(lambda: "Narrow " in reading.screen(), "the panel")


async def tag(reading: Reading, *places: int) -> None:
    """Tag the papers at these places of the list."""
    ids = reading.browser.list.ids
    reading.browser.library.retag([ids[place] for place in places], add=["graphs"])


async def test_a_digit_narrows_to_its_facet(tmp_path: Path) -> None:
    async with open_reader(tmp_path) as reading:
        await tag(reading, 0, 4)
        await faceted(reading)
        assert "1  #graphs" in reading.screen()
        await reading.press("1")
        await reading.until(lambda: reading.browser.question.text == "tag:graphs")
        await answered(reading)
        assert len(reading.titles()) == 2
        assert reading.browser.search_box.input.value == "tag:graphs"
        assert reading.browser.pane.id == "list"


async def test_minus_and_a_digit_leave_a_facet_out(tmp_path: Path) -> None:
    async with open_reader(tmp_path) as reading:
        await search(reading, "graph")
        await tag(reading, 0)
        await reading.press("enter")
        await faceted(reading)
        await reading.press("minus")
        assert "1 -#graphs" in reading.screen()
        await reading.press("1")
        await reading.until(lambda: "-tag:graphs" in reading.browser.question.text)
        await answered(reading)
        assert len(reading.titles()) == 1


async def test_a_facet_is_chosen_with_enter_and_minus_is_taken_back(tmp_path: Path) -> None:
    async with open_reader(tmp_path, [SHELF, OLDER]) as reading:
        await faceted(reading)
        assert "Sep 1" in reading.screen()
        assert "Aug 25" in reading.screen()
        assert "with code" in reading.screen()
        await reading.press("j", "minus", "minus", "enter")
        await reading.until(lambda: "page:" in reading.browser.question.text)
        await answered(reading)
        assert reading.titles() == ["Older Graphs"]


async def test_the_count_of_a_facet_is_what_it_narrows_to(tmp_path: Path) -> None:
    async with open_reader(tmp_path) as reading:
        await search(reading, "gra")
        await reading.press("enter")
        await faceted(reading)
        assert "with code   1" in reading.screen()
        await reading.press("1")
        await reading.until(lambda: "has:code" in reading.browser.question.text)
        await answered(reading)
        assert len(reading.titles()) == 1


async def test_the_panel_is_left_without_a_change(tmp_path: Path) -> None:
    async with open_reader(tmp_path) as reading:
        await faceted(reading)
        await reading.press("escape")
        assert reading.browser.question.text == ""
        assert reading.app.screen is reading.browser


async def test_a_result_without_differences_says_so(tmp_path: Path) -> None:
    async with open_reader(tmp_path) as reading:
        await search(reading, "layouts")
        await reading.press("enter", "f")
        await reading.until(lambda: "nothing to narrow" in reading.notice)
        await search(reading, "layouts zebra")
        await reading.press("enter", "f")
        assert reading.app.screen is reading.browser


@pytest.mark.parametrize("size", [(120, 40), (80, 24), (50, 15), (20, 6)])
async def test_facets_are_chosen_on_any_screen(tmp_path: Path, size: tuple[int, int]) -> None:
    async with open_reader(tmp_path, [SHELF, OLDER], size=size) as reading:
        await tag(reading, 0, 4)
        await reading.press("f")
        await reading.until(lambda: reading.app.screen is not reading.browser)
        await reading.press("j", "k", "1")
        await reading.until(lambda: reading.browser.question.text == "tag:graphs")


async def test_star_finds_more_like_the_paper_wherever_it_is(tmp_path: Path) -> None:
    async with open_reader(tmp_path, [SHELF, OLDER]) as reading:
        await search(reading, "small terminals")
        await reading.press("enter", "asterisk")
        paper = "Graph Readers for Small Terminals"
        await reading.until(lambda: f"Papers like “{paper}”" in reading.screen())
        await answered(reading)
        assert "Older Graphs" in reading.titles()
        assert paper not in reading.titles()
        await reading.press("w")
        await reading.until(lambda: reading.notice or reading.app.screen is not reading.browser)
        await reading.press("escape", "slash", "up")
        await reading.until(lambda: reading.browser.question.text == "small terminals")


async def test_what_a_query_is_like_is_told_for_the_beginning_of_an_id_and_not_for_quoted_words(
    tmp_path: Path,
) -> None:
    async with open_reader(tmp_path, [SHELF, OLDER]) as reading:
        paper = next(p for p in reading.browser.library.papers(reading.browser.list.ids[:1]))
        await search(reading, f"has:code or like:{paper.id[:-1]}")
        await answered(reading)
        assert f"Papers like “{paper.title}”" in reading.screen()
    async with open_reader(tmp_path / "other", [SHELF, OLDER]) as reading:
        await search(reading, f'panels "like:{paper.id}"')
        await answered(reading)
        assert "Papers like" not in reading.screen()


@pytest.mark.parametrize(
    ("text", "is_so"),
    [("like:a", True), ("(b OR like:a) c", True), ("c -like:a", False), ('"like:a"', False)],
)
def test_a_query_is_by_likeness_wherever_it_asks_for_that(text: str, is_so: bool) -> None:
    assert is_by_likeness(Question(text)) == is_so


async def test_why_says_what_is_not_in_a_paper_that_holds_most(tmp_path: Path) -> None:
    async with open_reader(tmp_path) as reading:
        await search(reading, "small terminals graph zebra")
        await reading.press("enter", "w")
        await reading.until(lambda: "was found" in reading.screen())
        assert "“zebra”" in reading.screen()
        assert "not here" in reading.screen()


async def test_why_tells_of_the_title_and_not_of_words_that_any_text_holds(tmp_path: Path) -> None:
    async with open_reader(tmp_path) as reading:
        await search(reading, "graph readers")
        await reading.press("enter", "w")
        await reading.until(lambda: "was found" in reading.screen())
        assert "the title begins so" in reading.screen()
        await reading.press("escape")
        await search(reading, "what is the zebra of graph readers")
        await reading.press("enter", "w")
        await reading.until(lambda: "was found" in reading.screen())
        assert "“zebra”" in reading.screen()
        assert "“what”" not in reading.screen()


async def test_why_counts_where_a_pattern_stands(tmp_path: Path) -> None:
    async with open_reader(tmp_path) as reading:
        await search(reading, "/gra.h/")
        await reading.press("enter", "w")
        await reading.until(lambda: "was found" in reading.screen())
        assert "in the title" in reading.screen()
        assert "1×" in reading.screen()


async def test_why_without_words_says_that_no_word_did_it(tmp_path: Path) -> None:
    async with open_reader(tmp_path) as reading:
        await reading.press("w")
        assert "Nothing is searched for" in reading.notice
        await search(reading, "is:unread")
        await reading.press("enter", "w")
        await reading.until(lambda: "no word did" in reading.notice)


@pytest.mark.parametrize(
    ("text", "hits"),
    [("graps~", 3), ("/gra.h/", 3), ("=raph", 3), ('"in small terminals"', 1), ("termin*", 1)],
)
async def test_n_walks_what_any_kind_of_query_finds(tmp_path: Path, text: str, hits: int) -> None:
    async with open_reader(tmp_path) as reading:
        await search(reading, text)
        await reading.press("enter", "n")
        assert f"1 of {hits} " in reading.notice
        await reading.press("N")
        assert f"{hits} of {hits} " in reading.notice


async def test_n_says_where_the_words_stand_if_not_in_the_abstract(tmp_path: Path) -> None:
    async with open_reader(tmp_path) as reading:
        await search(reading, "title:graph")
        await reading.press("enter", "n")
        assert "in the title alone" in reading.notice
        await search(reading, "is:unread")
        await reading.press("enter", "n")
        assert "word for word" in reading.notice
