"""The reader run to its end, whatever that is: the terminal given back, and what is left said."""

from __future__ import annotations

import contextlib
import sys
import threading
from typing import TYPE_CHECKING

from index.memory import share_one_heap
from reader.app import ReaderApp
from reader.cli.errors import tell
from reader.log import fault_words, write_fault
from reader.terminal.app import FAULT
from reader.terminal.endings import Endings, end_now

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from index.paths import Places


def run(places: Places, files: Sequence[Path] = ()) -> int:
    """Open the reader, and give its exit code. Errors: LibraryError, before anything is shown."""
    share_one_heap()
    sys.setswitchinterval(0.0005)  # the search thread must not hold up a key's echo
    threading.excepthook = lambda fault: write_fault(places.log, fault.exc_value)
    opened: list[ReaderApp] = []

    def leave(number: int) -> None:
        for app in opened:
            app.leave_for(number)

    def give_back() -> None:
        for app in opened:
            app.give_back()
            with contextlib.redirect_stderr(sys.__stderr__):  # Textual has it still
                _tell_last(app)

    with Endings(leave, give_back) as endings:
        app = ReaderApp(places, files, endings)
        opened.append(app)
        try:
            app.run()
        finally:
            app.close()
    code = _told(app)
    return end_now(code) if app.is_searching_still else code


def _told(app: ReaderApp) -> int:
    """Say on the shell's screen what is left to say, and give the exit code."""
    _tell_last(app)
    if app.fault is None:
        return app.return_code or 0
    tell(f"Paperdeck had to end. {fault_words(app.places.log, app.fault)}")
    return FAULT


def _tell_last(app: ReaderApp) -> None:
    for words in app.last_words:
        tell(words)
