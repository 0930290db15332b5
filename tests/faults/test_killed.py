"""A process killed at any moment of its work loses nothing that it had said was done."""

from __future__ import annotations

import shutil
from random import Random
from typing import TYPE_CHECKING

import pytest

from tests.faults import aftermath
from tests.faults.killing import Actor, moment_in
from tests.faults.model import Model
from tests.faults.sizes import IS_LARGE, times
from tests.faults.tally import TALLY
from tests.faults.work import KINDS, Act, draw
from tests.terminal import needs

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

ACTS = 8
KILLS_A_PLAN = 7


@pytest.fixture
def actor(tmp_path: Path) -> Iterator[Actor]:
    with Actor(tmp_path / "actor") as actor:
        yield actor


def drawn(random: Random, model: Model, length: int) -> tuple[list[Act], list[Model]]:
    """What is done next, and the states of the library before, between and after."""
    plan, states = [], [model]
    for _ in range(length):
        plan.append(draw(random, states[-1]))
        states.append(states[-1].after(plan[-1]))
    return plan, states


def after_kill(home: Path, plan: list[Act], states: list[Model], acknowledged: int) -> Model:
    """The state that the library was killed in; AssertionError where anything is amiss."""
    under_way = KINDS[plan[acknowledged].kind] if acknowledged < len(plan) else "closing"
    lost = 1
    try:
        model = aftermath.which_holds(home, states[acknowledged : acknowledged + 2])
        aftermath.assert_file_is_sound(home)
        aftermath.assert_nothing_is_locked(home)
        aftermath.assert_search_agrees(home, model)
        lost = 0
    finally:
        TALLY.made(f"killed while {under_way}", lost=lost)
    return model


@needs("strace")
@pytest.mark.parametrize("seed", range(times(1, 6)))
def test_what_was_acknowledged_is_there_and_nothing_is_half_there(
    tmp_path: Path, actor: Actor, seed: int
) -> None:
    random, model, home = Random(seed), Model(), tmp_path / "home"
    for turn in range(times(3, 8)):
        plan, states = drawn(random, model, ACTS)
        before = tmp_path / f"before-{turn}"
        if home.exists():
            shutil.copytree(home, before)
        calls = actor.calls(home, plan)
        for _ in range(KILLS_A_PLAN):
            shutil.rmtree(home)
            if before.exists():
                shutil.copytree(before, home)
            ended = actor.killed(home, plan, moment_in(random, calls))
            if ended.was_killed:
                model = after_kill(home, plan, states, ended.acknowledged)
            else:
                model = states[-1]
        if IS_LARGE or turn == 0:
            aftermath.assert_program_opens(home)
            aftermath.assert_undoes_to_the_beginning(home, model)


def test_a_library_killed_again_and_again_keeps_all_and_gathers_no_rubbish(
    tmp_path: Path, actor: Actor
) -> None:
    random, model, home = Random(20), Model(), tmp_path / "home"
    plan, states = drawn(random, model, 30)
    usual, model = actor.seconds(home, plan), states[-1]
    kills, wanted = 0, times(8, 100)
    while kills < wanted:
        plan, states = drawn(random, model, 30)
        ended = actor.killed(home, plan, random.uniform(0, usual))
        if ended.was_killed:
            kills += 1
            model = after_kill(home, plan, states, ended.acknowledged)
        else:
            model = states[-1]
    plan, states = drawn(random, model, 30)
    actor.seconds(home, [*plan, Act("reindex")])
    assert aftermath.which_holds(home, [states[-1]])
    aftermath.assert_search_agrees(home, states[-1])
    aftermath.assert_no_rubbish(home)
    aftermath.assert_undoes_to_the_beginning(home, states[-1])
