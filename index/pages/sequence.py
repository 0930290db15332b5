"""The likeliest reading of a page's lines as header, titles, abstracts and furniture.

Each line gets a role by dynamic programming (Viterbi) over what its own text tells and what
its neighbours allow; scores are log-odds in rough units, only their sums are compared.
"""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


class Role(IntEnum):
    """What a line does. Furniture and odd lines remember what they stand behind."""

    HEADER = 0
    TITLE = 1
    TITLE_2 = 2  # a wrapped title's second line
    TITLE_3 = 3
    PARAGRAPH = 4  # a paragraph's first line
    WRAPPED = 5  # its other lines
    FURNITURE_AHEAD = 6  # before any title
    FURNITURE_TITLED = 7  # behind a title
    FURNITURE_READ = 8  # behind an abstract
    ODD_AHEAD = 9
    ODD_TITLED = 10
    ODD_READ = 11


class Step(IntEnum):
    """The ways from one line to the next that cost the same."""

    SAME = 0
    HEADER_AGAIN = 1
    HEADER_UNREAD = 2  # a header right behind a title
    BARE = 3  # a title right behind a title
    BARE_FAR = 4  # the same, with furniture between
    NEXT = 5  # a title behind an abstract
    NEXT_FAR = 6
    BODY = 7  # an abstract behind its title
    BODY_FAR = 8
    MORE = 9  # a further paragraph
    MORE_FAR = 10
    GROW = 11  # a paragraph's second line
    GO_ON = 12
    FOLD = 13  # a title's second line
    FOLD_AGAIN = 14
    ASIDE = 15  # furniture, or an odd line, right behind a line of an abstract


_R, _S = Role, Step
_AHEAD = (_R.HEADER, _R.FURNITURE_AHEAD, _R.ODD_AHEAD)
_TITLES = (_R.TITLE, _R.TITLE_2, _R.TITLE_3)
_UNREAD = (_R.FURNITURE_TITLED, _R.ODD_TITLED)
_TEXT = (_R.PARAGRAPH, _R.WRAPPED)
_READ = (_R.FURNITURE_READ, _R.ODD_READ)
_BARE_END = _TITLES + _UNREAD


def _edges() -> dict[Role, list[tuple[Role, Step]]]:
    """For each role, the roles it may follow."""

    def after(*ways: tuple[tuple[Role, ...], Step]) -> list[tuple[Role, Step]]:
        return [(role, step) for roles, step in ways for role in roles]

    ahead = after((_AHEAD, _S.SAME))
    titled = after((_TITLES + _UNREAD, _S.SAME))
    read = after((_TEXT, _S.ASIDE), (_READ, _S.SAME))
    return {
        _R.HEADER: ahead
        + after((_TITLES + _UNREAD, _S.HEADER_UNREAD), (_TEXT + _READ, _S.HEADER_AGAIN)),
        _R.TITLE: ahead
        + after((_TITLES, _S.BARE), (_UNREAD, _S.BARE_FAR), (_TEXT, _S.NEXT), (_READ, _S.NEXT_FAR)),
        _R.TITLE_2: [(_R.TITLE, _S.FOLD)],
        _R.TITLE_3: [(_R.TITLE_2, _S.FOLD_AGAIN)],
        _R.PARAGRAPH: after(
            (_TITLES, _S.BODY), (_UNREAD, _S.BODY_FAR), (_TEXT, _S.MORE), (_READ, _S.MORE_FAR)
        ),
        _R.WRAPPED: [(_R.PARAGRAPH, _S.GROW), (_R.WRAPPED, _S.GO_ON)],
        _R.FURNITURE_AHEAD: ahead,
        _R.FURNITURE_TITLED: titled,
        _R.FURNITURE_READ: read,
        _R.ODD_AHEAD: ahead,
        _R.ODD_TITLED: titled,
        _R.ODD_READ: read,
    }


EDGES = _edges()
_NEVER = -1e9
_LIKELY = 25.0  # readings this much worse than the best so far are given up


def likeliest(scored: Iterable[tuple[list[float], list[float]]]) -> list[Role]:
    """The roles of the best reading, from the scores of each line's roles and of steps to it."""
    scores = {Role.HEADER: 0.0}
    trail: list[dict[Role, Role]] = []
    for own, steps in scored:
        came: dict[Role, Role] = {}
        now: dict[Role, float] = {}
        for role, sources in EDGES.items():
            best, origin = _NEVER, None
            for source, step in sources:
                if source in scores and (score := scores[source] + steps[step]) > best:
                    best, origin = score, source
            if origin is not None:
                now[role], came[role] = best + own[role], origin
        floor = max(now.values()) - _LIKELY
        scores = {role: score for role, score in now.items() if score >= floor}
        trail.append(came)
    return _walk_back(scores, trail)


def _walk_back(scores: dict[Role, float], trail: list[dict[Role, Role]]) -> list[Role]:
    roles: list[Role] = []
    role = max(scores, key=lambda last: scores[last] - (1.0 if last in _BARE_END else 0.0))
    for came in reversed(trail):
        roles.append(role)
        role = came[role]
    return roles[::-1]
