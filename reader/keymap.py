"""Bindings, made from the table of commands.

They have priority, so that each key does its work before the next one is looked at: a burst such as
"/graph" or "jy" must not leave its later keys to a pane that its first one has left.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.binding import Binding

from reader.commands import COMMANDS, is_chord

if TYPE_CHECKING:
    from collections.abc import Iterator


def bindings() -> list[Binding]:
    """One binding for each command, and one for each letter that a chord begins with."""
    return [*_commands(), *_chords()]


def _commands() -> Iterator[Binding]:
    for command in COMMANDS:
        single = [key for key in command.keys if not is_chord(key)]
        for number, key in enumerate(single):
            yield Binding(
                "comma" if key == "," else key,  # to Textual a comma parts two keys
                f"run({command.id!r}, {key!r})",
                command.title,
                show=False,
                priority=True,
                tooltip=command.help,
                id=command.id if number == 0 else f"{command.id}-{number + 1}",
            )


def _chords() -> Iterator[Binding]:
    prefixes = sorted({key[0] for c in COMMANDS for key in c.keys if is_chord(key)})
    for prefix in prefixes:
        yield Binding(
            prefix,
            f"chord({prefix!r})",
            f"{prefix} …",
            show=False,
            priority=True,
            tooltip="Shows what may follow.",
            id=f"chord-{prefix}",
        )
