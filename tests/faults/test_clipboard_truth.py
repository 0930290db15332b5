"""Never “Copied” when a paste would not give it, and never longer than two seconds: every way out,
with each of its failures made for real."""

from __future__ import annotations

import os
import random
import shutil
import signal
import socket
import subprocess
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from index.paths import places
from reader.clipboard import Copied, copy
from tests.faults.sizes import times
from tests.faults.tally import TALLY
from tests.stopwatch import Stopwatch
from tests.terminal import Tmux, XServer, clean_environment, needs

if TYPE_CHECKING:
    from collections.abc import Iterator

LINK = "https://github.com/owner/graph-readers"
OTHER = "https://github.com/somebody/else"
BOUND = 2.0
"""Seconds that a copy may take, whatever is in its way."""

pytestmark = [pytest.mark.terminal, needs("Xvfb", "xclip")]


@pytest.fixture(scope="module")
def x_server() -> Iterator[XServer]:
    with XServer() as server:
        yield server


def copied_in_time(text: str, home: Path, **env: str) -> Copied:
    """What became of a copy, which did not take too long."""
    with Stopwatch() as watch:
        copied = copy(text, places(home), env=clean_environment(**env))
    assert watch.seconds < BOUND, f"{watch.seconds:.2f} s: {copied.words()}"
    if text.startswith("https:"):
        assert text in copied.words()
    return copied


def with_tool(folder: Path, name: str, script: str) -> str:
    """A PATH on which `name` is this shell script; "$real" in it is the real one."""
    folder.mkdir(exist_ok=True)
    tool = folder / name
    tool.write_text(f"#!/bin/sh\nreal={shutil.which(name)}\n{script}\n")
    tool.chmod(0o755)
    return f"{folder}:{os.environ['PATH']}"


PASTES = 'case "$*" in *-o*) exec "$real" "$@";; esac; '
BROKEN = {
    "that copies nothing and is content": f"{PASTES} cat >/dev/null",
    "that fails": "cat >/dev/null; exit 1",
    "that hangs": "exec sleep 60",
    "that is killed": "kill -9 $$",
    "that copies something else": f'{PASTES} echo {OTHER} | "$real" "$@"',
    "that cuts": f'{PASTES} head -c 9 | "$real" "$@"',
    "whose owner vanishes": f"{PASTES} cat >/dev/null; "
    "echo x | timeout -s KILL 0.1 $real -quiet -selection clipboard >/dev/null 2>&1; exit 0",
    "that keeps its output open": 'case "$*" in *-o*) sleep 60 & exit 0;; esac; exec "$real" "$@"',
    "that talks": "yes | head -c 300000; yes >&2 | head -c 1000; exit 3",
}


@pytest.mark.parametrize("fault", BROKEN)
def test_a_tool_is_not_believed(x_server: XServer, tmp_path: Path, fault: str) -> None:
    copy(OTHER, places(tmp_path), env=clean_environment(DISPLAY=x_server.display))
    path = with_tool(tmp_path / "bin", "xclip", BROKEN[fault])
    for turn in range(times(1, 10)):
        text = f"{LINK}/{fault.replace(' ', '-')}/{turn}"
        copied = copied_in_time(text, tmp_path, DISPLAY=x_server.display, PATH=path)
        assert x_server.clipboard() == text or not copied.is_confirmed, copied
        assert copied.words().startswith("Copied" if copied.is_confirmed else "Not copied (")
        assert (tmp_path / "state" / "last-copy.txt").read_text() == text
        TALLY.made(f"a tool {fault}")


def test_where_one_tool_fails_the_other_stands_in(x_server: XServer, tmp_path: Path) -> None:
    if shutil.which("xsel") is None:
        pytest.skip("not installed: xsel")
    path = with_tool(tmp_path / "bin", "xclip", "exit 1")
    copied = copied_in_time(LINK, tmp_path, DISPLAY=x_server.display, PATH=path)
    assert (copied.routes, x_server.clipboard()) == (("xsel",), LINK)
    TALLY.made("xclip fails, xsel stands in")


