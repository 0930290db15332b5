"""Why a paper was found: words, where they stand, and what each weighs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from index.query.field import Field
from index.query.parse import parse
from index.query.shape import leaves, sought
from index.query.tree import Like
from index.search.answer import Ground
from index.search.plain_words import FUNCTION_WORDS
from index.search.tokens import words
from reader.screens.menu import Choice, Menu
from reader.words import shortened

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult

    from index.paper import Paper
    from index.query.question import Question
    from index.search.answer import Lit, Reason

BAR = 8
QUOTED = 22
SHEET, AROUND = 76, 5  # columns of the panel, and of its borders and scroll bar
FRAME = 30  # characters of the heading around the title, and what is lost where it is folded
PLACE = len("“” in the abstract   ")
ROOM_FOR_BARS = 60

Places = tuple[tuple[Field, int], ...]


class Reasons(Menu):
    """Shows the reasons, the weightiest first; there is nothing to choose."""

    def __init__(
        self, title: str, reasons: Sequence[Reason], places: Places, lacking: Sequence[str]
    ) -> None:
        super().__init__("", (), is_for_reading=True)
        self._paper_title = title
        self._reasons, self._places, self._lacking = reasons, places, lacking

    def compose(self) -> ComposeResult:
        inner = min(SHEET, self.app.size.width) - AROUND
        self._title = f"Why “{shortened(self._paper_title, 2 * inner - FRAME)}” was found"
        self._choices = self._shown = self._fitting(inner)
        yield from super().compose()

    def _fitting(self, inner: int) -> list[Choice]:
        """The figures come first; then the words have their room, and bars what is left."""
        bar = BAR if inner >= ROOM_FOR_BARS else 0
        quoted = min(QUOTED, inner - PLACE - len("100% 999×") - (bar + 1 if bar else 0))
        return [
            *(_weighed(each, quoted, bar) for each in self._reasons),
            *(Choice("place", f"the query, in the {f}", f"{n}×") for f, n in self._places),
            *(
                Choice("lacking", f"“{shortened(text, quoted)}”", "not here")
                for text in self._lacking
            ),
        ]


def _weighed(reason: Reason, quoted: int, bar: int) -> Choice:
    full = max(1, round(bar * reason.weight))
    drawn = " " + "━" * full + " " * (bar - full) if bar else ""
    share = f"{reason.weight:>4.0%}{drawn}"
    if reason.ground is not Ground.WORDS:
        return Choice("ground", str(reason.ground), share + " " * len(" 1×"))
    place = f"“{shortened(reason.words, max(3, quoted))}” in the {reason.field}"
    return Choice("word", place, f"{share} {reason.times}×")


def lit_places(lit: Lit, paper: Paper) -> Places:
    """How often what is lit stands in each text, for what has no weight: patterns."""
    texts = ((Field.TITLE, paper.title), (Field.ABSTRACT, paper.abstract))
    found = ((field, len(lit.spans(text, field))) for field, text in texts)
    return tuple((field, times) for field, times in found if times)


def absent(question: Question, reasons: Sequence[Reason]) -> list[str]:
    """The words and phrases of the query that do not stand in the paper, where others do.

    Words such as "of" are no matter, nor is whether a sentence's words stand side by side.
    """
    if not reasons:
        return []
    held = {form for reason in reasons for form in words(reason.words)}.union(FUNCTION_WORDS)
    wanted = dict.fromkeys(leaf.text for leaf in sought(parse(question.text, question.typing).tree))
    return [text for text in wanted if not held.issuperset(words(text))]


def is_by_likeness(question: Question) -> bool:
    """Whether the query asks for more like some paper."""
    tree = parse(question.text, question.typing).tree
    return any(isinstance(leaf, Like) for leaf in leaves(tree, left_out=False))
