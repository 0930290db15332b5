"""The table of commands holds together: one entry is all that a new action needs."""

from __future__ import annotations

from collections import Counter

import pytest

from reader.actions import action_of
from reader.commands import COMMANDS, Command, Group, chords, is_chord
from reader.keymap import bindings


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.id)
def test_every_command_names_a_function_that_is_there(command: Command) -> None:
    assert callable(action_of(command.id))


def test_no_two_commands_share_an_id_or_a_key() -> None:
    for words in (
        [command.id for command in COMMANDS],
        [key for command in COMMANDS for key in command.keys],
    ):
        assert [word for word, times in Counter(words).items() if times > 1] == []


def test_no_single_key_is_also_the_start_of_a_chord() -> None:
    keys = {key for command in COMMANDS for key in command.keys}
    assert {key[0] for key in keys if is_chord(key)}.isdisjoint(keys)


def test_a_chord_names_what_may_follow() -> None:
    assert [command.id for command in chords("g")] == ["top"]


def test_every_group_has_commands_and_every_command_says_what_it_does() -> None:
    assert {command.group for command in COMMANDS} == set(Group)
    for command in COMMANDS:
        assert command.title
        assert command.help.endswith(".")


def test_every_binding_has_an_id_a_description_and_a_tooltip() -> None:
    for binding in bindings():
        assert binding.id
        assert binding.description
        assert binding.tooltip
