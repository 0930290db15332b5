"""What became of a copy, and the one sentence that says so."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from index.text import one_line

SHOWN = 100
"""How many characters of a copied text a notice shows. A link is always shown whole."""


@dataclass(frozen=True, slots=True)
class Copied:
    """What became of one copy."""

    text: str
    routes: tuple[str, ...] = ()  # those that confirmed it, "tmux", "xclip"
    was_sent: bool = False  # handed to the terminal, which confirms nothing
    handed: tuple[str, ...] = ()  # those that took it, and whose clipboard nothing can look at
    problems: tuple[str, ...] = ()  # "xclip: no answer in 1.0 s"
    last_copy: Path | None = None  # the file that holds the text, where it could be written

    @property
    def is_confirmed(self) -> bool:
        """Whether some clipboard is known to hold the text."""
        return bool(self.routes)

    @property
    def route(self) -> str:
        """What carried it, in words: "tmux and xclip", "the terminal", or nothing."""
        return " and ".join(self.routes) or ("the terminal" if self.was_sent else "")

    @property
    def problem(self) -> str:
        """What went wrong on the way, in words; empty where nothing did."""
        return "; ".join(self.problems)

    def words(self) -> str:
        """The notice: what happened, what to do where nothing worked, and always the text."""
        return f"{self._verdict()}: {_shown(self.text)}"

    def _verdict(self) -> str:
        if self.routes == ("tmux",):
            return "Copied to tmux, whose paste key gives it back"
        if self.is_confirmed:
            return f"Copied with {self.route}"
        if self.handed:
            return f"Sent with {self.handed[0]}, and nothing here can tell whether it arrived"
        if self.was_sent:
            return "Sent to the terminal, which does not say whether it took it"
        why = self.problem or "no clipboard was found here"
        if self.last_copy:
            return f"Not copied ({why}), but kept in {_short(self.last_copy)}"
        return f"Not copied ({why}), so select it by hand"


def _shown(text: str) -> str:
    line = one_line(text)
    if len(line) <= SHOWN or " " not in line:
        return line
    return f"{line[: SHOWN - 1].rstrip()}…"


def _short(file: Path) -> str:
    try:
        home = Path("~").expanduser()
    except RuntimeError:  # nobody says where that is
        return str(file)
    return f"~/{file.relative_to(home)}" if file.is_relative_to(home) else str(file)
