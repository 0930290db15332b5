"""Whatever keys are pressed: the reader does what they say, holds every mark, and goes on."""

from __future__ import annotations

import asyncio
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from index.paths import places
from reader.commands import COMMANDS
from reader.session import load_session
from tests.builders import a_library, a_page, every_id
from tests.command_line import GRAPHS, ROUTES, saved_page
from tests.faults.foresight import Click, Key, Paste, Size, Step, Wheel
from tests.faults.playing import Play, played
from tests.faults.sizes import times
from tests.faults.tally import TALLY
from tests.fuzz import texts as any_texts
from tests.pressing import SHELF

if TYPE_CHECKING:
    from collections.abc import Iterator

HOSTILE = a_page(
    *(
        (
            f"Hostile {n} {text}",
            f"We hold {text} for good. Our code: https://github.com/owner/h{n}.",
        )
        for n, text in enumerate(["[@click=app.quit]x[/]", "O(n]", "読" * 60, "Z" + "\u0301" * 30])
    ),
    name="2026-09-08.txt",
    label="Sep 8",
)
LEAVING = {"q", "ctrl+q"}
NAMED = {"/": "slash", "\\": "backslash", "@": "at", "*": "asterisk", ":": "colon", ",": "comma"}
NAMED |= {"?": "question_mark", "[": "left_square_bracket", "]": "right_square_bracket"}
COMMAND_KEYS = [
    NAMED.get(key, key) for command in COMMANDS for key in command.keys if key not in LEAVING
]
VERBS = [*"btteerru", "ctrl+r", "enter", "enter", "escape", "slash", "tab", *"jkGS", "f", "w", "T"]
EDITING = ["backspace", "delete", "ctrl+w", "ctrl+a", "ctrl+e", "space", "comma", "home", "up"]
WORDS = ["graph", "is:un", "tag:", "to-read", "a, b", "@ab", "-x (", "/[/", "zzz", "~", "..", "h"]

HABITS = [
    *(
        "b",
        "b b",
        "r",
        "r r",
        "u",
        "u u ctrl+r",
        "b u",
        "ctrl+r",
        "j b",
        "G r",
        "k",
        "enter escape",
    ),
    *(
        "t {} enter escape",
        "t {} enter enter escape",
        "t enter escape u",
        "e {} escape",
        "e {} ctrl+q",
    ),
    *("e ctrl+a backspace escape", "slash {} enter", "slash {} escape", "slash ctrl+u enter", "1"),
    *("S {} enter", "at enter", "at delete escape", "T enter", "f 1", "f minus 2", "w escape"),
    *("tab tab j enter", "shift+tab G enter", "asterisk escape", "s t", "s n", "z j z", "y", "o"),
    *("question_mark {} escape", "colon {} enter escape", "comma {} enter", "right_square_bracket"),
    *("a m o r e . t x t enter enter", "a {} enter enter", "Y t", "gg", "backslash"),
]
"""What people do; the braces are for any words."""

cells = some.integers(0, 160)
keys = some.sampled_from([*COMMAND_KEYS, *VERBS, *EDITING])
words = some.sampled_from(WORDS).map(
    lambda text: " ".join({" ": "space"}.get(letter, NAMED.get(letter, letter)) for letter in text)
)
habits = some.builds(str.format, some.sampled_from(HABITS), words)
typed = some.one_of(habits, habits, keys, keys, words, some.just("escape escape")).map(
    lambda written: [Key(key) for key in written.split()]
)
pastes = (any_texts.texts | some.sampled_from([*WORDS, "x" * 3_000])).map(lambda t: [Paste(t)])
clicks = some.builds(Click, cells, some.integers(0, 50), some.sampled_from([1, 1, 2]))
wheels = some.builds(Wheel, cells, some.integers(0, 50), some.booleans())
sizes = some.sampled_from([(120, 40), (80, 24), (50, 15), (69, 16), (20, 5), (3, 2)])
moves = some.one_of(clicks, wheels, sizes.map(lambda size: Size(*size))).map(lambda step: [step])
bursts = some.one_of(typed, typed, typed, typed, typed, pastes, moves)
steps = some.lists(bursts, min_size=times(15, 30), max_size=times(40, 90)).map(
    lambda many: [step for burst in many for step in burst]
)


@pytest.fixture(scope="module")
def home() -> Iterator[Path]:
    """A home with nine papers on two pages and an index; it is copied for each play."""
    with tempfile.TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as here:
        for name in ("DISPLAY", "WAYLAND_DISPLAY", "TMUX", "SSH_CONNECTION"):
            here.delenv(name, raising=False)
        here.setenv("BROWSER", "true")
        like = Path(folder) / "like"
        with a_library(like, SHELF, HOSTILE) as library:
            library.reindex()
            library.save_search("saved", "graph is:unread")
        (like / "pages").mkdir()
        (like / "pages" / "more.txt").write_text(saved_page(GRAPHS, ROUTES))
        here.chdir(like / "pages")
        yield like


@settings(max_examples=times(6, 120))
@given(steps, sizes, some.booleans())
def test_the_reader_does_what_keys_say_and_holds_every_mark(home, steps, size, goes_home):
    with tempfile.TemporaryDirectory() as folder:
        asyncio.run(play(Path(folder) / "home", home, steps, size, goes_home))


async def play(
    home: Path, like: Path, steps: list[Step], size: tuple[int, int], goes_home: bool
) -> None:
    async with played(home, like, size) as playing:
        for step in steps:
            await playing.step(step)
        if goes_home and not playing.has_left:
            await playing.come_home()
        if not playing.has_left:
            await playing.leave()
    check_afterwards(playing)
    TALLY.made("keys, clicks and sizes in any order, a reader each")


def check_afterwards(playing: Play) -> None:
    """All is kept, nothing went wrong unseen, and the place is one to go on from."""
    with a_library(playing.home) as library:
        assert library.papers(every_id(library))
    assert not playing.app.places.log.exists()
    place = places(playing.home).session
    if place.exists():
        assert load_session(place).theme
