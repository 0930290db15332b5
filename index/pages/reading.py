"""A saved page, read: text in, papers and each line's fate out."""

from __future__ import annotations

from dataclasses import dataclass, field

from index.pages.evidence import holds_papers
from index.pages.habits import Habits, learn
from index.pages.joining import join_lines, torn_words
from index.pages.known import Furniture
from index.pages.lines import Line, measure, split_lines
from index.pages.page import Fate, Listing, OddLine, Page
from index.pages.scores import Spot, role_scores, step_scores
from index.pages.sequence import Role, likeliest
from index.pages.wraps import UNKNOWN, are_blocks_parted, fullness, squashed

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
_INTRODUCED = 3  # papers with their submitters that make it a page's way


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
    spots = list(
        map(
            Spot,
            [None, *lines],
            lines,
            [*lines[1:], None],
            gaps,
            fills,
            [*fills[1:], UNKNOWN],
            _introduced(lines),
        )
    )
    introduced = sum(spot.is_introduced for spot in spots) >= _INTRODUCED
    habits = Habits(parted=are_blocks_parted(gaps, fills), introduced=introduced)
    first = _read(spots, habits)
    learned = learn(lines, gaps, first, habits)
    return first if learned == habits else _read(spots, learned)


def _introduced(lines: list[Line]) -> list[bool]:
    """For each line, whether the one before names who submitted the paper."""
    kinds = [None, None, *(line.furniture for line in lines)]
    return [
        one == Furniture.SUBMITTED_BY or two == Furniture.SUBMITTER
        for one, two, _ in zip(kinds, kinds[1:], lines, strict=False)
    ]


def _read(spots: list[Spot], habits: Habits) -> list[Role]:
    return likeliest((role_scores(spot, habits), step_scores(spot, habits)) for spot in spots)


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
    torn = torn_words([block for draft in drafts for block in [draft.title, *draft.paragraphs]])
    return tuple(
        Listing(
            title=join_lines(draft.title, torn),
            abstract="\n\n".join(join_lines(block, torn) for block in draft.paragraphs),
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
