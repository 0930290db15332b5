"""What a reader that was ended amid a note had written of it."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from index.text import clean
from reader.notes.place import Place, sign
from reader.words import counted, shortened

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from index.library import Library


@dataclass(frozen=True, slots=True)
class LeftBehind:
    """The words of one editor that came to no end."""

    place: Place
    words: str

    def goes_on_from(self, note: str) -> bool:
        """Whether this is the note that the writing began from."""
        return self.place.began_from == sign(note)

    def adds_to(self, note: str) -> bool:
        """Whether something would be lost without these words, now that this is the note.

        A note may have been kept just before the end, or written elsewhere since.
        """
        words = self.words.strip()
        is_there = words == note if self.goes_on_from(note) else words in note
        return bool(words) and not is_there

    def remove(self) -> None:
        """Its words are somewhere safe, or not wanted."""
        with suppress(OSError):
            self.place.remove()


def left_behind(state: Path, paper: str = "*") -> list[LeftBehind]:
    """What was left here of the notes on this paper, or on all of them, the oldest first.

    What another window is writing just now is not among it, nor what cannot be read.
    """
    found = []
    with suppress(OSError):
        for place in Place.all(state, paper):
            with suppress(OSError):
                if not place.is_held():
                    written = place.file.read_text(encoding="utf-8", errors="replace")
                    found.append(LeftBehind(place, clean(written)))
    return found


def joined(note: str, left: Sequence[LeftBehind]) -> str:
    """What an editor begins with: nothing of either is missing, the note stands before the rest."""
    text = note
    for each in (each for each in left if each.adds_to(note)):
        goes_on = text == note and each.goes_on_from(note)
        text = each.words if goes_on else f"{text.rstrip()}\n\n{each.words}".lstrip()
    return text


def sort_out(library: Library, state: Path) -> str:
    """Remove what its note holds by now; what to say of the rest, nothing where there is none.

    Errors: LibraryError.
    """
    left = left_behind(state)
    papers = {paper.id: paper for paper in library.papers({each.place.paper for each in left})}
    titles = {}
    for each in left:
        if paper := papers.get(each.place.paper):
            if each.adds_to(paper.note):
                titles[paper.id] = f"“{shortened(paper.title, 40)}”"
            else:
                each.remove()
    if not titles:
        return ""
    first, *others = titles.values()
    if not others:
        return f"The note on {first} was cut short; e on that paper goes on with it."
    more = counted(len(others), "more paper")
    return f"The notes on {first} and {more} were cut short; e on each goes on with it."
