"""The stopwatch of the tests takes off what the machine holds up, and nothing that we do."""

from __future__ import annotations

import os
import re
import signal
import time

from tests.stopwatch import Stopwatch


def test_what_holds_this_program_up_counts() -> None:
    began = time.monotonic()
    with Stopwatch() as watch:
        re.match(r"(a|a)*b", "a" * 20)  # which lets nothing else of this process run
        held = time.monotonic() - began
        time.sleep(0.2)
    assert watch.seconds > held / 2 + 0.1


def test_what_holds_every_program_up_does_not() -> None:
    with Stopwatch() as watch:
        os.kill(watch.sleeper, signal.SIGSTOP)
        time.sleep(0.5)
        os.kill(watch.sleeper, signal.SIGCONT)
    assert watch.seconds < 0.25
