"""Lets go of what Textual keeps of widgets that are gone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual._styles_cache import StylesCache

if TYPE_CHECKING:
    from textual.app import App


def forget_gone(app: App[object]) -> None:
    """Keep no longer what widgets that were closed had drawn: every line of a panel is some 5 KB.

    Textual remembers each widget's background beside the widget's drawn lines, of the last 1,024
    widgets. It is mixed anew in microseconds for those that are still there. And the editor of a
    note watches the app's theme: it is kept, with its lines and its edits, until that changes.
    """
    StylesCache.get_inner_outer.cache_clear()
    for watching in getattr(app, "__watchers", {}).values():
        watching[:] = [each for each in watching if not each[0]._closing]  # noqa: SLF001
