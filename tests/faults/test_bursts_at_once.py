"""All keys at once, in a real terminal, do what the same keys do one at a time."""

from __future__ import annotations

import asyncio
import random
import shutil
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING, NamedTuple

import pytest
from textual import events
from textual.keys import _character_to_key
from textual.widget import Widget

from index.paths import places
from reader.app import ReaderApp
from reader.session import load_session
from reader.widgets.notice import Notice
from tests.builders import a_library, every_id
from tests.faults.sizes import times
from tests.faults.tally import TALLY
from tests.launching import a_home, launch
from tests.pressing import PATIENCE, Reading
from tests.terminal import Tmux, needs

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator, Sequence
    from pathlib import Path

    from textual.screen import Screen

    from reader.session import Session

pytestmark = [pytest.mark.terminal, needs("tmux")]

SIZE = (100, 30)
BYTES = {
    "enter": "\r",
    "tab": "\t",
    "backspace": "\x7f",
    "up": "\x1b[A",
    "down": "\x1b[B",
    "ctrl+a": "\x01",
    "ctrl+e": "\x05",
    "ctrl+k": "\x0b",
    "ctrl+r": "\x12",
    "ctrl+u": "\x15",
    "ctrl+w": "\x17",
    "left": "\x1b[D",
    "home": "\x1b[H",
    "end": "\x1b[F",
    "right": "\x1b[C",
    # As terminals send Esc that can tell it from Alt: what follows at once is another key.
    "escape": "\x1b[27u",
}
WORDS = [
    "panels",
    "graph",
    "slow lamps",
    "zzz",
    "is:unread",
    "tag:to-read",
    "tree reader",
    "bababam",
]
NOTES = ["what I thought of it", "once more", "b a r t", "j?"]
TAGS = ["to-read", "abc, def", "slow", "a b", "to"]
COMMANDS = [*"bbrrjjkkGuu", "gg", "ctrl+r", "tab", "enter escape", "escape", "\\", "z", "? escape"]
EDITS = ["", "", "backspace", "ctrl+u", "ctrl+w", "ctrl+a", "ctrl+a ctrl+k", "left", "home", "end"]
FORMS = [
    *("/ {word} enter", "/ {word} escape", "/ {word} {edit} {note} enter", "/ ctrl+u enter"),
    *("e {note} escape", "e {edit} {note} escape", "e {note} {edit} {note} escape", "e escape"),
    *("t {tag} enter escape", "t {tag} {edit} {tag} enter enter", "t {tag} tab enter escape"),
    *("S {tag} enter", "S {tag} {edit} escape", "a {word} {edit} escape", "@ {tag} escape"),
    *("w escape", "f escape", "/ {word} enter w escape b", "/ {word} enter f escape j b"),
    *("/ {word} enter j j k \\ / {word} enter b", "{command}", "{command}", "{command}"),
]


class Left(NamedTuple):
    """What is there in the end."""

    marks: dict[str, tuple[object, ...]]
    searches: dict[str, str]
    session: Session


def keys_of(form: str, chance: random.Random) -> list[str]:
    """The keys of one habit, with words of any sort in its gaps."""
    gaps = {"{word}": WORDS, "{note}": NOTES, "{tag}": TAGS, "{edit}": EDITS, "{command}": COMMANDS}
    keys: list[str] = []
    for part in form.split():
        chosen = chance.choice(gaps[part]) if part in gaps else part
        is_text = part in {"{word}", "{note}", "{tag}"} or chosen == "gg"
        keys += chosen if is_text else chosen.split()
    return keys


def bursts(seed: int, many: int) -> list[list[str]]:
    """So many bursts of a few habits each."""
    chance = random.Random(seed)
    return [
        [key for _ in range(chance.randint(2, 5)) for key in keys_of(chance.choice(FORMS), chance)]
        for _ in range(many)
    ]


