"""A reader that is killed has kept every mark that its screen had shown."""

from __future__ import annotations

import os
import signal
import time
from random import Random
from typing import TYPE_CHECKING, NamedTuple

from tests.builders import a_library
from tests.faults import aftermath
from tests.faults.model import Model
from tests.faults.sizes import times
from tests.faults.tally import TALLY
from tests.faults.work import SAVED, TAGS, YEAR, Act, page_of
from tests.launching import escape, launch
from tests.terminal import Tmux, needs, wait_until

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

PAGES = 3


class Pressed(NamedTuple):
    """What is done at the keys: before the last key, which does it, and what the screen says."""

    before: Callable[[Tmux], object]
    last: str
    shows: str
    act: Act


def drawn(random: Random, model: Model, paper: str) -> Pressed:
    """Something to do to the paper under the cursor."""
    marks = model.marks
    number = random.randrange(1000)
    is_marked, is_read = ("bookmark", paper, True) in marks, ("read", paper, True) in marks
    tag = next(tag for tag in (*TAGS, f"t{number}") if ("tag", paper, tag) not in marks)
    note = next((value for mark, whose, value in marks if (mark, whose) == ("note", paper)), "")
    choices = [
        Pressed(
            _nothing,
            "b",
            "Bookmark lifted." if is_marked else "Bookmarked.",
            Act("bookmark", (paper,), on=not is_marked),
        ),
        Pressed(
            _nothing,
            "r",
            "Marked as unread." if is_read else "Marked as read.",
            Act("read", (paper,), on=not is_read),
        ),
        Pressed(_typing("t", tag), "Enter", f"✓ #{tag}", Act("tag", (paper,), (tag,))),
        Pressed(
            _typing("e", f"note {number}."),
            "Escape",
            "Note kept.",
            Act("note", (paper,), (f"{note}note {number}.",)),
        ),
    ]
    if model.done:
        choices.append(Pressed(_nothing, "u", "Undone: ", Act("undo")))
    if model.undone:
        choices.append(Pressed(_nothing, "C-r", "Done again: ", Act("redo")))
    return random.choice(choices)


def _nothing(_tmux: Tmux) -> None:
    pass


def _typing(key: str, text: str) -> Callable[[Tmux], object]:
    def typed(tmux: Tmux) -> None:
        tmux.keys(key)
        tmux.wait_for({"t": "a tag, or several", "e": "Esc keeps the note"}[key])
        tmux.type(text)
        tmux.wait_for(text)

    return typed


def under_cursor(screen: str, titles: Iterable[str]) -> str | None:
    """The title behind the cursor's bar, once all of it is painted."""
    rows = [line for line in screen.splitlines() if "▌" in line]
    return next((title for title in titles for row in rows if title in row), None)


@needs("tmux")
def test_what_the_screen_had_shown_is_kept_when_the_reader_is_killed(tmp_path: Path) -> None:
    random, model, home = Random(3), Model(), tmp_path / "home"
    with a_library(home) as library:
        for number in range(PAGES):
            library.add(page_of(number), SAVED, YEAR)
            model = model.after(Act("add", page=number))
    titles = {paper.title: paper.id for paper in model.papers.values()}
    with Tmux() as tmux:
        for turn in range(times(4, 40)):
            launch(tmux, home, shows="▌")
            screen = tmux.wait_for(lambda screen: under_cursor(screen, titles) is not None)
            paper = titles[under_cursor(screen, titles) or ""]
            states = [model]
            is_shown = turn % 3 != 2
            for more in range(1 + turn % 2):
                pressed = drawn(random, states[-1], paper)
                pressed.before(tmux)
                tmux.keys(pressed.last)
                states.append(states[-1].after(pressed.act))
                if is_shown or more < turn % 2:
                    tmux.wait_for(pressed.shows)
                if pressed.last == "Enter":
                    escape(tmux)
                    tmux.wait_for(lambda screen: "✓ #" not in screen)
            if not is_shown:
                time.sleep(random.uniform(0, 0.05))  # the fault: at no moment in particular
            os.kill(tmux.pid(), signal.SIGKILL)
            wait_until(lambda: not tmux.is_running(), "the reader's end")
            for begun in (home / "state").glob("note-unfinished-*"):
                begun.unlink()  # the next editor would begin with it: test_note_cut_short.py
            lost = 1
            try:
                model = aftermath.which_holds(home, states[-1:] if is_shown else states[-2:])
                aftermath.assert_file_is_sound(home)
                aftermath.assert_nothing_is_locked(home)
                lost = 0
            finally:
                TALLY.made("killed: the reader at its keys", lost=lost)
    aftermath.assert_search_agrees(home, model)
    aftermath.assert_undoes_to_the_beginning(home, model)