TEXTS = {
    "lines": "one\ntwo\r\n\n three \n",
    "scripts": "Größe 𝒪(n²) — 图 👩‍🔬 אב",
    "a NUL": "before\0after",
    "nothing but a line end": "\n",
    "100 kB": "An abstract of many words. " * 4000,
    "1 MB": "x" * 1_000_000,
}


@pytest.mark.parametrize("kind", TEXTS)
def test_what_is_called_copied_is_pasted_as_it_was(
    x_server: XServer, tmp_path: Path, kind: str
) -> None:
    copied = copied_in_time(TEXTS[kind], tmp_path, DISPLAY=x_server.display)
    pasted = subprocess.run(
        ["xclip", "-selection", "clipboard", "-o"],
        env=clean_environment(DISPLAY=x_server.display),
        capture_output=True,
        timeout=10,
        check=True,
    ).stdout
    assert copied.routes == ("xclip",), copied.problems
    assert pasted == TEXTS[kind].encode()
    with Tmux() as tmux:
        inside = {"TMUX": tmux_address(tmux), "TMUX_TMPDIR": tmux.environment["TMUX_TMPDIR"]}
        copied = copied_in_time(TEXTS[kind], tmp_path, **inside)
        shown = subprocess.run(
            [*tmux.command, "show-buffer"], env=tmux.environment, capture_output=True, timeout=10
        )
        assert copied.is_confirmed == (shown.stdout == TEXTS[kind].encode()), copied.problems
    TALLY.made("a text of another kind")


def tmux_address(tmux: Tmux) -> str:
    """TMUX as a program in this tmux has it."""
    tmux.start(["sh", "-c", "echo =$TMUX=; exec sleep 100"])
    screen = tmux.wait_for(lambda shown: shown.count("=") == 2)
    return "".join(screen.split()).strip("=")


@pytest.mark.parametrize("state", ["hung", "killed"])
def test_a_tmux_that_does_not_answer_is_named(tmp_path: Path, state: str) -> None:
    with Tmux() as tmux:
        inside = {"TMUX": tmux_address(tmux), "TMUX_TMPDIR": tmux.environment["TMUX_TMPDIR"]}
        server = int(inside["TMUX"].split(",")[1])
        os.kill(server, signal.SIGSTOP if state == "hung" else signal.SIGKILL)
        try:
            for _ in range(times(1, 5)):
                copied = copied_in_time(LINK, tmp_path, **inside)
                assert not copied.is_confirmed
                assert "tmux: " in copied.words()
                if state == "hung":
                    assert copied.problem == "tmux: no answer in 0.5 s"
                TALLY.made(f"a tmux server {state}")
        finally:
            if state == "hung":
                os.kill(server, signal.SIGCONT)


@pytest.mark.loopback
def test_every_clipboard_hung_at_once_is_given_up_in_time(tmp_path: Path) -> None:
    path = with_tool(tmp_path / "bin", "wl-copy", "exec sleep 60")
    with_tool(tmp_path / "bin", "tmux", "exec sleep 60")
    with socket.create_server(("127.0.0.1", 0)) as hung:
        display = f"127.0.0.1:{hung.getsockname()[1] - 6000}"
        env = {"TMUX": "x,1,0", "WAYLAND_DISPLAY": "wayland-77", "DISPLAY": display, "PATH": path}
        copied = copied_in_time(LINK, tmp_path, **env)
    assert not copied.is_confirmed
    assert copied.words().startswith("Not copied (")
    assert "tmux: no answer" in copied.words()
    TALLY.made("every clipboard hung at once")


