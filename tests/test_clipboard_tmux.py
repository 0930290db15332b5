"""Copying inside a real tmux."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from index.paths import places
from reader.clipboard import copy, osc52
from tests.bench.pty_program import PtyProgram
from tests.terminal import Tmux, XServer, clean_environment, needs

LINK = "https://github.com/owner/graph-readers"
ROOT = str(Path(__file__).parents[1])

COPY = """
import sys
from index.paths import places
from reader.clipboard import copy
def write(sequence): sys.stdout.write(sequence); sys.stdout.flush()
copied = copy(sys.argv[1], places(sys.argv[2]), write if len(sys.argv) > 3 else None)
print(copied.words())
print("routes", *copied.routes, "problems", *copied.problems)
"""

pytestmark = [pytest.mark.terminal, needs("tmux")]


@pytest.mark.parametrize("setting", ["off", "external", "on"])
def test_a_copy_in_tmux_is_what_tmux_pastes(setting: str, tmp_path: Path) -> None:
    with Tmux({"set-clipboard": setting}) as tmux:
        program = [sys.executable, "-c", COPY, LINK, str(tmp_path), "osc52"]
        tmux.start(program, columns=160, env={"PYTHONPATH": ROOT})
        screen = tmux.wait_for("routes")
        assert tmux.buffer() == LINK
        assert f"Copied to tmux, whose paste key gives it back: {LINK}" in screen
        assert "routes tmux problems\n" in screen


@pytest.mark.parametrize("setting", ["off", "external", "on"])
def test_a_copy_in_tmux_is_passed_on_to_the_terminal_around_it(
    setting: str, tmp_path: Path
) -> None:
    with Tmux({"set-clipboard": setting}) as tmux:
        waits = f"input('waiting'); {COPY}"
        program = [sys.executable, "-c", waits, LINK, str(tmp_path)]
        tmux.start(program, columns=160, env={"PYTHONPATH": ROOT})
        with PtyProgram([*tmux.command, "attach"], 160, env=tmux.environment) as outside:
            outside.wait_for("waiting")
            tmux.keys("Enter")
            outside.wait_for(osc52(LINK).removeprefix("\x1b]52;c;").removesuffix("\x07"))


@needs("Xvfb", "xclip")
def test_a_copy_in_tmux_reaches_the_display_as_well(tmp_path: Path) -> None:
    with Tmux() as tmux, XServer() as server:
        program = [sys.executable, "-c", COPY, LINK, str(tmp_path)]
        env = {"PYTHONPATH": ROOT, "DISPLAY": server.display}
        tmux.start(program, columns=160, env=env)
        tmux.wait_for(f"Copied with tmux and xclip: {LINK}")
        assert tmux.buffer() == LINK
        assert server.clipboard() == LINK


def test_a_tmux_that_is_gone_is_named_and_not_trusted(tmp_path: Path) -> None:
    env = clean_environment(TMUX=f"{tmp_path}/gone,1,0", TMUX_TMPDIR=str(tmp_path))
    copied = copy(LINK, places(tmp_path), env=env)
    assert not copied.is_confirmed
    assert copied.problem == "tmux: it ended with code 1"


def test_a_tmux_too_old_to_pass_a_copy_on_still_holds_it(tmp_path: Path) -> None:
    old = tmp_path / "bin" / "tmux"
    old.parent.mkdir()
    old.write_text(
        f"#!/bin/sh\nbuffer={tmp_path}/buffer\n"
        'case "$1 $2" in "load-buffer -w") exit 1;; "load-buffer -") exec cat >"$buffer";; esac\n'
        'exec cat "$buffer"\n'
    )
    old.chmod(0o755)
    env = clean_environment(TMUX="somewhere,1,0")
    copied = copy(LINK, places(tmp_path), env={**env, "PATH": f"{old.parent}:{env['PATH']}"})
    assert copied.routes == ("tmux",)


def test_a_tmux_that_holds_another_text_is_not_trusted(tmp_path: Path) -> None:
    liar = tmp_path / "bin" / "tmux"
    liar.parent.mkdir()
    liar.write_text("#!/bin/sh\ncat >/dev/null\necho other\n")
    liar.chmod(0o755)
    env = clean_environment(TMUX="somewhere,1,0")
    copied = copy(LINK, places(tmp_path), env={**env, "PATH": f"{liar.parent}:{env['PATH']}"})
    assert copied.problem == "tmux: it holds another text"
