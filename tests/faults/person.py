"""What a person does at the reader, key by key: drawn by chance, the same for the same seed."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

ENTER, TAB, BACKSPACE = "\r", "\t", "\x7f"
ESCAPE = "\x1b[27u"
"""As a terminal sends it that tells Esc from the beginning of a sequence: nobody has to wait."""
UP, DOWN, LEFT, SHIFT_TAB = "\x1b[A", "\x1b[B", "\x1b[D", "\x1b[Z"
PAGE_UP, PAGE_DOWN, HALF_UP, HALF_DOWN, REDO = "\x1b[5~", "\x1b[6~", "\x15", "\x04", "\x12"
FILTERS = ("is:unread", "is:tagged", "has:code", "rank:<=10", "day:2026", "seen:>1", "-is:read")
THEMES = ("nord", "gruv", "paper", "mono", "drac")
SORTS = "ntps"
QUERIES = 60
"""Those that are asked again and again: half of all; the others are new each time."""
NOTE = "see again with the next one"


class Person:
    """Presses keys at the reader, one thing done after the other; each ends at the list."""

    def __init__(self, seed: int, words: Sequence[str], tags: Sequence[str]) -> None:
        """`words` are what is searched for, `tags` what papers are given."""
        self._chance = random.Random(seed)
        self._words = words
        self._tags = tags
        self._queries = [self._query() for _ in range(QUERIES)]
        self._slips = [self._slip(words) for _ in range(QUERIES // 3)]
        self._acts = {
            self.walks: 30,
            self.pages: 12,
            self.reads: 14,
            self.searches: 22,
            self.mends_a_slip: 5,
            self.filters: 6,
            self.completes_a_tag: 4,
            self.visits_the_library: 6,
            self.turns_pages: 4,
            self.marks: 10,
            self.tags: 6,
            self.notes: 4,
            self.takes_back: 6,
            self.narrows: 4,
            self.asks_for_more_like_it: 5,
            self.asks_why: 3,
            self.looks_at_help: 2,
            self.looks_at_choices: 3,
            self.sorts: 4,
            self.keeps_a_search: 2,
            self.goes_through_earlier: 3,
            self.copies: 4,
            self.opens_a_link: 1,
            self.changes_colours: 1,
            self.clears: 6,
        }

    def keys(self) -> Iterator[str]:
        """Keys without end."""
        acts, weights = list(self._acts), list(self._acts.values())
        while True:
            yield from self._chance.choices(acts, weights)[0]()

    def each_act_once(self) -> Iterator[str]:
        """Everything a person does here, once."""
        for act in self._acts:
            yield from act()

    def walks(self) -> Iterator[str]:
        yield from self._chance.choice("jjjk") * self._chance.randint(3, 25)

    def pages(self) -> Iterator[str]:
        moves = (HALF_DOWN, HALF_UP, PAGE_DOWN, PAGE_UP, "G", HALF_DOWN, PAGE_DOWN)
        yield from self._chance.choices(moves, k=self._chance.randint(2, 8))
        if self._chance.random() < 0.5:
            yield from "gg"

    def reads(self) -> Iterator[str]:
        yield ENTER
        yield from self._chance.choices("jjjjknN", k=self._chance.randint(2, 15))
        if self._chance.random() < 0.2:
            yield from "zjjz"
        yield "h"

    def searches(self) -> Iterator[str]:
        yield "/"
        is_new = self._chance.random() < 0.5
        for letter in self._query() if is_new else self._chance.choice(self._queries):
            yield letter
            if self._chance.random() < 0.06:
                yield BACKSPACE
                yield letter
        yield ENTER
        yield from "j" * self._chance.randint(0, 4)

    def mends_a_slip(self) -> Iterator[str]:
        """A word that no paper holds, and what is offered in its place."""
        yield from f"/{self._chance.choice(self._slips)}"
        yield ENTER
        yield "1"

    def filters(self) -> Iterator[str]:
        yield from f"/{self._chance.choice(FILTERS)}"
        yield ENTER
        yield from "jj"

    def completes_a_tag(self) -> Iterator[str]:
        yield from f"/tag:{self._chance.choice(self._tags)[:2]}"
        yield from (TAB, TAB, ENTER)

    def visits_the_library(self) -> Iterator[str]:
        yield SHIFT_TAB
        yield from self._chance.choices("jjjjkG", k=self._chance.randint(1, 12))
        yield ENTER
        yield from "jj"

    def turns_pages(self) -> Iterator[str]:
        yield from self._chance.choices("]]]]]]][", k=self._chance.randint(1, 5))

    def marks(self) -> Iterator[str]:
        for _ in range(self._chance.randint(1, 4)):
            yield self._chance.choice("bbr")
            yield "j"

    def tags(self) -> Iterator[str]:
        yield "t"
        yield from self._chance.choice(self._tags)
        yield from (ENTER, ENTER)

    def notes(self) -> Iterator[str]:
        yield "e"
        yield from NOTE[: self._chance.randint(3, len(NOTE))]
        yield ESCAPE

    def takes_back(self) -> Iterator[str]:
        yield from "u" * self._chance.randint(1, 3)
        yield from REDO * self._chance.randint(0, 2)

    def narrows(self) -> Iterator[str]:
        yield "f"
        yield from self._chance.choice(((DOWN, ENTER), ("1",), ("-", "2"), ()))
        yield ESCAPE

    def asks_for_more_like_it(self) -> Iterator[str]:
        yield from "*jj"
        if self._chance.random() < 0.6:
            yield "h"

    def asks_why(self) -> Iterator[str]:
        yield from ("w", ESCAPE)

    def looks_at_help(self) -> Iterator[str]:
        yield from (*"?copy", PAGE_DOWN, ESCAPE)

    def looks_at_choices(self) -> Iterator[str]:
        """The menus of tags, links and texts, and the palette."""
        yield self._chance.choice("TOY:")
        yield self._chance.choice((DOWN, "g"))
        yield ESCAPE

    def sorts(self) -> Iterator[str]:
        yield from ("s", self._chance.choice(SORTS))

    def keeps_a_search(self) -> Iterator[str]:
        yield "S"
        yield from (*f"deep{self._chance.randrange(20)}", ENTER, ESCAPE)
        yield from ("@", DOWN, ESCAPE)

    def goes_through_earlier(self) -> Iterator[str]:
        yield "/"
        yield from (UP,) * self._chance.randint(1, 4)
        yield ENTER

    def copies(self) -> Iterator[str]:
        yield from ("y", ESCAPE)  # without a link it is a menu that comes

    def opens_a_link(self) -> Iterator[str]:
        yield "o"

    def changes_colours(self) -> Iterator[str]:
        yield from (",", *self._chance.choice(THEMES), ENTER, ESCAPE)

    def clears(self) -> Iterator[str]:
        yield "\\"

    def _query(self) -> str:
        return " ".join(self._chance.choices(self._words, k=self._chance.randint(1, 3)))

    def _slip(self, words: Sequence[str]) -> str:
        first, second = self._chance.choices(words, k=2)
        return f"{first[:2]}{first[3:]} {second}"
