"""The whole program as a person meets it: saved pages in, a paper's link on the clipboard."""

from __future__ import annotations

import os
import random
import re
import signal
from typing import TYPE_CHECKING

import pytest

from index.library import Library
from index.paths import places
from reader.widgets.search_box import SearchBox
from tests.builders import a_library, a_page
from tests.command_line import CommandLine, saved_page
from tests.launching import (
    FIRST,
    FIRST_LINK,
    PROGRAM,
    ROOT,
    SECOND,
    SECOND_LINK,
    SIZES,
    THIRD,
    a_home,
    escape,
    launch,
    quit_reader,
    squeezed,
)
from tests.pressing import open_reader
from tests.terminal import Tmux, XServer, needs, wait_until

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytestmark = [pytest.mark.terminal, needs("tmux")]


@pytest.fixture
def tmux() -> Iterator[Tmux]:
    with Tmux() as server:
        yield server


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return a_home(tmp_path)


@pytest.mark.parametrize("size", SIZES)
def test_added_pages_are_searched_and_a_link_is_copied_as_fast_as_one_types(
    tmux: Tmux, home: Path, size: tuple[int, int]
) -> None:
    screen = launch(tmux, home, size=size)
    for title, _abstract in (FIRST, SECOND, THIRD):
        assert title[:20] in screen
    tmux.type("/graph")
    tmux.wait_for(lambda screen: "2 of 3" in screen and THIRD[0][:12] not in screen)
    tmux.type("\r\\")
    tmux.wait_for("3 of 3")
    tmux.type("/quiet panels\ry")
    screen = tmux.wait_for(lambda shown: SECOND_LINK in squeezed(shown) and "Copied" in shown)
    assert tmux.buffer() == SECOND_LINK


@pytest.mark.parametrize(
    ("burst", "link"),
    [
        ("y", FIRST_LINK),
        ("jy", SECOND_LINK),
        ("jky", FIRST_LINK),
        ("Gkggjy", SECOND_LINK),
        ("/keep place\ry", FIRST_LINK),
        ("/panels\ry", SECOND_LINK),
        ("/graph\rjkjy", None),
    ],
)
def test_a_burst_of_keys_copies_the_link_of_the_paper_it_leads_to(
    tmux: Tmux, home: Path, burst: str, link: str | None
) -> None:
    launch(tmux, home)
    tmux.type(burst)
    wait_until(lambda: tmux.buffer() is not None, "something in tmux's buffer")
    copied = tmux.buffer()
    assert copied == link if link else copied in {FIRST_LINK, SECOND_LINK}
    tmux.wait_for(f"Copied to tmux, whose paste key gives it back: {copied}")
    cursor = next(line for line in tmux.screen().splitlines() if "▌" in line)
    assert (FIRST if copied == FIRST_LINK else SECOND)[0][:20] in cursor


async def test_a_search_that_was_cleared_is_not_brought_back_by_what_was_typed(
    tmp_path: Path,
) -> None:
    async with open_reader(tmp_path) as reading:
        await reading.type("/panels")
        await reading.press("enter", "backslash")
        # As after a burst: the box's last message arrives when the box is empty again.
        reading.browser.post_message(SearchBox.Typed("panels"))
        await reading.pilot.pause()
        assert reading.browser.question.text == reading.browser.search_box.input.value == ""


async def test_a_notice_leaves_the_row_under_the_cursor_in_view(tmp_path: Path) -> None:
    papers = [(f"Paper of Number {n} in a Row", f"It is paper {n} of a row.") for n in range(40)]
    async with open_reader(tmp_path, [a_page(*papers)], size=(50, 15)) as reading:
        await reading.press("G", "b")
        assert "Bookmarked" in reading.screen()
        assert "Number 39" in cursor_row(reading.screen())


@needs("Xvfb", "xclip")
def test_outside_tmux_y_puts_the_link_on_the_displays_clipboard(tmux: Tmux, home: Path) -> None:
    with XServer() as server:
        outside = ("env", "-u", "TMUX", "-u", "TMUX_PANE")
        launch(tmux, home, before=outside, DISPLAY=server.display)
        tmux.type("jy")
        tmux.wait_for(f"Copied with xclip: {SECOND_LINK}")
        assert server.clipboard() == SECOND_LINK
        quit_reader(tmux)
        assert server.clipboard() == SECOND_LINK


