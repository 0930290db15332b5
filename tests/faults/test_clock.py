"""The clock is set back, or was wrong when a page was saved: nothing is lost, and no error."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from datetime import timedelta

import pytest

from tests.command_line import TRAILS, CommandLine, saved_page
from tests.faults.sizes import times
from tests.faults.tally import TALLY
from tests.faults.wall_clock import WallClock, needs_wall_clock
from tests.launching import FIRST, SECOND, THIRD, a_home, launch, quit_reader
from tests.terminal import Tmux, needs, wait_until

OFF = (timedelta(days=-365), timedelta(days=-20000), timedelta(days=30 * 365))
"""A year back; to before the time when a computer's clock begins; into the future."""

SAYS_THE_TIME = "import time\nwhile True: input(), print(time.time(), flush=True)"


@needs_wall_clock
def test_the_clock_is_off_for_what_runs_by_it_from_when_it_is_set(tmp_path):
    clock = WallClock(tmp_path)
    program = [sys.executable, "-c", SAYS_THE_TIME]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
    with subprocess.Popen(program, **pipes, env={**os.environ, **clock.environment}) as said:
        for off in (timedelta(), *OFF):
            clock.set(off)
            print(file=said.stdin, flush=True)
            shown = float(said.stdout.readline())
            assert shown - time.time() == pytest.approx(off.total_seconds(), abs=60)
        said.kill()


@needs_wall_clock
@pytest.mark.parametrize("offset", OFF[: times(1, 3)])
def test_a_clock_that_is_wrong_between_two_runs_loses_nothing(tmp_path, offset):
    home = a_home(tmp_path)
    clock = WallClock(tmp_path)
    clock.set(offset)
    run, wrong = CommandLine(home), clock.environment
    page = tmp_path / "2026-09-02.txt"
    page.write_text(saved_page(FIRST, TRAILS, day="Sep 2"), encoding="utf-8")
    assert run("tag", "corridors", "--add", "before").code == 0
    changes = [
        ("add", str(page)),
        ("tag", "corridors", "--add", "wrong"),
        ("bookmark", "corridors"),
        ("saved", "dark", "corridors"),
    ]
    for change in changes:
        ended = run(*change, **wrong)
        assert ended.code == 0, ended.err
    for environment in (wrong, {}):
        found = run("search", "corridors", "--format", "json", **environment).json["papers"]
        assert [(paper["tags"], paper["bookmarked"]) for paper in found] == [
            (["before", "wrong"], True)
        ]
        # Newest first is by the pages' own days, whatever the clock said when they came.
        pages = [row[0] for row in run("pages", "--format", "tsv", **environment).rows]
        assert pages == ["2026-09-02.txt", "2026-09-01.txt"]
        assert "well: it agrees" in run("doctor", **environment).out
    assert run("search", "added:7d OR -added:7d", **wrong).code == 0
    assert run("search", "@dark").code == 0
    TALLY.made("clock wrong between two runs")


@needs_wall_clock
@needs("tmux")
@pytest.mark.terminal
def test_a_clock_set_back_while_one_reads_keeps_the_order_of_what_was_done(tmp_path):
    home, clock = a_home(tmp_path), WallClock(tmp_path)
    (tmp_path / "page.txt").write_text(saved_page(TRAILS, day="Sep 3"), encoding="utf-8")
    with Tmux() as tmux:
        launch(tmux, home, **clock.environment)
        tmux.keys("b")
        tmux.wait_for("★")
        clock.set(timedelta(days=-365))
        tmux.keys("j", "b")
        tmux.wait_for(lambda screen: screen.count("★") >= 2)
        added = CommandLine(home)("add", str(tmp_path / "page.txt"), **clock.environment)
        assert added.code == 0
        tmux.wait_for(TRAILS[0][:20])  # seen though it came in the past
        tmux.keys("u")
        tmux.wait_for(lambda screen: SECOND[0][:12] in undone(screen))
        tmux.keys("u")
        tmux.wait_for(lambda screen: FIRST[0][:12] in undone(screen))
        session = home / "state" / "session.json"
        tmux.keys("G")
        tmux.wait_for(lambda screen: THIRD[0][:12] in screen)
        wait_until(lambda: session.exists(), "the place is kept")
        quit_reader(tmux)
    TALLY.made("clock set back while one reads")


def undone(screen: str) -> str:
    return next((line for line in screen.splitlines() if "bookmark on" in line), "")


@pytest.mark.parametrize("moment", [-99_999_999_999, 0, 99_999_999_999, 253_402_300_800])
def test_a_page_saved_at_an_impossible_moment_is_added(tmp_path, moment):
    page = tmp_path / "page.txt"
    page.write_text(saved_page(*[TRAILS]), encoding="utf-8")
    os.utime(page, (moment, moment))
    ended = CommandLine(tmp_path / "home")("add", str(page))
    assert (ended.code, ended.err) == (0, "")
    TALLY.made("page saved at an impossible moment")
