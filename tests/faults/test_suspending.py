"""Stopped and gone on with: by its own key, from outside, with a shell and without one."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.faults.raw_terminal import reader
from tests.faults.sizes import times
from tests.faults.tally import TALLY
from tests.launching import FIRST, PROGRAM, a_home
from tests.network import CHILDREN
from tests.terminal import Tmux, needs, wait_until


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return a_home(tmp_path)


def in_a_shell(tmux: Tmux, home: Path, before: str = "") -> int:
    """Start the reader from a shell with jobs; the reader's process id."""
    pid = home / "pid"
    env = {"PYTHONPATH": CHILDREN, "PAPERDECK_HOME": str(home), "PS1": "prompt> ", "ENV": ""}
    tmux.start(["bash", "--norc", "-i"], env=env)
    tmux.wait_for("prompt>")
    program = " ".join(PROGRAM)
    tmux.type(f"{before} sh -c 'echo $$ >{pid}; exec {program}'\r")
    tmux.wait_for(lambda screen: FIRST[0][:20] in screen and "copy link" in screen)
    return int(pid.read_text())


def assert_shell_works(tmux: Tmux, words: str) -> None:
    """What is typed shows, and runs."""
    tmux.type(f"echo sho''wn-{words}\r")
    screen = tmux.wait_for(f"\nshown-{words}\n")
    assert f"echo sho''wn-{words}" in screen, "what is typed is not shown"
    modes = "#{alternate_on} #{cursor_flag} #{mouse_any_flag} #{keypad_flag}"
    assert tmux.run("display-message", "-p", "-t", "deck", modes).split() == ["0", "1", "0", "0"]


@needs("tmux", "bash")
@pytest.mark.parametrize("how", ["its key", "SIGTSTP", "SIGSTOP"])
def test_it_stops_and_comes_back_over_and_over(home: Path, how: str) -> None:
    with Tmux() as tmux:
        pid = in_a_shell(tmux, home)
        for turn in range(times(2, 25)):
            if how == "its key":
                tmux.keys("C-z")
            else:
                os.kill(pid, signal.Signals[how])
            wait_until(lambda: state_of(pid) == "T", "it is stopped")
            if how != "SIGSTOP":  # which leaves no program the time to give anything back
                assert_shell_works(tmux, f"turn-{turn}")
            tmux.type("fg\r")
            tmux.wait_for(lambda screen: "copy link" in screen and FIRST[0][:20] in screen)
            tmux.type("jgg")
            tmux.wait_for("1st of 3")
            TALLY.made(f"stopped by {how}, and back")
        tmux.type("q")
        wait_until(lambda: state_of(pid) == "", "it has ended")
        assert_shell_works(tmux, "end")


@needs("tmux", "bash")
@pytest.mark.parametrize("name", [signal.SIGTERM, signal.SIGHUP])
@pytest.mark.parametrize("goes_on", ["by the shell's kill", "by fg"])
def test_told_to_end_while_stopped_it_ends_without_touching_the_screen(
    home: Path, name: signal.Signals, goes_on: str
) -> None:
    if name is signal.SIGHUP and times(0, 1) == 0:
        pytest.skip("SIGTERM stands for it in the small run")
    with Tmux() as tmux:
        pid = in_a_shell(tmux, home)
        tmux.keys("C-z")
        wait_until(lambda: state_of(pid) == "T", "it is stopped")
        assert_shell_works(tmux, "before")
        if goes_on == "by fg":
            os.kill(pid, name)
            tmux.type("fg; echo co''de-$?\r")
            tmux.wait_for(f"code-{128 + name}")
        else:
            tmux.type(f"kill -{name.name[3:]} %1; wait; jobs; echo jo''bs\r")
            tmux.wait_for("\njobs\n")
        wait_until(lambda: state_of(pid) == "", "it has ended")
        assert_shell_works(tmux, "after")
    TALLY.made(f"{name.name} while stopped")


