"""A saved page, read: text in, papers and each line's fate out."""

from __future__ import annotations

from dataclasses import dataclass, field

from index.pages.evidence import holds_papers
from index.pages.habits import Habits, learn
from index.pages.joining import join_lines, words_of
from index.pages.lines import Line, measure, split_lines
from index.pages.page import Fate, Listing, OddLine, Page
from index.pages.scores import role_scores, step_scores
from index.pages.sequence import Role, Step, likeliest
from index.pages.wraps import fullness, squashed

_TITLE_ROLES = frozenset({Role.TITLE, Role.TITLE_2, Role.TITLE_3})
_PARTS = frozenset({*_TITLE_ROLES, Role.PARAGRAPH, Role.WRAPPED})
_FATES = {
    Role.HEADER: Fate.HEADER,
    **dict.fromkeys(_TITLE_ROLES, Fate.TITLE),
    Role.PARAGRAPH: Fate.ABSTRACT,
    Role.WRAPPED: Fate.ABSTRACT,
    Role.FURNITURE_AHEAD: Fate.FURNITURE,
    Role.FURNITURE_TITLED: Fate.FURNITURE,
    Role.FURNITURE_READ: Fate.FURNITURE,
    Role.ODD_AHEAD: Fate.NOT_UNDERSTOOD,
    Role.ODD_TITLED: Fate.NOT_UNDERSTOOD,
    Role.ODD_READ: Fate.NOT_UNDERSTOOD,
}


@dataclass(slots=True)
class _Draft:
    """One paper's lines, as they are met."""

    line: int
    title: list[str]
    paragraphs: list[list[str]] = field(default_factory=list)


def read_page(text: str, source: str) -> Page:
    """The papers of one saved page, and the fate of its every line.

    Pure, and never raises: text that holds no paper gives a page without listings. The page's
    label is the first day its header names.
    """
    texts = split_lines(text)
    lines = measure(texts)
    roles = _label(lines)
    listings = _listings(lines, roles)
    fates = [Fate.BLANK] * len(texts)
    is_page = holds_papers(lines, roles, listings)
    for line, role in zip(lines, roles, strict=True):
        fates[line.index] = Fate.NOT_UNDERSTOOD if not is_page and role in _PARTS else _FATES[role]
    return Page(
        source=source,
        label=_first_day(lines, roles),
        listings=listings if is_page else (),
        fates=tuple(fates),
        odd_lines=tuple(
            OddLine(index + 1, texts[index])
            for index, fate in enumerate(fates)
            if fate == Fate.NOT_UNDERSTOOD
        ),
    )


def _label(lines: list[Line]) -> list[Role]:
    """The role of each line: read once, then again knowing the page's habits."""
    if not lines:
        return []
    gaps = squashed(lines)
    fills = fullness(lines, gaps)
    first = _read(lines, gaps, fills, Habits())
    habits = learn(lines, gaps, first)
    return first if habits == Habits() else _read(lines, gaps, fills, habits)


def _read(lines: list[Line], gaps: list[int], fills: list[int], habits: Habits) -> list[Role]:
    around = zip([None, *lines], lines, [*lines[1:], None], gaps, fills, strict=False)
    return likeliest(
        (
            role_scores(before, line, after, habits),
            step_scores(before, line, gap, fill, habits) if before else [0.0] * len(Step),
        )
        for before, line, after, gap, fill in around
    )


def _listings(lines: list[Line], roles: list[Role]) -> tuple[Listing, ...]:
    drafts: list[_Draft] = []
    for line, role in zip(lines, roles, strict=True):
        if role == Role.TITLE:
            drafts.append(_Draft(line.index + 1, [line.text]))
        elif role in _TITLE_ROLES:
            drafts[-1].title.append(line.text)
        elif role == Role.PARAGRAPH:
            drafts[-1].paragraphs.append([line.text])
        elif role == Role.WRAPPED:
            drafts[-1].paragraphs[-1].append(line.text)
    is_torn = any(line.text.endswith("-") for line in lines)
    words = words_of([line.text for line in lines]) if is_torn else frozenset()
    return tuple(
        Listing(
            title=join_lines(draft.title, words),
            abstract="\n\n".join(join_lines(block, words) for block in draft.paragraphs),
            rank=rank,
            line=draft.line,
        )
        for rank, draft in enumerate(drafts, 1)
    )


def _first_day(lines: list[Line], roles: list[Role]) -> str | None:
    """The first day in the header; a line that holds both header and a title counts."""
    return next(
        (
            line.header.label
            for line, role in zip(lines, roles, strict=True)
            if line.header and line.header.label and (role == Role.HEADER or line.is_glued)
        ),
        None,
    )
