"""The styles that the panes draw with, made once for each theme from its colours."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from rich.style import Style
from textual.color import Color

if TYPE_CHECKING:
    from collections.abc import Mapping

    from rich.color import Color as RichColor
    from textual.app import App


class Ink(NamedTuple):
    """A style in terms of the theme's variables."""

    color: str = ""
    background: str = ""
    bold: bool | None = None
    underline: bool | None = None
    reverse: bool | None = None


INKS: Mapping[str, Ink] = {
    "text": Ink("foreground", "background"),
    "cursor": Ink(background="cursor"),
    "cursor-away": Ink(background="cursor-away"),
    "accent": Ink("accent"),
    "title": Ink(bold=True),
    "heading": Ink("quiet", bold=True),
    "chosen": Ink("accent", bold=True),
    "quiet": Ink("quiet"),
    "faint": Ink("faint"),
    "lit": Ink("lit", underline=True),
    "lit-here": Ink(reverse=True),
    "bookmark": Ink("bookmark"),
    "link": Ink("link", underline=True),
    "tag": Ink("secondary"),
}
"""What each is for; all but "text" are laid over it."""


_MIXED: dict[str, Mapping[str, Style]] = {}


def inks(app: App[object]) -> Mapping[str, Style]:
    """Every ink as a style, in the colours of the theme in force."""
    if app.theme not in _MIXED:
        _MIXED.clear()  # one theme is in force at a time
        _MIXED[app.theme] = _mixed(app.theme_variables)
    return _MIXED[app.theme]


def _mixed(colors: Mapping[str, str]) -> Mapping[str, Style]:
    ground = Color.parse(colors["background"])

    def mixed(name: str) -> RichColor | None:
        if not name:
            return None
        color = Color.parse(colors[name])
        return (color if color.ansi is not None else ground + color).rich_color

    return {
        name: Style(
            color=mixed(ink.color),
            bgcolor=mixed(ink.background),
            bold=ink.bold,
            underline=ink.underline,
            reverse=ink.reverse,
        )
        for name, ink in INKS.items()
    }
