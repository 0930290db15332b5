"""The sequence that asks a terminal to fill its clipboard (OSC 52, xterm's control sequences)."""

from __future__ import annotations

import base64

MOST_BYTES = 74_994
"""Terminals that take the most take a sequence of 100,000 bytes, which is this much text."""


def osc52(text: str) -> str:
    """The sequence that sets the clipboard to `text`, plain ASCII.

    Errors: ValueError where the text is longer than terminals take.
    """
    encoded = text.encode(errors="replace")
    if len(encoded) > MOST_BYTES:
        raise ValueError(f"{len(encoded)} bytes are more than a terminal takes")
    return f"\x1b]52;c;{base64.b64encode(encoded).decode()}\x07"