def test_marks_place_and_query_are_there_again_at_the_next_launch(tmux: Tmux, home: Path) -> None:
    launch(tmux, home)
    tmux.type("/graph\r")
    tmux.wait_for("2 of 3")
    tmux.type("Gb")
    tmux.wait_for("Bookmarked.")
    tmux.type("tto-read\r")
    tmux.wait_for("✓ #to-read")
    escape(tmux)
    tmux.wait_for(": #to-read.")
    under_cursor = cursor_row(tmux.screen())
    quit_reader(tmux)
    again = launch(tmux, home, shows="/ graph")
    assert "2 of 3" in again
    again = tmux.wait_for(lambda screen: "▌" in screen and "#to-read" in screen)
    assert re.search(r"Bookmarked +1", again)
    assert re.search(r"to-read +1", again)
    assert cursor_row(again)[:30] == under_cursor[:30]
    assert "★" in cursor_row(again)


def test_a_terminal_made_small_and_large_again_shows_the_same(tmux: Tmux, home: Path) -> None:
    launch(tmux, home)
    tmux.keys("j")
    seen = "Sep 1 · 2nd"  # in the list, and in the paper beside it
    counted = re.compile(r"All +3\n.*Sep 1 +3\n", re.DOTALL)
    wide = tmux.wait_for(
        lambda screen: (
            screen.count(seen) == 2
            and "is small." in screen  # the last words of its abstract
            and counted.search("\n".join(line[:24].rstrip() for line in screen.splitlines()))
            and "being built" not in screen
        )
    )
    for columns, rows in [(50, 15), (40, 12), (120, 40)]:
        tmux.resize(columns, rows)
        tmux.wait_for(
            lambda screen, rows=rows: (
                len(screen.splitlines()) == rows
                and SECOND[0][:12] in cursor_row(screen)
                and "y copy link" in screen.splitlines()[-1]
            )
        )
    tmux.wait_for(lambda screen: screen == wide)


@pytest.mark.parametrize("name", [signal.SIGTERM, signal.SIGHUP])
def test_a_reader_told_to_end_keeps_the_marks_and_gives_the_terminal_back(
    tmux: Tmux, home: Path, name: signal.Signals
) -> None:
    pid = home / "pid"
    script = f'sh -c "echo \\$\\$ >{pid}; exec \\"\\$@\\"" sh "$@"; echo ended with $?; read end'
    launch(tmux, home, before=("sh", "-c", script, "sh"))
    tmux.type("jb")
    tmux.wait_for("Bookmarked.")
    os.kill(int(pid.read_text()), name)
    tmux.wait_for(f"ended with {128 + name}")
    assert_terminal_is_given_back(tmux)
    with Library.open(places(home)) as library:
        assert library.counts().bookmarked == 1
    launch(tmux, home)
    tmux.wait_for(lambda screen: SECOND[0][:12] in cursor_row(screen))


def test_leaving_gives_the_shell_back_as_it_was(tmux: Tmux, home: Path) -> None:
    env = {"PYTHONPATH": ROOT, "PAPERDECK_HOME": str(home), "PS1": "prompt> ", "ENV": ""}
    tmux.start(["sh", "-i"], env=env)
    tmux.wait_for("prompt>")
    tmux.type("stty -a | cksum\r")
    before = tmux.wait_for(lambda screen: screen.count("prompt>") == 2)
    tmux.type(" ".join(PROGRAM) + "\r")
    tmux.wait_for(FIRST[0][:20])
    tmux.type("q")
    tmux.wait_for(lambda screen: screen.count("prompt>") == 3)
    assert_terminal_is_given_back(tmux)
    tmux.type("stty -a | cksum; echo see''n\r")
    after = tmux.wait_for("\nseen\n").splitlines()
    assert after[after.index("seen") - 1] == before.splitlines()[1]


def test_ctrl_z_gives_the_shell_and_fg_comes_back(tmux: Tmux, home: Path) -> None:
    env = {"PYTHONPATH": ROOT, "PAPERDECK_HOME": str(home), "PS1": "prompt> ", "ENV": ""}
    tmux.start(["sh", "-i"], env=env)
    tmux.wait_for("prompt>")
    tmux.type(" ".join(PROGRAM) + "\r")
    tmux.wait_for(FIRST[0][:20])
    tmux.keys("j", "C-z")
    tmux.wait_for(lambda screen: screen.count("prompt>") == 2)
    tmux.type("fg\r")
    tmux.wait_for(lambda screen: SECOND[0][:12] in cursor_row(screen))
    tmux.type("q")
    tmux.wait_for(lambda screen: screen.count("prompt>") == 3)


def test_the_wheel_scrolls_the_pane_it_is_over(tmux: Tmux, tmp_path: Path) -> None:
    papers = [(f"Paper of Number {n} in a Row", f"Paper {n} of a row. " * 150) for n in range(40)]
    a_library(tmp_path / "home", a_page(*papers)).close()
    launch(tmux, tmp_path / "home", shows="Paper of Number 0")
    tmux.wait_for("1st of 40")

    def is_scrolled_out(words: str, column: int) -> bool:
        tmux.type(f"\x1b[<65;{column};20M")
        return words not in tmux.screen()

    wait_until(lambda: is_scrolled_out("Number 2 in", 30), "the list scrolls")
    assert "1st of 40" in tmux.screen()
    wait_until(lambda: is_scrolled_out("1st of 40", 100), "the paper scrolls")


