"""Adding saved pages from within the reader."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from reader.screens.browser import Browser


def ask(browser: Browser) -> None:
    """Ask which pages, then add them."""
    from reader.screens.add_pages import AskForPages

    def go(path: Path | None) -> None:
        if path is not None:
            browser.reader.add_pages([path])

    browser.app.push_screen(AskForPages(), go)
