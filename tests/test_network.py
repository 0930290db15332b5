"""Nothing asks for the network: not the reader, not a subcommand, not a tool that they start."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tests.command_line import CommandLine, saved_page
from tests.launching import FIRST, PROGRAM, SECOND, THIRD, a_home, escape, launch, quit_reader
from tests.network import CHILDREN, refused
from tests.refusing.sitecustomize import NetworkRefused
from tests.terminal import Tmux, XServer, clean_environment, needs, wait_until

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

ALONE = ("unshare", "--net")  # without a network, not even this machine's own
TRACED = ("strace", "-f", "-qq", "-e", "trace=network", "-o")
SOCKET = re.compile(r"\bsocket(?:pair)?\((AF_\w+|PF_\w+)")
ASKS = "import socket; socket.socket().connect(('192.0.2.1', 80))"
"""An address that is nobody's (RFC 5737)."""


def _can_be_alone() -> bool:
    done = subprocess.run([*ALONE, "true"], capture_output=True, check=False)
    return done.returncode == 0


def _can_trace() -> bool:
    done = subprocess.run(["strace", "-qq", "true"], capture_output=True, check=False)
    return done.returncode == 0


alone = pytest.mark.skipif(
    sys.platform != "linux" or not _can_be_alone(), reason="unshare --net takes root on Linux"
)


def families(log: Path) -> set[str]:
    """The kinds of sockets that were made."""
    return set(SOCKET.findall(log.read_text(errors="replace")))


def tour(home: Path) -> Sequence[tuple[str, ...]]:
    """Every subcommand, each asked for something it has to work for."""
    page = home.parent / "another.txt"
    page.write_text(saved_page(THIRD, FIRST, day="Sep 2"), encoding="utf-8")
    return (
        ("add", str(page)),
        ("search", "graph", "--format", "json"),
        ("search", "graph NOT reader~ OR /lam.s/"),
        ("tag", "graph", "--add", "graphs"),
        ("bookmark", "graph"),
        ("show", "--help"),
        ("tags",),
        ("pages",),
        ("saved", "here", "graph"),
        ("export", "graph", "--format", "bibtex"),
        ("keys",),
        ("completion", "bash"),
        ("reindex",),
        ("doctor",),
        ("--version",),
    )


def test_what_asks_for_the_network_is_caught_in_a_test() -> None:
    with socket.socket() as asking, pytest.raises(NetworkRefused, match=r"192\.0\.2\.1"):
        asking.connect(("192.0.2.1", 80))
    with pytest.raises(NetworkRefused):
        socket.getaddrinfo("example.org", 443)
    assert "192.0.2.1" in refused()


def test_what_asks_for_the_network_is_caught_in_a_program_that_a_test_starts() -> None:
    done = subprocess.run(
        [sys.executable, "-c", ASKS],
        env={**os.environ, "PYTHONPATH": CHILDREN},
        capture_output=True,
        text=True,
        check=False,
    )
    assert "NetworkRefused" in done.stderr
    assert "192.0.2.1" in refused()


@needs("strace")
def test_what_asks_for_the_network_is_seen_from_outside(tmp_path: Path) -> None:
    log = tmp_path / "calls"
    subprocess.run(
        [*TRACED, str(log), sys.executable, "-c", "import socket; socket.socket().close()"],
        capture_output=True,
        check=False,
        timeout=30,
    )
    assert "AF_INET" in families(log)


@needs("strace")
def test_no_subcommand_makes_a_socket_for_the_network(tmp_path: Path) -> None:
    home = a_home(tmp_path)
    run = CommandLine(home)
    for number, arguments in enumerate(tour(home)):
        log = tmp_path / f"calls-{number}"
        done = subprocess.run(
            [*TRACED, str(log), *run.command(*arguments)],
            env=run.environment({}),
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
        assert done.returncode == 0, f"{arguments}: {done.stderr}"
        assert families(log) <= {"AF_UNIX"}, arguments


@alone
def test_every_subcommand_works_without_any_network(tmp_path: Path) -> None:
    home = a_home(tmp_path)
    run = CommandLine(home)
    for arguments in tour(home):
        done = subprocess.run(
            [*ALONE, *run.command(*arguments)],
            env=run.environment({}),
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
        assert done.returncode == 0, f"{arguments}: {done.stderr}"


@pytest.mark.terminal
@needs("tmux", "strace", "Xvfb", "xclip")
def test_the_reader_and_its_clipboard_tools_make_no_socket_for_the_network(tmp_path: Path) -> None:
    log = tmp_path / "calls"
    home = a_home(tmp_path)
    with Tmux() as tmux:
        with XServer() as server:
            launch(tmux, home, before=(*TRACED, str(log)), DISPLAY=server.display)
            _use(tmux)
            wait_until(lambda: bool(server.clipboard()), "the link is on the clipboard")
            tmux.keys("q")
        assert tmux.exit_code() == 0  # strace ends with xclip, and that with the display
    assert len(_processes(log)) > 1, "the clipboard tools were traced as well"
    assert families(log) == {"AF_UNIX"}


@pytest.mark.terminal
@alone
@needs("tmux")
def test_the_reader_works_without_any_network(tmp_path: Path) -> None:
    home = a_home(tmp_path)
    with Tmux() as tmux:
        launch(tmux, home, before=ALONE)
        _use(tmux)
        quit_reader(tmux)
    assert FIRST[0] in CommandLine(home)("search", "is:bookmarked", "--format", "tsv").out


@pytest.mark.parametrize("program", [PROGRAM])
def test_no_module_of_the_reader_speaks_to_the_network(program: tuple[str, ...]) -> None:
    done = subprocess.run(
        [*program[:1], "-X", "importtime", "-c", "import reader.app, reader.screens.tag_editor"],
        env=clean_environment(PYTHONPATH=CHILDREN),
        capture_output=True,
        text=True,
        check=True,
    )
    names = {line.rpartition("|")[2].strip() for line in done.stderr.splitlines()}
    speaking = {
        "http.client",
        "urllib.request",
        "ftplib",
        "smtplib",
        "requests",
        "httpx",
        "aiohttp",
    }
    assert not names & speaking


def _use(tmux: Tmux) -> None:
    """Search, mark, copy, open: what a reader does, and the tools it starts for that."""
    tmux.keys("/")
    tmux.type("quiet")
    tmux.wait_for(SECOND[0][:20])
    tmux.keys("Enter")
    tmux.keys("y")
    tmux.wait_for("quiet-panels")
    tmux.keys("o")
    tmux.wait_for("Opened with true")
    tmux.keys("\\")
    tmux.wait_for(FIRST[0][:20])
    tmux.keys("g", "g", "b")
    tmux.wait_for("Bookmarked.")
    tmux.keys("?")
    tmux.wait_for("type to narrow")
    escape(tmux)
    tmux.wait_for(lambda screen: "type to narrow" not in screen)


def _processes(log: Path) -> set[str]:
    """The processes that called anything that has to do with sockets."""
    return {line.split()[0] for line in log.read_text(errors="replace").splitlines()}
