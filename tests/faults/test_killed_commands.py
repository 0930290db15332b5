"""A command killed at its work is done wholly or not at all; one that ended well is done."""

from __future__ import annotations

import shutil
from random import Random
from typing import TYPE_CHECKING

from tests.faults import aftermath
from tests.faults.commands import KINDS, Order, ordered
from tests.faults.killing import Actor, moment_in
from tests.faults.model import Model
from tests.faults.sizes import times
from tests.faults.tally import TALLY
from tests.terminal import needs

if TYPE_CHECKING:
    from pathlib import Path


HINTS = ("", "To undo this, press u in the reader.\n")


@needs("strace")
def test_a_command_killed_at_its_work_is_done_wholly_or_not_at_all(tmp_path: Path) -> None:
    random, model, home = Random(7), Model(), tmp_path / "home"
    kills = 0
    with Actor(tmp_path / "actor") as actor:
        while kills < times(7, 84):
            order = ordered(random, model, tmp_path, KINDS[kills % len(KINDS)])
            rehearsal = tmp_path / "rehearsal"
            if home.exists():
                shutil.copytree(home, rehearsal)
            calls = actor.calls(rehearsal, order.plan)
            assert actor.err() in HINTS
            assert aftermath.which_holds(rehearsal, [order.after])
            shutil.rmtree(rehearsal)
            if not actor.killed(home, order.plan, moment_in(random, calls)).was_killed:
                assert aftermath.which_holds(home, [order.after])
                model = order.after
                continue
            kills += 1
            model = after_kill(home, [model, order.after], order)
            if kills % 5 == 0:
                aftermath.assert_program_opens(home)
    aftermath.assert_undoes_to_the_beginning(home, model)


def after_kill(home: Path, models: list[Model], order: Order) -> Model:
    """The state that the library was killed in; AssertionError where anything is amiss."""
    lost = 1
    try:
        model = aftermath.which_holds(home, models)
        aftermath.assert_file_is_sound(home)
        aftermath.assert_nothing_is_locked(home)
        aftermath.assert_search_agrees(home, model)
        lost = 0
    finally:
        TALLY.made(f"killed: paperdeck {order.argv[0]}", lost=lost)
    return model
