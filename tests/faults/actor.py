"""A process that works on a library and says after each act that it is done; made to be killed.

    python -m tests.faults.actor

It has imported what the work needs, and for each line of its input, "HOME FOLDER", forks one that
does the work: it says "ready PID" and, after each act, "done" in the FIFO FOLDER/said. It begins
when FOLDER/go says so. The acts are in FOLDER/plan; one that is a command line of `paperdeck` is
run as such, and what it says goes to FOLDER/out and FOLDER/err. How it ended goes to the output.
"""

from __future__ import annotations

import ctypes
import os
import sys
from pathlib import Path

import reader.__main__
from index.library import Library
from index.paths import places
from index.search import search  # noqa: F401 - what it takes to start is none of the work
from index.store import adding  # noqa: F401 - likewise
from reader.cli import add, bookmark, note, reindex, saved, tag  # noqa: F401 - likewise
from tests.faults.work import COMMAND, from_json, perform

ALLOW_TRACING_BY = 0x59616D61  # PR_SET_PTRACER: by default only a process's parents may trace it
ANYONE = ctypes.c_ulong(-1)


def main() -> None:
    for line in sys.stdin:
        home, folder = line.rstrip("\n").split("\t")
        child = os.fork()
        if child == 0:
            os._exit(work(home, Path(folder)))
        _, status = os.waitpid(child, 0)
        print(os.waitstatus_to_exitcode(status), flush=True)


def work(home: str, folder: Path) -> int:
    ctypes.CDLL(None).prctl(ALLOW_TRACING_BY, ANYONE, 0, 0, 0)
    acts = from_json((folder / "plan").read_text(encoding="utf-8"))
    said, go = os.open(folder / "said", os.O_WRONLY), os.open(folder / "go", os.O_RDONLY)
    os.write(said, f"ready {os.getpid()}\n".encode())
    os.read(go, 1)
    if acts[0].kind == COMMAND:
        return command(home, folder, acts[0].words)
    with Library.open(places(home)) as library:
        for act in acts:
            perform(library, act)
            os.write(said, b"done\n")
    return 0


def command(home: str, folder: Path, words: tuple[str, ...]) -> int:
    os.environ["PAPERDECK_HOME"] = home
    sys.argv = ["paperdeck", *words]
    for descriptor, name in ((1, "out"), (2, "err")):
        os.dup2(os.open(folder / name, os.O_WRONLY | os.O_CREAT | os.O_TRUNC), descriptor)
    return reader.__main__.main()


if __name__ == "__main__":
    main()