def test_an_x_server_hung_on_its_socket_is_given_up_in_time(tmp_path: Path) -> None:
    number = 7000 + os.getpid() % 1000
    file = Path(f"/tmp/.X11-unix/X{number}")
    file.parent.mkdir(exist_ok=True)
    with socket.socket(socket.AF_UNIX) as hung:
        hung.bind(str(file))
        hung.listen()
        try:
            copied = copied_in_time(LINK, tmp_path, DISPLAY=f":{number}")
        finally:
            file.unlink()
    assert not copied.is_confirmed
    TALLY.made("a hung X server")


@pytest.mark.parametrize(
    "env",
    [
        {},
        {"DISPLAY": ":77"},
        {"WAYLAND_DISPLAY": "wayland-77"},
        {"SSH_TTY": "/dev/pts/9"},
        {"SSH_CONNECTION": "192.0.2.1 1 192.0.2.2 22", "DISPLAY": "localhost:77.0"},
        {"SSH_CONNECTION": "192.0.2.1 1 192.0.2.2 22", "TMUX": "/nowhere/default,1,0"},
    ],
)
def test_without_a_living_clipboard_nothing_is_called_copied(
    tmp_path: Path, env: dict[str, str]
) -> None:
    copied = copied_in_time(LINK, tmp_path, **env)
    assert copied.words().startswith("Not copied (")
    TALLY.made("no display, or a dead one")


def test_a_clipboard_that_nothing_can_look_at_is_not_called_copied(tmp_path: Path) -> None:
    path = with_tool(tmp_path / "bin", "wl-copy", "exec cat >/dev/null")
    copied = copied_in_time(LINK, tmp_path, WAYLAND_DISPLAY="wayland-77", PATH=path)
    assert copied.words().startswith("Sent with wl-copy, and nothing here can tell")
    TALLY.made("a tool without its counterpart")


@pytest.mark.skipif(os.geteuid() != 0, reason="only root may mount a small disk")
def test_a_full_disk_leaves_the_link_in_the_notice(x_server: XServer, tmp_path: Path) -> None:
    state = tmp_path / "state"
    state.mkdir()
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=16k", "tmpfs", state])
    if mounted.returncode:
        pytest.skip("no small disk can be mounted here")
    try:
        (state / "filler").write_bytes(b"x" * 12_288)
        copied = copied_in_time("y" * 9000 + LINK, tmp_path)
        assert "last-copy.txt not written: No space left on device" in copied.words()
        assert "select it by hand" in copied.words()
        assert LINK in copied.words()
        copied = copied_in_time("y" * 9000 + LINK, tmp_path, DISPLAY=x_server.display)
        assert copied.is_confirmed
        assert not [file for file in state.iterdir() if file.name != "filler"]
    finally:
        subprocess.run(["umount", state], check=True)
    TALLY.made("a full disk under the last copy")


def test_of_copies_faster_than_the_clipboard_the_last_is_there(
    x_server: XServer, tmp_path: Path
) -> None:
    chosen = random.Random(3)
    slow = 'case "$*" in *-o*) ;; *) sleep 0.0$(od -An -N1 -tu1 /dev/urandom | tr -d " ");; esac; '
    path = with_tool(tmp_path / "bin", "xclip", slow + 'exec "$real" "$@"')
    env = clean_environment(DISPLAY=x_server.display, PATH=path)
    for turn in range(times(3, 60)):
        results: dict[int, Copied] = {}

        def one(number: int, turn: int = turn, results: dict[int, Copied] = results) -> None:
            results[number] = copy(f"{LINK}/{turn}/{number}", places(tmp_path), env=env)

        threads = [threading.Thread(target=one, args=(number,)) for number in range(4)]
        for thread in threads:
            thread.start()
            time.sleep(chosen.uniform(0, 0.05))  # as fast as one presses keys
        for thread in threads:
            thread.join()
        assert results[3].is_confirmed, results[3].problems
        assert x_server.clipboard() == f"{LINK}/{turn}/3"
        assert (tmp_path / "state" / "last-copy.txt").read_text() == f"{LINK}/{turn}/3"
        TALLY.made("four copies at once")
