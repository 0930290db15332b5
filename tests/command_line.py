"""The real `paperdeck` as a process, over a library of its own, in a pipe or on a terminal."""

from __future__ import annotations

import errno
import json
import os
import pty
import subprocess
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from tests.network import CHILDREN

if TYPE_CHECKING:
    from pathlib import Path

HEADER = (
    "new\n\nGet trending papers in your email inbox!\n\nSubscribe\n\nDaily Papers\n\n"
    "byAK and the research community\n\n"
)

GRAPHS = (
    "Reading Large Graphs on Small Terminals",
    "Readers of large graphs usually need more memory than a terminal has. This paper shows that a "
    "graph of code can be read in pieces, and that no piece needs to know the others. The reader "
    "is open at https://github.com/owner/graph-reader for everyone to try.",
)
ROUTES = (
    "Learning to Route Messages Through Narrow Panes",
    "A message that crosses many panes arrives late. We train a router that learns which panes are "
    "wide enough, and measure how much sooner a message arrives. Its pages are at "
    "https://owner.github.io/routes and nothing else is needed to follow them.",
)
TRAILS = (
    "Trails of Attention in Reading Machines",
    "Machines that read leave trails of attention behind them. We follow ten thousand trails and "
    "find that most of them lead back to the first sentence of a page, whatever the page is about.",
)


def saved_page(*papers: tuple[str, str], day: str = "Sep 1") -> str:
    """A saved page with these papers, in blocks parted by blank lines."""
    blocks = [text for paper in papers for text in paper]
    return HEADER + "\n\n".join([day, *blocks]) + "\n"


@dataclass(frozen=True, slots=True)
class Ended:
    """How a run ended."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)

    @property
    def rows(self) -> list[list[str]]:
        return [line.split("\t") for line in self.out.splitlines()]


class CommandLine:
    """Runs `python -m reader` with its own home."""

    def __init__(self, home: Path) -> None:
        self.home = home

    def __call__(self, *args: str, stdin: bytes = b"", **environment: str) -> Ended:
        """Run in a pipe and wait for its end."""
        done = subprocess.run(
            self.command(*args),
            input=stdin,
            capture_output=True,
            env=self.environment(environment),
            timeout=60,
            check=False,
        )
        return Ended(done.returncode, done.stdout.decode(), done.stderr.decode())

    def on_a_terminal(self, *args: str, columns: int = 80, **environment: str) -> Ended:
        """Run with standard output and error on a terminal of this width; `err` stays empty."""
        master, slave = pty.openpty()
        size = {"COLUMNS": str(columns), "LINES": "24", "TERM": "xterm-256color"}
        process = subprocess.Popen(
            self.command(*args),
            stdin=slave,
            stdout=slave,
            stderr=slave,
            env=self.environment({**size, **environment}),
        )
        os.close(slave)
        try:
            shown = b"".join(iter(lambda: _read(master), b""))
            return Ended(process.wait(timeout=60), shown.decode().replace("\r\n", "\n"), "")
        finally:
            process.kill()
            os.close(master)

    def command(self, *args: str) -> list[str]:
        return [sys.executable, "-m", "reader", *args]

    def environment(self, more: dict[str, str]) -> dict[str, str]:
        kept = {name: text for name, text in os.environ.items() if name != "NO_COLOR"}
        return {**kept, "PYTHONPATH": CHILDREN, "PAPERDECK_HOME": str(self.home), **more}


def _read(master: int) -> bytes:
    try:
        return os.read(master, 65536)
    except OSError as error:
        if error.errno != errno.EIO:  # Linux's way to say that nobody writes any more
            raise
        return b""
