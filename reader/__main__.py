"""`paperdeck` and `python -m reader`: opens the reader, or hands over to a subcommand."""

from __future__ import annotations

import gc
import os
import signal
import sys
from pathlib import Path
from typing import TYPE_CHECKING, cast

from reader.cli.errors import Exit, Harmless, guarded, tell
from reader.cli.names import COMPLETE, SUBCOMMANDS, nearest

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import TextIO

    from index.paths import Places


ESCAPE_WAIT = "40"
"""Milliseconds in which what follows Esc makes one key with it; Textual's own 100 are felt."""

FRAMES = "120"
"""A second, at most: after the echo of a key, results would wait one or two of Textual's 60."""

SECONDS_A_THREAD = 0.001
"""At most, before another thread's turn: Python's own 5 ms are felt in the echo of a key."""


def main() -> int:
    """Do what the command line asks; returns the exit code."""
    if not (sys.stdin and sys.stdout and sys.stderr):
        from reader.cli.streams import stand_in

        stand_in()
    sys.stderr = cast("TextIO", Harmless(sys.stderr))
    given = sys.argv[1:]
    if _is_for_the_reader(given):
        signal.signal(signal.SIGINT, signal.SIG_DFL)  # until the reader hears it: end, no traceback
        from index.paths import places

        return guarded(lambda: open_reader(places(), given))
    from reader.cli.root import run

    return run(given, open_reader)


def open_reader(places: Places, given: Sequence[str]) -> int:
    """Open the reader on the library in `places`, adding the files given first."""
    files = [Path(name) for name in given]
    for name, file in zip(given, files, strict=True):
        if not _may_exist(file):
            tell(_not_found(name))
            return Exit.WRONG_USE
    if not _is_on_a_terminal():
        tell(
            "The reader needs a terminal for its screen and keys;"
            " without one, try “paperdeck search WORDS” or “paperdeck --help”."
        )
        return Exit.WRONG_USE
    gc.disable()  # the start makes much and drops little; the app collects again once it stands
    sys.setswitchinterval(SECONDS_A_THREAD)
    os.environ.setdefault("ESCDELAY", ESCAPE_WAIT)
    os.environ.setdefault("TEXTUAL_FPS", FRAMES)
    from reader.running import run

    return run(places, files)


def _is_for_the_reader(given: Sequence[str]) -> bool:
    """Nothing but files is given: the way in that should import least."""
    if COMPLETE in os.environ:
        return False
    return not any(name.startswith("-") for name in given) and not set(given[:1]) & set(SUBCOMMANDS)


def _is_on_a_terminal() -> bool:
    return sys.stdin.isatty() and sys.stdout.isatty() and os.environ.get("TERM") != "dumb"


def _may_exist(file: Path) -> bool:
    """False where there is surely no such file; one in a closed folder is left to the reader."""
    try:
        return file.exists()
    except PermissionError:
        return True
    except (OSError, ValueError):
        return False


def _not_found(name: str) -> str:
    if near := nearest(name):
        return f"No file or command “{name}”; did you mean “paperdeck {near}”?"
    return f"No file or command “{name}”; “paperdeck --help” lists the commands."


if __name__ == "__main__":
    sys.exit(main())
