"""Copying, on real clipboards and on broken ones: what is reported is what happened."""

from __future__ import annotations

import os
import shutil
import socket
import stat
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from index.paths import Places, places
from reader.clipboard import Copied, copy
from tests.stopwatch import Stopwatch
from tests.terminal import XServer, clean_environment, needs

if TYPE_CHECKING:
    from collections.abc import Iterator

LINK = "https://github.com/owner/graph-readers"
ROOT = Path(__file__).parents[1]


@pytest.fixture
def home(tmp_path: Path) -> Places:
    return places(tmp_path / "home")


@pytest.fixture
def x_server() -> Iterator[XServer]:
    with XServer() as server:
        yield server


def only(tmp_path: Path, *programs: str) -> str:
    """A PATH on which nothing but `programs` is found."""
    folder = tmp_path / "bin"
    folder.mkdir()
    for program in programs:
        found = shutil.which(program)
        assert found
        (folder / program).symlink_to(found)
    return str(folder)


@needs("Xvfb", "xclip")
def test_a_link_copied_with_xclip_is_what_a_paste_gives(home: Places, x_server: XServer) -> None:
    copied = copy(LINK, home, env=clean_environment(DISPLAY=x_server.display))
    assert x_server.clipboard() == LINK
    assert copied.routes == ("xclip",)
    assert copied.words() == f"Copied with xclip: {LINK}"


@needs("Xvfb", "xclip")
def test_a_long_text_in_any_script_arrives_whole(home: Places, x_server: XServer) -> None:
    text = "Größe 𝒪(n²) — 图\n\n" * 20_000
    copied = copy(text, home, env=clean_environment(DISPLAY=x_server.display))
    assert copied.is_confirmed
    assert x_server.clipboard() == text


@needs("Xvfb", "xclip", "xsel")
def test_xsel_stands_in_for_xclip(home: Places, x_server: XServer, tmp_path: Path) -> None:
    path = only(tmp_path, "xsel")
    copied = copy(LINK, home, env=clean_environment(DISPLAY=x_server.display, PATH=path))
    assert copied.routes == ("xsel",)
    assert x_server.clipboard() == LINK


@pytest.mark.loopback
@needs("Xvfb", "xclip")
def test_a_display_forwarded_over_ssh_is_this_persons_clipboard(
    home: Places, x_server: XServer
) -> None:
    with x_server.forwarded() as display:
        env = clean_environment(DISPLAY=display, SSH_CONNECTION="192.0.2.1 1 192.0.2.2 22")
        assert copy(LINK, home, env=env).is_confirmed
    assert x_server.clipboard() == LINK


@needs("Xvfb", "xclip")
def test_the_far_machines_own_display_is_not(home: Places, x_server: XServer) -> None:
    env = clean_environment(DISPLAY=x_server.display, SSH_CONNECTION="192.0.2.1 1 192.0.2.2 22")
    copied = copy(LINK, home, env=env)
    assert x_server.clipboard() is None
    assert copied.words().startswith("Not copied (no clipboard was found here)")


@needs("xclip")
def test_a_display_that_is_gone_is_never_called_copied(home: Places, tmp_path: Path) -> None:
    env = clean_environment(DISPLAY=":32123", PATH=only(tmp_path, "xclip"))
    copied = copy(LINK, home, env=env)
    assert not copied.is_confirmed
    assert copied.problem == "xclip: it ended with code 1"
    assert copied.words() == (
        f"Not copied (xclip: it ended with code 1), but kept in {home.last_copy}: {LINK}"
    )


@needs("xclip")
@pytest.mark.loopback
def test_an_x_server_that_never_answers_is_given_up_in_two_seconds(
    home: Places, tmp_path: Path
) -> None:
    with hung_x_server() as display:
        with Stopwatch() as watch:
            copied = copy(LINK, home, env=clean_environment(DISPLAY=display))
        assert watch.seconds < 2
        assert copied.problem == "xclip: no answer in 1.0 s"
        assert not copied.is_confirmed
        assert LINK in copied.words()
        assert processes_with(display) == []


@needs("Xvfb", "xclip")
def test_a_copy_inside_a_pipe_lets_the_pipe_end(home: Places, x_server: XServer) -> None:
    code = (
        "from index.paths import places; from reader.clipboard import copy;"
        f"print(copy({LINK!r}, places({str(home.data)!r})).words())"
    )
    done = subprocess.run(
        ["sh", "-c", '"$@" | cat', "sh", sys.executable, "-c", code],
        cwd=ROOT,
        env=clean_environment(DISPLAY=x_server.display),
        capture_output=True,
        timeout=10,
        check=True,
    )
    assert done.stdout.decode() == f"Copied with xclip: {LINK}\n"
    assert done.stderr == b""
    assert x_server.clipboard() == LINK


