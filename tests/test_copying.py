"""Copying and opening links from the reader; each clipboard itself is tested in test_clipboard."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest

from tests.pressing import Reading, open_reader

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(autouse=True)
def _no_clipboard_of_this_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    """Only the terminal's own way is left, so that no test writes to the developer's clipboard."""
    for name in ("TMUX", "DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)


async def told(reading: Reading, words: str) -> None:
    """Wait until the reader was told this."""
    await reading.until(lambda: words in reading.notice, words)


async def test_y_copies_the_github_link_at_once_and_shows_it(tmp_path: Path) -> None:
    async with open_reader(tmp_path) as reading:
        await reading.press("y")
        await told(reading, "https://github.com/owner/graph-readers")
        assert reading.copied().strip() == "https://github.com/owner/graph-readers"
        assert "Copied" not in reading.notice  # nothing here could confirm it


async def test_y_takes_the_papers_own_code_among_several_and_says_so(tmp_path: Path) -> None:
    async with open_reader(tmp_path) as reading:
        await reading.press("j", "j", "y")
        await told(reading, "https://github.com/owner/routes")
        assert "1st of 2" in reading.notice
        assert reading.copied().strip() == "https://github.com/owner/routes"


async def test_y_without_a_github_link_says_so_and_offers_the_others(tmp_path: Path) -> None:
    async with open_reader(tmp_path) as reading:
        await reading.press("j", "y")
        assert "No GitHub link" in reading.screen()
        await reading.press("l")
        await told(reading, "https://panels.example.org")


@pytest.mark.parametrize(
    ("key", "text"),
    [
        ("l", "https://github.com/owner/graph-readers"),
        ("c", "git clone https://github.com/owner/graph-readers.git"),
        ("t", "Graph Readers for Small Terminals"),
        ("m", "[Graph Readers for Small Terminals](https://github.com/owner/graph-readers)"),
    ],
)
async def test_the_copy_menu_copies_what_is_chosen(tmp_path: Path, key: str, text: str) -> None:
    async with open_reader(tmp_path) as reading:
        await reading.press("Y", key)
        await reading.until(lambda: reading.copied().strip() == text)


async def test_the_abstract_is_copied_whole(tmp_path: Path) -> None:
    async with open_reader(tmp_path) as reading:
        await reading.press("Y", "a")
        await reading.until(
            lambda: reading.copied().startswith("We read graphs in small terminals.")
        )
        assert reading.copied().strip().endswith("graph-readers.")


async def test_the_copy_menu_is_left_without_copying(tmp_path: Path) -> None:
    async with open_reader(tmp_path) as reading:
        await reading.press("Y", "escape", "Y", "q")
        assert reading.app.screen is reading.browser
        assert reading.copied() == ""


@pytest.fixture
def opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A real browser of sorts: a program that writes the address it is given to this file."""
    file, program = tmp_path / "opened", tmp_path / "browser"
    writes = f"import pathlib, sys; pathlib.Path({str(file)!r}).write_text(sys.argv[1])"
    program.write_text(f"#!{sys.executable}\n{writes}\n")
    program.chmod(0o755)
    monkeypatch.setenv("BROWSER", str(program))
    return file


async def test_o_opens_the_best_link(tmp_path: Path, opened: Path) -> None:
    async with open_reader(tmp_path / "home") as reading:
        await reading.press("o")
        await reading.until(opened.exists)
        await reading.until(lambda: opened.read_text() == "https://github.com/owner/graph-readers")


async def test_a_link_is_chosen_by_its_number(tmp_path: Path, opened: Path) -> None:
    async with open_reader(tmp_path / "home") as reading:
        await reading.press("j", "j", "O", "2")
        await reading.until(opened.exists)
        await reading.until(lambda: opened.read_text() == "https://github.com/other/base")


async def test_a_clicked_link_opens(tmp_path: Path, opened: Path) -> None:
    async with open_reader(tmp_path / "home") as reading:
        detail = reading.browser.detail
        line = next(y for y in range(12) if "owner/graph" in detail.render_line(y).text)
        await reading.pilot.click("#detail", offset=(8, line))
        await reading.until(opened.exists)


async def test_of_several_links_the_clicked_one_opens(tmp_path: Path, opened: Path) -> None:
    async with open_reader(tmp_path / "home") as reading:
        await reading.press("j", "j")
        detail = reading.browser.detail
        await reading.until(
            lambda: any("other/base" in detail.render_line(y).text for y in range(12))
        )
        line = next(y for y in range(12) if "other/base" in detail.render_line(y).text)
        await reading.pilot.click("#detail", offset=(8, line))
        await reading.until(opened.exists)
        await reading.until(lambda: opened.read_text() == "https://github.com/other/base")


async def test_a_paper_without_links_says_so(tmp_path: Path) -> None:
    async with open_reader(tmp_path) as reading:
        await reading.press("G", "o")
        await told(reading, "names no link")
        await reading.press("O")
        await told(reading, "names no link")