@pytest.mark.parametrize("colours", ["truecolor", ""])
def test_without_colours_the_cursor_is_told_by_its_bar_and_weight(
    tmux: Tmux, home: Path, colours: str
) -> None:
    launch(tmux, home, NO_COLOR="1", COLORTERM=colours)
    tmux.type("/graph\rb")
    tmux.wait_for("Bookmarked.")
    styled = tmux.styled_screen()
    assert not [code for code in colours_of(styled) if not is_grey(code)]
    row = next(line for line in styled.splitlines() if "▌" in line)
    title = row[row.index("▌") :]
    assert re.search(r"\x1b\[(?:[\d;]*;)?1(?:;[\d;]*)?m(?:\x1b\[[\d;]*m)*[A-Z]", title), repr(title)


def test_with_colours_there_are_some(tmux: Tmux, home: Path) -> None:
    launch(tmux, home, COLORTERM="truecolor")
    assert [code for code in colours_of(tmux.styled_screen()) if not is_grey(code)]


@pytest.mark.parametrize("terminal", ["dumb", "none"])
def test_where_there_is_no_screen_one_sentence_says_so(home: Path, terminal: str) -> None:
    paperdeck = CommandLine(home)
    ended = paperdeck.on_a_terminal(TERM="dumb") if terminal == "dumb" else paperdeck()
    told = ended.out + ended.err
    assert ended.code == 2
    assert told.count("\n") == 1
    assert "terminal" in told


KEYS = [*"bdefghijklmnoprstuvwxyz/\\[]GNOTVY?*1234 ,;'\"(-", "Enter", "Escape", "Tab", "BTab"]
KEYS += ["Up", "Down", "Left", "Right", "Home", "End", "PageUp", "PageDown", "BSpace", "DC"]
KEYS += ["C-d", "C-u", "C-r", "F1", "F5", "M-x"]


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_whatever_is_pressed_the_reader_lives_and_q_leaves(
    tmux: Tmux, home: Path, seed: int
) -> None:
    launch(tmux, home, size=SIZES[seed % 3])
    chosen = random.Random(seed).choices(KEYS, k=300)
    for start in range(0, 300, 25):
        tmux.keys(*(r"\;" if key == ";" else key for key in chosen[start : start + 25]))
    for _ in range(5):
        escape(tmux)
    assert tmux.is_running(), tmux.screen()
    assert "Traceback" not in tmux.screen()
    quit_reader(tmux)
    assert "Traceback" not in tmux.screen()


def test_files_given_are_added_and_what_became_of_them_is_shown(tmux: Tmux, tmp_path: Path) -> None:
    page = tmp_path / "given.txt"
    page.write_text(saved_page(FIRST, SECOND))
    screen = launch(tmux, tmp_path / "home", page, shows="Pages added")
    assert "given.txt" in screen
    assert "2 papers: 2 new, 0 known" in screen
    tmux.keys("Enter")
    tmux.wait_for(lambda shown: "Pages added" not in shown and FIRST[0][:20] in shown)
    tmux.type("/panels\ry")
    wait_until(lambda: tmux.buffer() == SECOND_LINK, "the second link in tmux's buffer")


def cursor_row(screen: str) -> str:
    """What stands on the cursor's row of the list, from its bar."""
    return next((line.partition("▌")[2] for line in screen.splitlines() if "▌" in line), "")


def colours_of(styled: str) -> set[str]:
    """Every colour that the screen's SGR sequences ask for, as "38;2;1;2;3", "38;5;9" or "31"."""
    asked = set()
    for codes in re.findall(r"\x1b\[([\d;:]*)m", styled):
        parts = codes.replace(":", ";").split(";")
        while parts:
            length = {"2": 5, "5": 3}[parts[1]] if parts[0] in {"38", "48"} else 1
            if length > 1 or re.fullmatch(r"[349][0-7]|10[0-7]", parts[0]):
                asked.add(";".join(parts[:length]))
            del parts[:length]
    return asked


def is_grey(code: str) -> bool:
    parts = [int(part) for part in code.split(";")]
    if len(parts) == 5:
        return len(set(parts[2:])) == 1
    if len(parts) == 3:
        return parts[2] in {0, 7, 8, 15, 16, 59, 102, 145, 188, 231} or parts[2] >= 232
    return parts[0] % 10 in {0, 7}


def assert_terminal_is_given_back(tmux: Tmux) -> None:
    modes = "#{alternate_on} #{cursor_flag} #{mouse_any_flag} #{keypad_flag}"
    assert tmux.run("display-message", "-p", "-t", "deck", modes).split() == ["0", "1", "0", "0"]
