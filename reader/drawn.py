"""Lets go of what Textual keeps of widgets that are gone."""

from __future__ import annotations

from textual._styles_cache import StylesCache


def forget_gone() -> None:
    """Keep no longer what widgets that were closed had drawn: every line of a panel is some 5 KB.

    Textual remembers each widget's background beside the widget's drawn lines, of the last 1,024
    widgets. It is mixed anew in microseconds for those that are still there.
    """
    StylesCache.get_inner_outer.cache_clear()
