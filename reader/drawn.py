"""Lets go of what Textual keeps of what is drawn no longer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.color import Color as RichColor
from rich.segment import Segment
from textual._styles_cache import StylesCache
from textual.color import Color
from textual.css.scalar import Scalar
from textual.geometry import Region
from textual.strip import Strip
from textual.style import Style

if TYPE_CHECKING:
    from collections.abc import Iterable

    from textual.app import App
    from textual.screen import Screen

_MADE = [each for kind in (Color, RichColor, Style) for each in vars(kind).values()]
_OF_COLOURS = [each for each in _MADE if hasattr(each, "cache_clear")]
_OF_PLACES = [each for each in vars(Region).values() if hasattr(each, "cache_clear")]
_OF_WORDS = (Strip.render_ansi, Strip.blank, Segment._split_cells)  # noqa: SLF001 - and styles


def forget_gone(app: App[object]) -> None:
    """Keep no longer what widgets that were closed had drawn: every line of a panel is some 5 KB.

    Textual remembers each widget's background beside the widget's drawn lines, of the last 1,024
    widgets. It is mixed anew in microseconds for those that are still there. It remembers what it
    worked out of places and sizes, and 16,384 styles, one for each word of a panel and each place
    where it stood; Rich, as many words that it cut in two. And the editor of a note watches the
    app's theme: it is kept, with its lines and its edits, until that changes.
    """
    for remembered in (StylesCache.get_inner_outer, Scalar.resolve, *_OF_WORDS, *_OF_PLACES):
        remembered.cache_clear()
    for watching in getattr(app, "__watchers", {}).values():
        watching[:] = [each for each in watching if not each[0]._closing]  # noqa: SLF001


def forget_lookups(screens: Iterable[Screen[object]]) -> None:
    """Keep no longer what was looked up on a screen before other widgets came to it."""
    for screen in screens:
        screen._query_one_cache.clear()  # noqa: SLF001


def forget_colours(*_: object) -> None:
    """Keep no longer what was mixed of the colours of a theme that was left."""
    for remembered in _OF_COLOURS:
        remembered.cache_clear()
