"""Help, the palette, and leaving."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reader.screens.browser import Browser


def show_keys(browser: Browser) -> None:
    from reader.screens.key_help import KeyHelp

    browser.app.push_screen(KeyHelp())


def show_palette(browser: Browser) -> None:
    browser.app.action_command_palette()


def choose_theme(browser: Browser) -> None:
    browser.app.search_themes()


def suspend(browser: Browser) -> None:
    browser.app.action_suspend_process()


def quit_(browser: Browser) -> None:
    browser.save_place()
    browser.app.exit()
