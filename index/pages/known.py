"""Lines that a Daily Papers page always writes the same way: its header and its furniture."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from index.days import is_day, match_day

_PHRASES = re.compile(
    r"get trending papers in your email(?: inbox)?(?: once a day)?[!.]?"
    r"|daily papers(?: by\b)?"
    r"|by\s*a\.?k\.?,?\s+and the research community"
    r"|new(?![\w-])"
    r"|subscribe(?![\w-])",
    re.IGNORECASE,
)
_LONG_PHRASE = 20  # a phrase this long is no accident: what is glued to it is told apart
_GLUED = re.compile(r"Subscribe(?!$|[a-z]|[\s\W])|Subscribe(?=[a-z](?:-|\d|[A-Z]))")
"""The button, when the next block's text was glued to it: not "Subscribers", "Subscribe-to"."""
_GLUED_AFTER_HEADER = re.compile(r"Subscribe(?!$|r|d\b|-|\s+(?:to|for|or|and|now|[a-z]))\s*")
_DAILY = re.compile(r"daily papers|trending papers|research community", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Header:
    """What of the page's header stands at the start of a line."""

    label: str | None  # the day, as written
    rest: str  # what follows the header on this line
    is_telling: bool  # no other kind of page says this


def read_header(text: str, after_header: bool = False) -> Header | None:
    """The header at the start of `text`, None where there is none.

    `after_header` tells that the line before was header: then "Subscribe" and whatever is
    glued to it are told apart more readily.
    """
    place, label, longest = 0, None, 0
    while place < len(text):
        found = _PHRASES.match(text, place) or (
            match_day(text, place) if longest or not place else None
        )
        if found is None:
            break
        if not _PHRASES.match(text, place):
            label = label or found[0]
        longest = max(longest, len(found[0]))
        place = found.end()
        while place < len(text) and (text[place].isspace() or text[place] in "·•|"):
            place += 1
    rest = text[place:]
    is_telling = bool(_DAILY.search(text[:place])) or longest >= _LONG_PHRASE
    glue = (_GLUED_AFTER_HEADER if after_header or is_telling else _GLUED).match(rest)
    if glue:
        return Header(label, rest[glue.end() :], is_telling=True)
    if rest and (longest < _LONG_PHRASE or rest[0].islower()):
        return None
    return Header(label, rest, is_telling) if place else None


class Furniture(StrEnum):
    """What a copied live page adds around its papers."""

    VOTES = "votes"  # also a bare number: votes and comments look alike
    SUBMITTER = "submitter"
    SUBMITTED_BY = "submitted by"  # the name follows on the next line
    AUTHORS = "authors"
    OTHER = "other"
    NAVIGATION = "navigation"  # words that a title might be as well


_DATE_WORDS = r"(?:today|yesterday|just now|(?:about )?(?:\d+|an?) \w+ ago)"
_NUMBER = r"\d[\d,.]*\s*[km]?"
_KINDS: tuple[tuple[Furniture, re.Pattern[str]], ...] = tuple(
    (kind, re.compile(pattern, re.IGNORECASE))
    for kind, pattern in (
        (
            Furniture.VOTES,
            rf"(?:[^\w\s]{{0,3}}\s*(?:upvoted?s?:?\s*)?[+]?{_NUMBER}\s*"
            r"(?:upvotes?|votes?|likes?|stars?|points?|comments?|repl(?:y|ies)|views?)?"
            r"|upvoted?|[-–—]|#\d+|\d+[.)]|no comments?|[▲△⬆👍❤♥🔥⭐★💬🤗\ufe0f\s]+)",
        ),
        (Furniture.SUBMITTED_BY, r"(?:submitted|posted|shared)\s+by:?"),
        (Furniture.SUBMITTER, r"submitted\s+by:?\s*\S.{0,80}"),
        (
            Furniture.AUTHORS,
            r"[·•∙・‧|,-]?\s*\d+\s+authors?|\+\s*\d+(?:\s+(?:more\s+)?(?:authors?|more))?"
            r"|authors?:.{0,2000}|[·•∙]\s*\S.{0,60}[^\s.]",
        ),
        (
            Furniture.OTHER,
            r"(?:https?://|www\.)[^\s()<>{}]+[^\s()<>{}.,;]"
            r"|[a-z0-9-]+(?:\.[a-z0-9-]+)*\.(?:com|org|io|co|ai|net|edu|cn)(?:/\S*[^\s.])?"
            r"|(?:arxiv\s*:?\s*)?\d{4}\.\d{4,5}(?:v\d+)?(?:\s*\[[\w.-]+\])?"
            rf"|{_DATE_WORDS}|[·•∙|]"
            rf"|(?:github|arxiv|code|project page|demo|pdf)\s*[·:★⭐]?\s*{_NUMBER}"
            r"|(?:view|read|open)\s+(?:pdf|arxiv page|on arxiv|paper|project page|abstract|more)"
            r"|(?:©|\(c\)|copyright\b).{0,100}"
            r"|search (?:by arxiv|papers?\b|models).{0,60}"
            r"|(?:models|datasets|spaces|collections) citing this paper\s*\d*"
            r"|(?:add|edit) (?:paper|a comment|to collection).{0,40}",
        ),
    )
)
_PUBLISHED = re.compile(
    r"(?:published|submitted|updated|posted|released)\s*(?:on|at)?\s*:?\s*", re.IGNORECASE
)
_NAVIGATION = frozenset(
    """hugging face|models|datasets|spaces|docs|documentation|pricing|log in|login|sign up|sign in
    |daily|weekly|monthly|trending|trending papers|papers|previous|next|prev|enterprise|community
    |company|tos|terms|terms of service|privacy|privacy policy|about|careers|jobs|website|github
    |arxiv|project page|project|code|pdf|html|blog|posts|solutions|home|menu|search|buckets
    |abstract|ai-generated summary|ai summary|comment|comments|collections|more|show more|load more
    |read more|back to top|system theme|sort by|filter|today|yesterday|inference providers
    |hf|huggingface|community|changelog|status|forum|storage|new model|organization|paper page
    |settings|notifications|skip to content|company papers|share|cite|bibtex|copy|save|learn more
    |join|log out|profile|download|upvotes|authors|title|view all papers|see all papers""".replace(
        "\n    ", ""
    ).split("|")
)
_LONGEST = 120


def read_furniture(text: str) -> Furniture | None:
    """What kind of furniture this line would be; only its neighbours can tell for sure."""
    if len(text) > _LONGEST and not text.lower().startswith("author"):
        return None
    if text.strip(" «»<>←→‹›⌘|").lower() in _NAVIGATION:
        return Furniture.NAVIGATION
    for kind, pattern in _KINDS:
        if pattern.fullmatch(text):
            return kind
    if is_day(text) or _is_publication(text):
        return Furniture.OTHER
    return None


def _is_publication(text: str) -> bool:
    """Whether this is "Published on Sep 1", perhaps with who submitted it."""
    opening = _PUBLISHED.match(text)
    if opening is None:
        return False
    day = match_day(text, opening.end())
    return bool(day) or bool(re.match(_DATE_WORDS, text[opening.end() :], re.IGNORECASE))
