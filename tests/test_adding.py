"""Adding saved pages from within the reader."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from tests.builders import a_library
from tests.command_line import GRAPHS, ROUTES, TRAILS, saved_page
from tests.pressing import open_reader

if TYPE_CHECKING:
    from pathlib import Path

    from tests.pressing import Reading


@pytest.fixture(autouse=True)
def _in_a_folder_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Paths are short to type from here."""
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The folder `papers`: two pages, of one and of two papers, and a file that is none."""
    folder = tmp_path / "papers"
    folder.mkdir()
    (folder / "first.txt").write_text(saved_page(GRAPHS), encoding="utf-8")
    (folder / "second.txt").write_text(saved_page(ROUTES, TRAILS, day="Sep 8"), encoding="utf-8")
    (folder / "picture.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    return folder


async def ask(reading: Reading, path: str) -> None:
    await reading.press("a")
    await reading.until(lambda: "Add saved pages" in reading.screen(), "the question")
    await reading.type(path)


async def add(reading: Reading, path: str) -> str:
    """Add this, and give the report as one line."""
    await ask(reading, path)
    await reading.press("enter")
    await reading.until(lambda: "Enter closes" in reading.screen(), "a report")
    return " ".join(reading.screen().split())


async def test_the_report_tells_what_every_line_was_taken_for(tmp_path: Path, folder: Path) -> None:
    async with open_reader(tmp_path / "home") as reading:
        report = await add(reading, "papers/second.txt")
        assert "second.txt · Sep 8" in report
        assert "2 papers: 2 new, 0 known; 1 link" in report
        assert "Lines: 6 header, 2 title, 2 abstract, 9 blank" in report
        await reading.press("enter")
        await reading.until(lambda: "7 of 7" in reading.found, "the new papers in the list")


async def test_a_line_not_understood_is_shown_with_its_number(tmp_path: Path) -> None:
    text = saved_page(GRAPHS) + "\n%%%% 0x7f ~~ [[ ]]\n"
    page = tmp_path / "odd.txt"
    page.write_text(text)
    async with open_reader(tmp_path / "home") as reading:
        report = await add(reading, page.name)
        assert "1 not understood" in report
        assert f"line {len(text.splitlines())} %%%% 0x7f ~~ [[ ]]" in report


async def test_every_page_of_a_folder_is_added(tmp_path: Path, folder: Path) -> None:
    async with open_reader(tmp_path / "home") as reading:
        report = await add(reading, "papers")
        for words in [
            "first.txt · Sep 1",
            "1 paper: 1 new",
            "second.txt · Sep 8",
            "2 papers: 2 new",
        ]:
            assert words in report
        assert "picture" not in report
        await reading.press("escape")
        await reading.until(lambda: "8 of 8" in reading.found, "the new papers in the list")


async def test_tab_completes_the_path(tmp_path: Path, folder: Path) -> None:
    async with open_reader(tmp_path / "home") as reading:
        await ask(reading, "pap")
        await reading.until(lambda: "papers/" in reading.screen(), "the folder's name")
        await reading.press("tab")
        await reading.type("sec")
        await reading.until(lambda: "second.txt" in reading.screen(), "the file's name")
        await reading.press("tab", "enter")
        await reading.until(lambda: "2 papers: 2 new" in reading.screen(), "a report")


@pytest.mark.parametrize("typed", ["'{}'", '"{}"', "  {}  "])
async def test_a_path_pasted_with_quotes_or_spaces_is_understood(
    tmp_path: Path, folder: Path, typed: str
) -> None:
    async with open_reader(tmp_path / "home") as reading:
        assert "1 new" in await add(reading, typed.format("papers/first.txt"))


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("missing.txt", None, "does not exist"),
        ("binary.txt", bytes(range(256)) * 64, "binary"),
        ("picture.txt", b"\x89PNG\r\n\x1a\n" + bytes(64), "a picture"),
        ("empty.txt", b"", "is empty"),
        ("lines.txt", b"a" * 2_000_000, "a line of 2,000,000 characters"),
        ("page.txt", b"Sep 1\n", "holds no paper"),
        ("folder", "folder", "a folder without pages"),
    ],
)
async def test_what_is_no_page_gets_one_sentence_and_changes_nothing(
    tmp_path: Path, name: str, content: bytes | str | None, reason: str
) -> None:
    path = tmp_path / name
    if isinstance(content, bytes):
        path.write_bytes(content)
    elif content is not None:
        path.mkdir()
    async with open_reader(tmp_path / "home") as reading:
        before = reading.browser.library.counts()
        report = await add(reading, name)
        assert "Nothing was added" in report
        assert reason in report
        assert f"{name} " in report
        await reading.press("enter")
        assert reading.browser.library.counts() == before
        assert len(reading.titles()) == 5


async def test_a_page_added_again_is_said_to_be_there(tmp_path: Path, folder: Path) -> None:
    async with open_reader(tmp_path / "home") as reading:
        await add(reading, "papers/first.txt")
        await reading.press("enter")
        report = await add(reading, "papers/first.txt")
        assert "1 paper: in the library already" in report
        assert "new" not in report.partition("first.txt")[2].partition("Lines")[0]
        await reading.press("enter")
        await reading.until(lambda: "6 of 6" in reading.found)


async def test_who_has_gone_on_meanwhile_is_told_in_a_sentence_that_takes_no_key(
    tmp_path: Path, folder: Path
) -> None:
    async with open_reader(tmp_path / "home") as reading:
        with a_library(tmp_path / "home") as another, another.store.writing("papers"):
            await ask(reading, "papers")
            await reading.press("enter", "j")  # which waits a little: a report might come at once
            await reading.until(lambda: reading.title.startswith("Sparse"), "it is taken")
            await reading.press("j")
        await reading.until(lambda: "3 new papers from 2 pages." in reading.notice, "a sentence")
        assert reading.app.screen is reading.browser
        assert reading.title == "Learning to Route Keys"


async def test_escape_leaves_without_adding(tmp_path: Path, folder: Path) -> None:
    async with open_reader(tmp_path / "home") as reading:
        await ask(reading, "papers")
        await reading.press("escape")
        assert reading.app.screen is reading.browser
        assert reading.browser.library.counts().total == 5
        await reading.press("a", "enter")
        assert reading.app.screen is reading.browser


async def test_the_cursor_and_the_search_stay_while_pages_are_added(
    tmp_path: Path, folder: Path
) -> None:
    async with open_reader(tmp_path / "home") as reading:
        await reading.type("/graph")
        await reading.press("enter", "j")
        await reading.until(lambda: "2 of 5" in reading.found)
        title = reading.title
        await add(reading, "papers")
        await reading.press("enter")
        await reading.until(lambda: "3 of 8" in reading.found, "the new hit among the others")
        assert GRAPHS[0] in reading.titles()
        assert reading.title == title
        assert reading.browser.search_box.input.value == "graph"


async def test_words_of_a_new_page_are_found_as_soon_as_it_is_added(
    tmp_path: Path, folder: Path
) -> None:
    async with open_reader(tmp_path / "home") as reading:
        await add(reading, "papers")
        await reading.press("enter")
        await reading.type("/router learns")
        await reading.until(lambda: reading.titles()[:1] == [ROUTES[0]], "the new paper")


async def test_the_library_pane_counts_the_new_page(tmp_path: Path, folder: Path) -> None:
    async with open_reader(tmp_path / "home") as reading:
        await add(reading, "papers/second.txt")
        await reading.press("enter")
        await reading.until(lambda: re.search(r"Sep 8 +2 ", reading.screen()), "the page's count")


@pytest.mark.parametrize("size", [(120, 40), (80, 24), (50, 15)])
async def test_a_long_report_keeps_the_key_that_closes_it_in_view(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    pages = tmp_path / "many"
    pages.mkdir()
    for number in range(20):
        (pages / f"{number}.txt").write_text(saved_page(GRAPHS), encoding="utf-8")
    async with open_reader(tmp_path / "home", files=[pages], size=size) as reading:
        await reading.until(lambda: "Pages added" in reading.screen(), "a report")
        await reading.until(lambda: "Enter closes" in reading.screen(), "what closes it")
