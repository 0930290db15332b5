"""The colours: one accent, and a meaning for each of the others."""

from __future__ import annotations

from textual.theme import Theme

DARK = Theme(
    name="paperdeck",
    primary="#7aa2c9",
    secondary="#8fb573",
    accent="#7aa2c9",
    foreground="#d3d7de",
    background="#16181d",
    surface="#1d2027",
    panel="#262a33",
    success="#8fb573",
    warning="#e0b566",
    error="#e0787a",
    dark=True,
    variables={
        "bookmark": "#e0b566",
        "link": "#6ea8e0",
        "lit": "#e8d38b",
        "quiet": "#8b919c",
        "faint": "#5b616d",
        "cursor": "#242a35",
        "cursor-away": "#1c2027",
        "input-cursor-background": "#d3d7de",
        "footer-key-foreground": "#7aa2c9",
    },
)
"""Calm on a dark terminal."""

LIGHT = Theme(
    name="paperdeck-light",
    primary="#2b6299",
    secondary="#4b7a2f",
    accent="#2b6299",
    foreground="#24292f",
    background="#fbfbf9",
    surface="#f2f2ee",
    panel="#e6e6e0",
    success="#4b7a2f",
    warning="#96690c",
    error="#b3383b",
    dark=False,
    variables={
        "bookmark": "#96690c",
        "link": "#1d5fa8",
        "lit": "#8a5300",
        "quiet": "#5c636c",
        "faint": "#9aa0a6",
        "cursor": "#e3e8ee",
        "cursor-away": "#f0f1ee",
    },
)
"""The same on a light one."""

FALLBACKS = {
    "bookmark": "#d0a04c",
    "link": "#5f9bd8",
    "lit": "#d0a04c",
    "quiet": "#8b919c",
    "faint": "#6b717d",
    "cursor": "#7f7f7f40",  # laid over the ground: a quarter and an eighth of it
    "cursor-away": "#7f7f7f1f",
}
"""For the themes that come with Textual, dark and light: these read on both."""
