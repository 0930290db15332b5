"""What the reader says of a copy: never “Copied” when a paste would not give it, nor too late."""

from __future__ import annotations

import os
import re
import socket
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.faults.raw_terminal import RawTerminal, plain, reader
from tests.faults.sizes import times
from tests.faults.tally import TALLY
from tests.launching import FIRST_LINK, SECOND_LINK, a_home, launch
from tests.stopwatch import Stopwatch
from tests.terminal import Tmux, XServer, needs, wait_until

if TYPE_CHECKING:
    from collections.abc import Iterator

BOUND = 2.0
"""Seconds that a copy may take, whatever is in its way."""

pytestmark = [pytest.mark.terminal, needs("Xvfb", "xclip")]


@pytest.fixture(scope="module")
def x_server() -> Iterator[XServer]:
    with XServer() as server:
        yield server


VERDICT = re.compile(r"(Copied with|Sent to the terminal|Not copied).*: +(https:\S+)", re.DOTALL)


def copied_while_walking_on(t: RawTerminal) -> tuple[str, str]:
    """Press y and walk on meanwhile: what the notice says in time, and its link."""
    t.press("gg")
    t.wait_for("1st of 3")
    t.forget()
    with Stopwatch() as watch:
        t.press("yG")
        t.wait_for("3rd of 3")
        t.wait_for(lambda seen: VERDICT.search(plain(seen)) is not None)
    assert watch.seconds < BOUND
    found = VERDICT.search(plain(t.seen))
    assert found
    return found[1], found[2]


@pytest.mark.loopback
def test_the_reader_answers_keys_while_a_hung_display_is_given_up(tmp_path: Path) -> None:
    home = a_home(tmp_path)
    with socket.create_server(("127.0.0.1", 0)) as hung:
        display = f"127.0.0.1:{hung.getsockname()[1] - 6000}"
        for _ in range(times(1, 10)):
            with reader(home, DISPLAY=display, columns=120) as t:
                t.wait_for("copy link")
                assert copied_while_walking_on(t) == ("Sent to the terminal", FIRST_LINK)
                TALLY.made("a hung display, from key to notice")
                t.press("q")
                assert t.exit_code() == 0
                t.assert_given_back()


def test_what_serves_the_clipboard_outlives_the_reader_and_holds_no_terminal(
    x_server: XServer, tmp_path: Path
) -> None:
    home = a_home(tmp_path)
    with reader(home, DISPLAY=x_server.display, columns=120) as t:
        t.wait_for("copy link")
        assert copied_while_walking_on(t) == ("Copied with", FIRST_LINK)
        children = Path(f"/proc/{t.process.pid}/task/{t.process.pid}/children").read_text().split()
        states = [Path(f"/proc/{child}/stat").read_text() for child in children]
        assert [state for state in states if ") Z " in state] == []
        t.press("q")
        assert t.exit_code() == 0
        t.assert_given_back()
        assert holders_of(t) == []
        assert x_server.clipboard() == FIRST_LINK
    TALLY.made("xclip serving after the reader's end")


def holders_of(t: RawTerminal) -> list[str]:
    """The programs that have this terminal open, but for these tests."""
    found = []
    for file in Path("/proc").glob("[0-9]*/fd/*"):
        try:
            if file.readlink() == Path(t.name) and file.parts[2] != str(os.getpid()):
                found.append((file.parents[1] / "comm").read_text().strip())
        except OSError:
            continue
    return found


@pytest.mark.parametrize("setting", ["off", "external", "on"])
def test_in_the_reader_in_tmux_copied_is_what_tmux_pastes(tmp_path: Path, setting: str) -> None:
    home = a_home(tmp_path)
    with Tmux({"set-clipboard": setting}) as tmux:
        launch(tmux, home, SSH_CONNECTION="192.0.2.1 1 192.0.2.2 22")
        for keys, link in [("ggy", FIRST_LINK), ("ggjy", SECOND_LINK)]:
            tmux.type(keys)
            tmux.wait_for(f"Copied to tmux, whose paste key gives it back: {link}", BOUND)
            assert tmux.buffer() == link
            TALLY.made(f"tmux with set-clipboard {setting}")


def test_on_the_smallest_screens_the_whole_link_is_shown(tmp_path: Path) -> None:
    home = a_home(tmp_path)
    with Tmux() as tmux:
        launch(tmux, home, size=(40, 12), shows="Graph")
        tmux.type("ggy")
        tmux.wait_for(lambda screen: FIRST_LINK in "".join(screen.split()))
        wait_until(lambda: tmux.buffer() == FIRST_LINK, "the link in tmux's buffer")
    TALLY.made("a copy on a small screen")
