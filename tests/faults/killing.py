"""Kills a process that works: at a moment by chance, or as it makes so and so many system calls."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import threading
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO, TYPE_CHECKING, Self

from tests.faults.work import as_json

if TYPE_CHECKING:
    from collections.abc import Iterator
    from random import Random

    from tests.faults.work import Act

ROOT = Path(__file__).parents[2]
CALLS = (
    *("pwrite64", "fdatasync", "write", "fsync", "rename", "ftruncate"),
    *("unlink", "unlinkat", "mkdir", "rmdir", "openat"),
)
"""The system calls that change files, as which a process is killed; SQLite syncs by fdatasync."""


@dataclass(frozen=True, slots=True)
class Inside:
    """The moment at which a process begins its so-manieth call of a kind, counted from 1."""

    call: str
    number: int


def moment_in(random: Random, acts: list[list[str]]) -> Inside:
    """A moment by chance: each act is as likely, and in it each kind of call."""
    place = random.choice([place for place, calls in enumerate(acts) if calls])
    call = random.choice(sorted(set(acts[place])))
    before = sum(calls.count(call) for calls in acts[:place])
    return Inside(call, before + random.randint(1, acts[place].count(call)))


@dataclass(frozen=True, slots=True)
class Ended:
    """How a run ended: the acts that it acknowledged, and whether it was killed before its end."""

    acknowledged: int
    was_killed: bool


class Actor:
    """Has plans carried out by processes that it kills."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._said, self._go = folder / "said", folder / "go"

    def __enter__(self) -> Self:
        self._folder.mkdir()
        for fifo in (self._said, self._go):
            os.mkfifo(fifo, 0o600)
        self._signal = os.open(self._go, os.O_RDWR)  # not even a dead process blocks this end
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.faults.actor"],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        return self

    def __exit__(self, *raised: object) -> None:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.close()
        self._process.wait(timeout=30)
        self._process.stdout.close()
        os.close(self._signal)

    def calls(self, home: Path, plan: list[Act]) -> list[list[str]]:
        """The calls that each act takes, and closing the library; all of the plan is done."""
        log = self._folder / "log"
        with self._begun(home, plan) as (process, said), _traced(process, "-o", str(log)):
            self._let_go()
            said.read()
        assert self._code() == 0
        acts: list[list[str]] = [[]]
        for line in log.read_text(errors="replace").splitlines():
            if made := re.match(r"(\w+)\(", line):
                acts[-1].append(made[1])
                if '"done\\n"' in line:
                    acts.append([])
        return acts

    def seconds(self, home: Path, plan: list[Act]) -> float:
        """How long carrying the plan out takes; all of it is done."""
        with self._begun(home, plan) as (_, said):
            began = time.monotonic()
            self._let_go()
            said.read()
            took = time.monotonic() - began
        assert self._code() == 0
        return took

    def killed(self, home: Path, plan: list[Act], moment: float | Inside) -> Ended:
        """Carry the plan out until it is killed: after so many seconds, or inside a call."""
        with self._begun(home, plan) as (process, said):
            if isinstance(moment, Inside):
                with _traced(process, *_fault(moment)):
                    self._let_go()
                    lines = said.readlines()
            else:
                self._let_go()
                timer = threading.Timer(moment, _kill, (process,))
                timer.start()
                lines = said.readlines()
                timer.cancel()
                timer.join()
        code = self._code()
        assert code in {0, -signal.SIGKILL}, f"it ended by itself, with {code}"
        return Ended(len(lines), code != 0)

    def err(self) -> str:
        """What the last command said on its standard error."""
        return (self._folder / "err").read_text(encoding="utf-8")

    def _begun(self, home: Path, plan: list[Act]) -> _Begun:
        (self._folder / "plan").write_text(as_json(plan), encoding="utf-8")
        assert self._process.stdin is not None
        self._process.stdin.write(f"{home}\t{self._folder}\n")
        self._process.stdin.flush()
        return _Begun(self._said)

    def _let_go(self) -> None:
        os.write(self._signal, b".")

    def _code(self) -> int:
        assert self._process.stdout is not None
        return int(self._process.stdout.readline())


class _Begun:
    """A process that waits for its signal to go: its id, and what it says."""

    def __init__(self, fifo: Path) -> None:
        self._fifo = fifo

    def __enter__(self) -> tuple[int, IO[str]]:
        self._said = self._fifo.open(encoding="utf-8")
        ready, process = self._said.readline().split()
        assert ready == "ready"
        return int(process), self._said

    def __exit__(self, *raised: object) -> None:
        self._said.close()


class _traced:  # noqa: N801 - used as a function
    """strace at a process, attached before this begins; it ends with the process."""

    def __init__(self, process: int, *options: str) -> None:
        trace = ",".join(CALLS)
        self._command = ["strace", "-e", f"trace={trace}", *options, "-p", str(process)]

    def __enter__(self) -> None:
        self._strace = subprocess.Popen(
            self._command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True
        )
        assert self._strace.stderr is not None
        told = self._strace.stderr.readline()
        assert "attached" in told, told

    def __exit__(self, *raised: object) -> None:
        self._strace.communicate(timeout=60)


def _fault(moment: Inside) -> Iterator[str]:
    yield from ("-o", os.devnull)
    yield from ("-e", f"inject={moment.call}:signal=KILL:when={moment.number}")


def _kill(process: int) -> None:
    with suppress(ProcessLookupError):  # it was done before
        os.kill(process, signal.SIGKILL)