@pytest.mark.parametrize(
    ("more", "why"),
    [
        ({}, "no clipboard was found here"),
        ({"DISPLAY": ":0"}, "X: xclip or xsel is not installed"),
        ({"WAYLAND_DISPLAY": "wayland-0"}, "Wayland: wl-copy is not installed"),
    ],
)
def test_without_any_tool_the_notice_says_what_is_missing_and_where_the_link_is(
    home: Places, more: dict[str, str], why: str
) -> None:
    copied = copy(LINK, home, env={"PATH": "", **more})
    assert copied.words() == f"Not copied ({why}), but kept in {home.last_copy}: {LINK}"


def test_the_terminal_is_sent_the_link_but_not_trusted(home: Places) -> None:
    sent: list[str] = []
    copied = copy(LINK, home, sent.append, env={})
    assert sent == ["\x1b]52;c;aHR0cHM6Ly9naXRodWIuY29tL293bmVyL2dyYXBoLXJlYWRlcnM=\x07"]
    assert copied.was_sent
    assert not copied.is_confirmed
    assert copied.words() == (
        f"Sent to the terminal, which does not say whether it took it: {LINK}"
    )


def test_a_text_too_long_for_terminals_is_not_sent_to_one(home: Places) -> None:
    sent: list[str] = []
    copied = copy("x" * 75_000, home, sent.append, env={})
    assert sent == []
    assert not copied.was_sent
    assert copied.problem == "terminal: 75000 bytes are more than a terminal takes"


def test_a_terminal_that_is_closed_does_not_stop_a_copy(home: Places) -> None:
    def write(sequence: str) -> None:
        raise BrokenPipeError(32, "Broken pipe")

    copied = copy(LINK, home, write, env={})
    assert not copied.was_sent
    assert "Broken pipe" in copied.problem


def test_the_last_copy_is_kept_for_its_owner_alone(home: Places) -> None:
    copy("the first copy", home, env={})
    copied = copy(LINK, home, env={})
    assert copied.last_copy == home.last_copy
    assert home.last_copy.read_text() == LINK
    assert stat.S_IMODE(home.last_copy.stat().st_mode) == 0o600
    assert [file.name for file in home.state.iterdir()] == [home.last_copy.name]


@needs("Xvfb", "xclip")
def test_a_copy_works_where_nothing_can_be_written(home: Places, x_server: XServer) -> None:
    home.data.mkdir()
    home.state.write_text("a file where the folder should be")
    copied = copy(LINK, home, env=clean_environment(DISPLAY=x_server.display))
    assert x_server.clipboard() == LINK
    assert copied.last_copy is None
    assert copied.problem == "last-copy.txt not written: File exists"
    assert copied.words() == f"Copied with xclip: {LINK}"


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write to a read-only folder")
def test_a_read_only_state_folder_leaves_the_link_in_the_notice(home: Places) -> None:
    home.state.mkdir(parents=True)
    home.state.chmod(0o500)
    copied = copy(LINK, home, env={})
    home.state.chmod(0o700)
    assert copied.last_copy is None
    assert copied.words().endswith(f"so select it by hand: {LINK}")


def test_a_copied_abstract_is_shortened_in_the_notice_and_a_long_link_is_not() -> None:
    abstract = Copied("Readers of large graphs\n\nneed more memory. " * 20, routes=("xclip",))
    assert len(abstract.words()) < 130
    assert abstract.words().endswith("…")
    link = f"https://github.com/owner/{'name' * 60}"
    assert Copied(link, routes=("tmux", "xclip")).words() == f"Copied with tmux and xclip: {link}"


class hung_x_server:  # noqa: N801 (reads as what it gives)
    """A display whose server takes connections and never says a word."""

    def __enter__(self) -> str:
        self._listener = socket.socket()
        self._listener.bind(("127.0.0.1", 0))
        self._listener.listen()
        return f"127.0.0.1:{self._listener.getsockname()[1] - 6000}"

    def __exit__(self, *raised: object) -> None:
        self._listener.close()


def processes_with(display: str) -> list[str]:
    """The programs still running with this display in their environment."""
    wanted = f"DISPLAY={display}".encode()
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            if wanted in (process / "environ").read_bytes().split(b"\0"):
                found.append((process / "comm").read_text().strip())
        except OSError:
            continue
    return found
