"""Hostile texts in a library that came from elsewhere, read in a real terminal that would obey."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING

import pytest

from tests.faults.foreign_library import a_foreign_library, storable
from tests.faults.hostile_texts import ACTING, TEXTS, as_name
from tests.faults.sizes import IS_LARGE
from tests.faults.tally import TALLY
from tests.faults.terminal_bytes import take_apart
from tests.launching import escape, launch
from tests.terminal import Tmux, needs

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

OBEYING = {"set-clipboard": "on", "allow-passthrough": "on", "allow-rename": "on"}
COUNT = sum(map(storable, TEXTS.values()))
TYPED = " ".join(ACTING.values()).replace("\0", "").encode("utf-8", "ignore").decode()
SIZES = [(120, 40), (50, 15)]


class Reader:
    """The reader in tmux, with all that it writes kept."""

    def __init__(self, tmux: Tmux, folder: Path) -> None:
        self.tmux = tmux
        self._pasted = folder / "pasted"

    def press(self, *keys: str, shows: str = "") -> str:
        """Press keys one by one, and wait for what then shows."""
        for key in keys:
            self.tmux.keys(key)
        return self.tmux.wait_for(shows) if shows else self.tmux.screen()

    def paste(self, text: str) -> None:
        """Paste as tmux does: between brackets, and with every byte as it is."""
        self._pasted.write_text(text, encoding="utf-8")
        self.tmux.run("load-buffer", str(self._pasted))
        self.tmux.run("paste-buffer", "-t", "deck", "-p", "-r", "-d")

    def leave_panel(self, gone: str) -> None:
        """Press Esc until the panel is gone: the first may only close what it lists."""
        for _ in range(3):
            escape(self.tmux)
            with contextlib.suppress(AssertionError):
                self.tmux.wait_for(lambda screen: gone not in screen, seconds=3)
                return
        raise AssertionError(f"still there: {gone}")


@contextlib.contextmanager
def reading(folder: Path, home: Path, size: tuple[int, int]) -> Iterator[Reader]:
    """The reader open over `home`; at the end nothing that it wrote was obeyed."""
    with Tmux(OBEYING) as tmux:
        wire = folder / "wire"
        launch(tmux, home, size=size, shows=f"of {COUNT}")
        title = tmux.run("display-message", "-p", "-t", "deck", "#{pane_title}")
        tmux.run("pipe-pane", "-t", "deck", f"cat >{wire}")
        tmux.resize(size[0] - 1, size[1])  # paints everything once more
        tmux.resize(*size)
        reader = Reader(tmux, folder)
        yield reader
        assert tmux.buffer() is None
        assert tmux.run("display-message", "-p", "-t", "deck", "#{pane_title}") == title
        assert tmux.run("display-message", "-p", "-t", "deck", "#{alternate_on}").strip() == "1"
        for _ in range(3):  # a panel that a search opened late takes the first
            tmux.keys("q")
            with contextlib.suppress(AssertionError):
                assert tmux.exit_code(seconds=5) == 0
                break
        assert tmux.exit_code() == 0
        written = take_apart(wire.read_bytes())
        assert len(written.text) > 10_000
        assert not written.harm, sorted(set(written.harm))
        assert not written.copies


def walk_the_list(reader: Reader) -> None:
    """Every paper under the cursor, with its links and tags beside it."""
    for _ in range(COUNT):
        reader.tmux.keys("j")
    reader.press("g", "g", "z")
    for _ in range(9):
        reader.press("]", "C-d")
    reader.press("z", "Escape", "\\")
    reader.tmux.wait_for(f"of {COUNT}")


def open_every_panel(reader: Reader) -> None:
    """Each sheet and menu, for a paper or more."""
    tmux = reader.tmux
    for opens, shows in {
        "Y": "Enter chooses", "O": "Enter chooses", "t": "Esc is done", "e": "Esc keeps",
        "T": "Esc leaves", "f": "Esc leaves", "@": "Esc leaves", "s": "Esc leaves",
        "?": "Esc leaves", ":": "🔎", "a": "Esc leaves", "w": "",
    }.items():  # fmt: skip
        reader.press(opens, shows=shows)
        tmux.keys("Down", "Down")
        if opens in "t@?:aT":
            reader.paste(TYPED)
        reader.leave_panel(shows or "Esc leaves")
    for key in ("b", "b", "r", "u", "u", "C-r", "C-r", "n", "]", "[", "\\"):
        reader.press(key)


def search_for_everything(reader: Reader) -> None:
    """Typed, pasted, completed, and called back."""
    tmux = reader.tmux
    for query in ("abstract", 'tag:"', "page:", "@s", "@", f"{TYPED[:300]}", "=We put"):
        tmux.type("/")
        reader.paste(query)
        tmux.keys("Tab", "Tab", "Up", "Up", "Down", "Enter")
        tmux.keys("w")
        escape(tmux)
        tmux.keys("\\")
    tmux.wait_for(f"of {COUNT}")
    tmux.keys("Tab", "Tab", *["j"] * 60, "Enter", "Tab")
    tmux.keys("\\")
    tmux.wait_for(f"of {COUNT}")


@pytest.mark.terminal
@needs("tmux")
@pytest.mark.parametrize("size", SIZES if IS_LARGE else SIZES[:1], ids=str)
def test_no_text_of_a_library_from_elsewhere_is_obeyed_by_the_terminal(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    home = a_foreign_library(tmp_path / "home", TEXTS)
    folder = tmp_path / as_name(TYPED, 40)
    folder.mkdir()
    with reading(tmp_path, home, size) as reader:
        walk_the_list(reader)
        open_every_panel(reader)
        search_for_everything(reader)
    for name in TEXTS:
        TALLY.made(
            f"hostile text on a terminal, {name}" if IS_LARGE else "hostile text on a terminal"
        )
