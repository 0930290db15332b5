"""The terminals that other tests stand on do what they promise."""

from __future__ import annotations

import os
import signal
import subprocess
import sys

import pytest

from tests.terminal import Tmux, XServer, clean_environment, needs

ECHO = "import sys\nprint('ready')\nfor line in sys.stdin: print('got', line.strip(), flush=True)"

pytestmark = pytest.mark.terminal


@needs("tmux")
def test_a_program_in_tmux_is_typed_to_read_resized_and_ended() -> None:
    with Tmux() as tmux:
        tmux.start([sys.executable, "-uc", ECHO], columns=61, rows=7, env={"WHO": "é"})
        tmux.wait_for("ready")
        tmux.type("naïve; x;")
        tmux.keys("Enter")
        assert len(tmux.wait_for("got naïve; x;").splitlines()) == 7
        tmux.resize(30, 5)
        tmux.wait_for(lambda screen: len(screen.splitlines()) == 5)
        assert tmux.buffer() is None
        assert tmux.is_running()
        tmux.keys("C-d")
        assert tmux.exit_code() == 0
        with pytest.raises(AssertionError, match="ended"):
            tmux.wait_for("never shown")


@needs("tmux")
def test_a_program_starts_again_in_the_same_tmux_with_its_own_environment() -> None:
    ask = [sys.executable, "-c", "import os, sys; print(os.environ['WHO']); sys.exit(3)"]
    with Tmux() as tmux:
        tmux.start(ask, env={"WHO": "first"})
        tmux.wait_for("first")
        tmux.run("set-buffer", "kept")
        tmux.start(ask, env={"WHO": "second"})
        tmux.wait_for(lambda screen: "second" in screen and "first" not in screen)
        assert tmux.exit_code() == 3
        assert tmux.buffer() == "kept"


@needs("tmux")
def test_a_program_ended_by_a_signal_is_told_apart() -> None:
    with Tmux() as tmux:
        tmux.start([sys.executable, "-uc", ECHO])
        tmux.wait_for("ready")
        os.kill(tmux.pid(), signal.SIGTERM)
        assert tmux.exit_code() == 128 + signal.SIGTERM


@needs("Xvfb", "xclip")
def test_an_x_server_has_a_clipboard_of_its_own() -> None:
    with XServer() as server:
        assert server.clipboard() is None
        subprocess.run(
            ["xclip", "-selection", "clipboard"],
            input=b"copied",
            env=clean_environment(DISPLAY=server.display),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            timeout=10,
            check=True,
        )
        assert server.clipboard() == "copied"
