"""What is pasted arrives as text, whole: nothing in it is taken for a key.

A terminal brackets a paste, but not every one takes escape characters out of it, and Textual's
parser reads what follows one as keys pressed: a text copied from a web page could quit the reader.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from textual import events
from textual._xterm_parser import XTermParser

if TYPE_CHECKING:
    from collections.abc import Iterable

    from textual.driver import Driver
    from textual.message import Message

_START, _END = "\x1b[200~", "\x1b[201~"


class PasteBrackets:
    """Takes the escape characters out of what stands between the brackets; read piece by piece."""

    def __init__(self) -> None:
        self._is_inside = False
        self._passed = ""  # outside: what may be the beginning of a bracket, given on already
        self._held = ""  # inside: what may be the beginning of one

    def freed(self, read: str) -> str:
        """What was read, with pastes freed of escapes, as far as it can be told by now."""
        freed: list[str] = []
        rest = read
        while rest:
            rest = self._inside(rest, freed) if self._is_inside else self._outside(rest, freed)
        return "".join(freed)

    def _outside(self, read: str, freed: list[str]) -> str:
        """Give on all up to a paste; what is left then."""
        before, bracket, after = (self._passed + read).partition(_START)
        self._is_inside = bool(bracket)
        freed.append(read.removesuffix(after) if bracket and after else read)
        self._passed = "" if bracket else before[1 - len(_START) :]
        return after

    def _inside(self, read: str, freed: list[str]) -> str:
        """Give on a paste, as far as it is there, and its end; what is left then."""
        pasted, bracket, after = (self._held + read).partition(_END)
        self._is_inside = not bracket
        self._held = "" if bracket else _begun(pasted)
        freed += [pasted.removesuffix(self._held).replace("\x1b", ""), bracket]
        return after


def _begun(text: str) -> str:
    """The end of `text` that may go on to be the closing bracket."""
    start = text.rfind("\x1b")
    return text[start:] if start >= 0 and _END.startswith(text[start:]) else ""


class PasteParser(XTermParser):
    """Textual's parser, given no escape within a paste; and it types no ^ of its own accord.

    It gives out ^ for an Esc that began nothing it knows, such as one right before Ctrl+Q and
    another Esc: in a note, a letter that nobody wrote.
    """

    def __init__(self, debug: bool = False) -> None:
        super().__init__(debug)
        self._brackets = PasteBrackets()

    def feed(self, data: str) -> Iterable[Message]:
        freed = self._brackets.freed(data)
        if freed or not data:  # nothing read is how the end is told
            for message in super().feed(freed):
                if "^" in freed or not _is_caret(message):
                    yield message


def _is_caret(message: Message) -> bool:
    return isinstance(message, events.Key) and message.key == "circumflex_accent"


def pasting_whole(driver: type[Driver]) -> type[Driver]:
    """The same driver, whose module parses keys so, where it is one that parses them."""
    module = sys.modules[driver.__module__]
    if hasattr(module, "XTermParser"):
        setattr(module, "XTermParser", PasteParser)  # noqa: B010 - not every driver has one
    return driver
