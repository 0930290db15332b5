"""What each command does: functions of the browser, by subject. `reader.commands` names them."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from reader.commands import named

if TYPE_CHECKING:
    from collections.abc import Callable

    from reader.screens.browser import Browser


def action_of(command_id: str) -> Callable[[Browser], None]:
    """The function that a command runs, imported when it is first needed."""
    module, _, name = named(command_id).runs.partition(".")
    function: Callable[[Browser], None] = getattr(import_module(f"{__name__}.{module}"), name)
    return function


def run_command(command_id: str, browser: Browser) -> None:
    """Do what the command says. Errors: LibraryError, to be shown where the reader acted."""
    action_of(command_id)(browser)
