"""Bindings, made from the table of commands."""

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
        if single:
            yield Binding(
                ",".join(single),
                f"run('{command.id}')",
                command.title,
                show=False,
                tooltip=command.help,
                id=command.id,
            )


def _chords() -> Iterator[Binding]:
    prefixes = sorted({key[0] for c in COMMANDS for key in c.keys if is_chord(key)})
    for prefix in prefixes:
        yield Binding(
            prefix,
            f"chord('{prefix}')",
            f"{prefix} …",
            show=False,
            tooltip="Shows what may follow.",
            id=f"chord-{prefix}",
        )