@contextmanager
def like_a_terminal(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """No person's clipboard or browser within reach."""
    with monkeypatch.context() as here:
        for name in ("DISPLAY", "WAYLAND_DISPLAY", "TMUX", "SSH_CONNECTION"):
            here.delenv(name, raising=False)
        here.setenv("BROWSER", "true")
        yield


def is_at_rest(reading: Reading) -> bool:
    app, browser = reading.app, reading.browser
    is_answered = browser.answer is not None and browser.answer.question == browser.question
    is_working = any(worker.is_running for worker in app.workers)
    return is_answered and not (is_working or browser.is_waiting or app.has_keys_due)


def is_passing(reading: Reading) -> bool:
    """Whether something still stands there that came late, though other keys were pressed since."""
    return reading.browser.query_one(Notice).is_passing


def is_drawn(screen: Screen) -> bool:
    """Whether what is shown is laid out as it is now, such as without a notice that has gone."""
    is_due = any(node._layout_required for node in (screen, *screen.walk_children(Widget)))
    return not (is_due or screen._layout_widgets or screen._dirty_widgets)


async def press(reading: Reading, key: str) -> None:
    """Press it, and wait until nothing is left to do for it."""
    is_letter = len(key) == 1
    named = events.Key(_character_to_key(key), key) if is_letter else events.Key(key, None)
    reading.app.post_message(named)
    for _ in range(2):
        await reading.pilot._wait_for_screen()
        await reading.until(lambda: is_at_rest(reading), f"at rest after {key}")


async def one_at_a_time(home: Path, given: Sequence[Sequence[str]]) -> AsyncIterator[str]:
    """Press each key once the one before it is over; the screen after each burst."""
    app = ReaderApp(places(home))
    try:
        async with app.run_test(size=SIZE) as pilot:
            reading = Reading(app, pilot)
            await reading.until(lambda: is_at_rest(reading), "at rest")
            for keys in given:
                for key in keys:
                    await press(reading, key)
                await reading.until(lambda: not is_passing(reading), "what came late could be read")
                await reading.until(lambda: is_drawn(app.screen), "drawn")
                yield reading.screen()
            while not app._exit:
                await pilot.press("ctrl+q")
    finally:
        app.close()


def left(home: Path) -> Left:
    """What the library and the session hold."""
    with a_library(places(home)) as library:
        papers = library.papers(every_id(library))
        marks = {p.title: (p.bookmarked, p.read, p.tags, p.note) for p in papers}
        searches = {saved.name: saved.text for saved in library.saved_searches()}
    return Left(marks, searches, load_session(places(home).session))


def rows(screen: str) -> list[str]:
    return [row.rstrip() for row in screen.rstrip().splitlines()]


def is_shown(seen: str, wanted: str) -> bool:
    """Whether the terminal shows this; a panel alone is given without what lies behind it."""
    shown, asked = rows(seen), rows(wanted)
    if asked and asked[0]:
        return shown == asked
    return len(shown) >= len(asked) and all(
        a.strip() in s for a, s in zip(asked, shown, strict=False)
    )


def shows(tmux: Tmux, wanted: str, what: str) -> None:
    """Wait until the terminal shows this, for as long as it goes on showing something else."""
    seen, end = "", 0.0
    while not is_shown(seen, wanted):
        before, seen = seen, tmux.screen()
        end = time.monotonic() + PATIENCE if seen != before else end
        assert time.monotonic() < end, f"{what}\n{seen}\n--- but one at a time\n{wanted}"
        time.sleep(0.02)


@pytest.mark.parametrize("seed", range(times(1, 25)))
def test_a_burst_ends_where_the_same_keys_end_one_at_a_time(tmp_path, monkeypatch, seed):
    given = bursts(seed, times(3, 8))
    home = a_home(tmp_path)
    twin = tmp_path / "twin"

    async def slowly() -> list[str]:
        return [screen async for screen in one_at_a_time(twin, given)]

    with Tmux() as tmux:
        launch(tmux, home, size=SIZE)
        tmux.keys("C-q")
        assert tmux.exit_code() == 0  # its index is made, and its session kept
        shutil.copytree(home, twin)
        with like_a_terminal(monkeypatch):
            screens = asyncio.run(slowly())
        launch(tmux, home, size=SIZE)
        for keys, wanted in zip(given, screens, strict=True):
            tmux.type("".join(BYTES.get(key, key) for key in keys))
            shows(tmux, wanted, f"seed {seed}, at once: {' '.join(keys)}")
            TALLY.made("bursts of keys at once")
        while tmux.is_running():
            tmux.keys("C-q")
            time.sleep(0.05)
    assert left(home) == left(twin)
