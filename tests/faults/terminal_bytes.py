"""What a program wrote to its terminal, taken apart: its own sequences, and plain text."""

from __future__ import annotations

import base64
import re
from dataclasses import dataclass, field

from tests.faults.hostile_texts import harm_in

_TOKEN = re.compile(
    r"(?P<csi>\x1b\[[0-?]*[ -/]*[@-~])"
    r"|(?P<osc>\x1b\][^\x07\x1b]*(?:\x07|\x1b\\))"
    r"|(?P<dcs>\x1b[PX^_][^\x1b]*\x1b\\)"
    r"|(?P<esc>\x1b[ -/]*[0-~])"
    r"|(?P<text>[^\x1b]+)"
    r"|(?P<cut>\x1b)"
)
_CSI = re.compile(
    r"\x1b\[(?:"
    r"[\d;:]*m|\d+;\d+H|H|\d+[GX]"  # colours; where the cursor goes
    r"|\?(?:25|7|1000|1002|1003|1004|1006|1015|1016|1049|2004|2026|2048)[hl]"
    r"|\?(?:2026|2048)\$p"  # what the terminal can do
    r"|>\d*u|<u|\?u|=\d+;\d+u"  # keys of kitty
    r"|\?7[hl]|K"
    r")"
)
_OSC = re.compile(r"\x1b\](?:22;[a-z-]*|1[01];\?)(?:\x07|\x1b\\)")
_PROGRESS = re.compile(r"\r\w+ [━─]+ [\d,]+ of [\d,]+\x1b\[K|\r\x1b\[K")
_COPY = re.compile(r"\x1b\]52;c;([A-Za-z0-9+/=]*)\x07")


@dataclass(slots=True)
class Written:
    """One output, taken apart."""

    text: str = ""
    foreign: list[str] = field(default_factory=list)  # what the program has no reason to write
    copies: list[str] = field(default_factory=list)  # what it put on the clipboard (OSC 52)
    asked_back: int = 0  # questions to the terminal

    @property
    def harm(self) -> list[str]:
        """All that should not be there."""
        return [*self.foreign, *harm_in(self.text)]


def take_apart(raw: bytes) -> Written:
    """What was written, as UTF-8; the "\\r\\n" of a terminal's line discipline is a line end."""
    written = Written()
    text = _PROGRESS.sub("", raw.decode().replace("\r\n", "\n"))
    for token in _TOKEN.finditer(text):
        whole = token[0]
        if token["text"]:
            written.text += whole
        elif copied := _COPY.fullmatch(whole):
            written.copies.append(base64.b64decode(copied[1]).decode())
        elif not _CSI.fullmatch(whole) and not _OSC.fullmatch(whole):
            written.foreign.append(whole)
    return written
