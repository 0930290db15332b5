"""Adding saved pages from within the reader."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reader.screens.browser import Browser


def ask(browser: Browser) -> None:
    """Ask which pages, then add them."""
    from reader.screens.add_pages import AskForPages

    browser.open_panel(AskForPages(), lambda path: browser.reader.add_pages([path]))
