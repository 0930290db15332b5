"""Every command by its name, in the palette."""

from __future__ import annotations

from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, Any

from textual.await_complete import AwaitComplete
from textual.command import CommandPalette, DiscoveryHit, Hit, Hits, Provider

from reader.commands import COMMANDS, Command, key_name

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.types import IgnoreReturnCallbackType


class Palette(CommandPalette):
    """Textual's palette, which may also be paged through on a screen without room for its list."""

    is_leaving = False
    """Whether it was told to close before it stood, and will."""

    def _action_command_list(self, action: str) -> None:
        with suppress(KeyError, IndexError):  # its list has no lines there
            super()._action_command_list(action)

    def dismiss(self, result: Any = None) -> AwaitComplete:
        """Close, once: Textual's palette may do so twice, and then takes another panel along."""
        return super().dismiss(result) if self.app.screen is self else AwaitComplete()

    def _action_escape(self) -> None:
        self.is_leaving = not self.is_mounted
        if self.is_mounted:
            super()._action_escape()
        else:  # the key was quicker than the palette, which stands only on the screen below it
            self.call_later(self._action_escape)


class Commands(Provider):
    """Finds commands by any part of their words."""

    async def discover(self) -> Hits:
        for command in COMMANDS:
            yield DiscoveryHit(self._name(command), self._run(command), help=command.help)

    async def search(self, query: str) -> Hits:
        matcher = self.matcher(query)
        for command in COMMANDS:
            name = self._name(command)
            score = matcher.match(name)
            if score > 0:
                yield Hit(score, matcher.highlight(name), self._run(command), help=command.help)

    def _name(self, command: Command) -> str:
        return f"{command.title}  ({key_name(command.keys[0])})"

    def _run(self, command: Command) -> IgnoreReturnCallbackType:
        run: Callable[[str], None] = self.screen.action_run  # type: ignore[attr-defined]
        return partial(run, command.id)
