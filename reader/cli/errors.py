"""The edge of the command line: how each way of ending is told and numbered."""

from __future__ import annotations

import contextlib
import errno
import os
import re
import sys
from enum import IntEnum
from typing import TYPE_CHECKING, Any

from index.errors import InputError, LibraryError, UnknownPaper, WrongUse
from index.text import UNSEEN, one_line

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import TextIO


class Exit(IntEnum):
    """What the exit code says."""

    DONE = 0
    NOTHING_FOUND = 1
    WRONG_USE = 2
    INPUT_NOT_READ = 3
    LIBRARY = 4  # busy, damaged or not to be written
    INTERRUPTED = 130


class Harmless:
    """A stream for people that passes on nothing a terminal would obey but colours.

    Also where an error that nobody foresaw is told with its traceback, whatever it quotes.
    """

    _UNSAFE = re.compile(rf"(?:\x1b\[[\d;]*[mK]|\A\r|\r(?=\n|\x1b\[K))|({UNSEEN.pattern})")

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def write(self, text: str) -> int:
        if not text.isprintable():
            text = self._UNSAFE.sub(lambda found: "\ufffd" if found[1] else found[0], text)
        return self._stream.write(text)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)


def tell(sentence: str) -> None:
    """Say something to the person, on standard error, as one harmless line."""
    with contextlib.suppress(OSError):  # nobody can be told of that
        sys.stderr.write(one_line(sentence) + "\n")
        sys.stderr.flush()


def code_of(error: LibraryError) -> Exit:
    """The exit code that an error asks for."""
    if isinstance(error, UnknownPaper):
        return Exit.NOTHING_FOUND
    if isinstance(error, WrongUse):
        return Exit.WRONG_USE
    if isinstance(error, InputError):
        return Exit.INPUT_NOT_READ
    return Exit.LIBRARY


def guarded(work: Callable[[], int]) -> int:
    """The exit code of `work`, whatever happens in it: errors become a sentence, not a traceback.

    A reader of our output who has seen enough (`| head -1`) is no error.
    """
    try:
        code = work()
        sys.stdout.flush()
    except LibraryError as error:
        tell(str(error))
        return code_of(error)
    except BrokenPipeError:
        _silence_stdout()
        return Exit.DONE
    except KeyboardInterrupt:
        return Exit.INTERRUPTED
    except OSError as error:
        tell(_sentence(error))
        try:
            sys.stdout.flush()  # what was printed before is still worth having
        except OSError:
            _silence_stdout()
        return Exit.LIBRARY
    return code


def _sentence(error: OSError) -> str:
    reason = error.strerror or type(error).__name__
    if error.filename is None and error.errno == errno.EBADF:
        return "Standard input or output is closed; leave out the “<&-” or “>&-”."
    if error.filename is None:
        return f"The system refused: {reason}; make room or try again."
    name = os.fsdecode(error.filename)
    return f"Cannot use “{name}”: {reason}; make it usable, or choose another with --home DIR."


def _silence_stdout() -> None:
    """Let the interpreter's last flush go nowhere, since nobody reads it any more."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)