@needs("tmux", "bash")
def test_in_the_background_it_waits_for_the_terminal(home: Path) -> None:
    with Tmux() as tmux:
        pid = in_a_shell(tmux, home)
        tmux.keys("C-z")
        wait_until(lambda: state_of(pid) == "T", "it is stopped")
        tmux.type("bg\r")
        assert_shell_works(tmux, "background")
        wait_until(lambda: state_of(pid) == "T", "it is stopped again")
        tmux.type("fg\r")
        tmux.wait_for(lambda screen: "copy link" in screen)
        tmux.type("q")
        wait_until(lambda: state_of(pid) == "", "it has ended")
        assert_shell_works(tmux, "end")
    TALLY.made("sent to the background")


_IS_STOPPED_LATE = """
import asyncio, os, signal, threading
from reader.terminal.app import TerminalApp
from reader.terminal.driver import Terminal
class Ending(TerminalApp):
    def is_told_to_end(self, within=0.0): return 1
async def suspend():
    terminal, kill = Terminal(Ending()), os.kill
    os.kill = lambda job, how: threading.Timer(0.05, kill, (job, how)).start()
    threading.Thread(target=threading.Event().wait, daemon=True).start()
    signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGCONT])  # so that the other takes it
    print(terminal.suspend())
asyncio.run(suspend())
"""


def test_a_stop_that_comes_late_is_a_stop_none_the_less() -> None:
    """The system gives signals to any thread: meanwhile this one waits until its time is over."""
    child = subprocess.Popen(
        [sys.executable, "-c", _IS_STOPPED_LATE],
        env={**os.environ, "PYTHONPATH": CHILDREN},
        stdout=subprocess.PIPE,
        process_group=0,
    )
    wait_until(lambda: state_of(child.pid) == "T", "it is stopped")
    time.sleep(0.3)  # the fault: longer than it waits to be stopped
    child.send_signal(signal.SIGCONT)
    assert child.communicate(timeout=20)[0] == b"True\n"
    TALLY.made("stopped late, and back")


def test_without_a_shell_behind_it_goes_on_and_says_so(home: Path) -> None:
    """As the only program of a window: nobody could bring it back."""
    with reader(home) as t:
        t.wait_for("copy link")
        t.press("\x1a")
        t.wait_for("no shell here")
        t.forget()
        t.press("Ggg")
        t.wait_for("1st of 3")
        t.press("q")
        assert t.exit_code() == 0
        t.assert_given_back()
    TALLY.made("Ctrl-Z without a shell")


def test_continued_without_having_been_stopped_it_keeps_one_hand_on_the_keys(home: Path) -> None:
    with reader(home, knows_sizes=True) as t:
        t.wait_for("copy link")
        for _ in range(times(5, 100)):
            t.signal(signal.SIGCONT)
            t.signal(signal.SIGSTOP)
            t.signal(signal.SIGCONT)
            TALLY.made("SIGSTOP and SIGCONT from outside")
        t.press("/quiet\r")
        t.wait_for("1 of 3")
        t.press("q")
        assert t.exit_code() == 0
        t.assert_given_back()


@pytest.mark.parametrize("name", [signal.SIGCONT, signal.SIGWINCH])
def test_signals_that_interrupt_each_other_hang_nothing(home: Path, name: signal.Signals) -> None:
    """The next comes amid the handler of the last."""
    with reader(home, knows_sizes=True) as t:
        t.wait_for("copy link")
        for _ in range(5_000):
            t.signal(name)
        t.press("/quiet\r")
        t.wait_for("1 of 3")
        t.press("q")
        assert t.exit_code() == 0
        t.assert_given_back()
    TALLY.made(f"5,000 {name.name} at once")


def state_of(pid: int) -> str:
    """The system's letter for what a process does; nothing where there is none, or a dead one."""
    try:
        letter = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return ""
    return "" if letter in "ZX" else letter
