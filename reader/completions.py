"""What the search box offers to go on with: fields, their values, tags, pages, saved searches."""

from __future__ import annotations

from collections import Counter
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

    from index.store.rows import PageReport, SavedSearch, TagCount


class Known:
    """What the library holds that a query may name, in the order in which it is offered."""

    def __init__(
        self,
        tags: Sequence[TagCount] = (),
        pages: Sequence[PageReport] = (),
        saved: Sequence[SavedSearch] = (),
    ) -> None:
        """Tags come the most used first, pages the newest first, saved searches by name."""
        self.tags, self.pages, self.saved = tags, pages, saved

    @cached_property
    def tag_keys(self) -> list[str]:
        """What each tag is found by; there may be many thousands, in lower case as they are."""
        return ["\n" + tag.name for tag in self.tags]

    @cached_property
    def tag_letters(self) -> list[str]:
        """Each tag's name folded; it is in lower case and in one form as it stands."""
        return ["".join(filter(str.isalnum, tag.name)) for tag in self.tags]

    @cached_property
    def page_keys(self) -> list[str]:
        """What each page is found by."""
        return [key(page.label or "", page.page) for page in self.pages]

    @cached_property
    def labels(self) -> Counter[str | None]:
        """How many pages have each label."""
        return Counter(page.label for page in self.pages)


def key(*names: str) -> str:
    """The names as one text: each begins behind a line's end."""
    return "".join("\n" + name.casefold() for name in names)


class Candidate(NamedTuple):
    """One way to go on."""

    text: str  # as it stands in a query: "tag:", "graphs", '"Sep 1"'
    words: str  # as it is listed
    papers: str = ""  # how many
    gloss: str = ""  # what it stands for, said once it is the next one


class Offer(NamedTuple):
    """The ways to go on at one place of a query; Tab takes them, one after the other."""

    query: str
    start: int  # the place in `query`, in characters
    end: int
    candidates: tuple[Candidate, ...]  # one at least, the likeliest first
    is_quiet: bool = False  # shown behind the cursor alone, never as a list
    chosen: int | None = None  # the one that stands in the query by now

    @property
    def next(self) -> int:
        """The candidate that is taken next, or stands there."""
        return self.chosen or 0

    @property
    def tail(self) -> str:
        """What the next candidate adds to what is typed; nothing where it replaces that."""
        typed, text = self.query[self.start : self.end], self.candidates[self.next].text
        is_at_end = self.end == len(self.query) and self.chosen is None
        return text[len(typed) :] if is_at_end and fits(text, typed) else ""

    @property
    def is_listed(self) -> bool:
        """Whether it takes more than a few letters behind the cursor to show."""
        return not self.is_quiet and (len(self.candidates) > 1 or not self.tail)

    def taken(self, step: int = 1) -> Offer:
        """With the first candidate in the query; or else with the one `step` further, round."""
        place = 0 if self.chosen is None else (self.chosen + step) % len(self.candidates)
        text = self.candidates[place].text
        query = self.query[: self.start] + text + self.query[self.end :]
        return self._replace(query=query, end=self.start + len(text), chosen=place)


def fits(name: str, typed: str) -> bool:
    """Whether the name goes on as typed, whatever the case."""
    return name.casefold().startswith(typed.casefold())
