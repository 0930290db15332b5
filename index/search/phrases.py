"""Phrases that set some papers apart from the rest: said in many of them, and rarely elsewhere."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from math import log
from typing import TYPE_CHECKING, TypeAlias

from index.search.plain_words import FUNCTION_WORDS, PLAIN_WORDS
from index.search.stems import term
from index.search.tokens import tokens

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from index.search.source import PaperText
    from index.search.tokens import Token

Share: TypeAlias = Callable[[str], float]
"""Which part of the library's papers holds a folded word, from 0 to 1."""

LONGEST = 3  # words
LEAST = 3  # papers that must say it, none of them repeating another
REPEATED = 0.5  # of a paper's phrases: so many from one other paper, and it is that paper's twin
TELLING = 1.5  # times commoner among the papers than its rarest word is in the library
MOST_TELLING = (
    20.0  # from there on it counts who says it: rare words are no better than telling ones
)
WEIGHED = 80  # phrases, the commonest first: how common a word is takes a look at the index
MADE_LONGER = 0.6  # of the papers that say it: what they all go on with is said along

_JOINS = {" ", "-", "\u2010", "\u2011"}  # what stands between the words of one phrase


@dataclass(frozen=True, slots=True)
class Said:
    """A phrase as it is written most often, and how many of the papers say it."""

    text: str
    papers: int


@dataclass(slots=True, eq=False)
class _Run:
    """One phrase in all its forms."""

    words: tuple[str, ...]  # folded
    papers: int = 0
    voices: int = 0  # of them that do not repeat another paper
    last: int = -1  # the paper it was seen in last, by its place
    forms: Counter[str] = field(default_factory=Counter)


def telling_phrases(
    papers: Sequence[PaperText], is_asked: Callable[[str], bool], share: Share
) -> list[Said]:
    """Two or three words in a row that many of these papers say, the most telling first.

    No two share a word, but for words that are asked for, and none is made of these alone.
    """
    runs = _runs_in(papers)
    common = {terms: run for terms, run in runs.items() if run.voices >= LEAST}
    for terms, run in list(common.items()):
        for part in (terms[:-1], terms[1:]):
            if part in common and run.voices >= MADE_LONGER * common[part].voices:
                del common[part]
    weighed = []
    for terms, run in sorted(common.items(), key=lambda each: -each[1].voices)[:WEIGHED]:
        weight = _weight(run, len(papers), is_asked, share)
        if weight > 0:
            weighed.append((weight, terms, run))
    weighed.sort(key=lambda each: (-each[0], each[1]))
    return [Said(_written(run), run.papers) for run in _apart(weighed, is_asked)]


def _weight(run: _Run, papers: int, is_asked: Callable[[str], bool], share: Share) -> float:
    """How much it tells that so many papers say it: how surprising that is by its rarest word."""
    new = [word for word in run.words if word not in FUNCTION_WORDS and not is_asked(word)]
    if not new:
        return 0.0
    said = run.voices / papers
    expected = max(min(share(word) for word in new), 1e-6)
    ratio = said / expected
    return run.voices * log(min(ratio, MOST_TELLING)) if ratio > TELLING else 0.0


def _apart(
    weighed: Iterable[tuple[float, tuple[str, ...], _Run]], is_asked: Callable[[str], bool]
) -> Iterator[_Run]:
    taken: set[str] = set()
    for _, terms, run in weighed:
        own = {
            name
            for name, word in zip(terms, run.words, strict=True)
            if word not in FUNCTION_WORDS and not is_asked(word)
        }
        if taken.isdisjoint(own):
            taken |= own
            yield run


def _runs_in(papers: Sequence[PaperText]) -> dict[tuple[str, ...], _Run]:
    """Every phrase that the papers say, by its terms."""
    runs: dict[tuple[str, ...], _Run] = {}
    for place, paper in enumerate(papers):
        said: dict[_Run, None] = {}
        for text in (paper.title, paper.abstract):
            for words, form in _phrases_of(text):
                terms = tuple(map(term, words))
                run = runs.get(terms)
                if run is None:
                    run = runs[terms] = _Run(words)
                run.forms[form] += 1
                said[run] = None
        _count(said, place)
    return runs


def _count(said: Collection[_Run], place: int) -> None:
    """Count what one paper says; it is no new voice where most was said by another before it."""
    before = Counter(run.last for run in said if run.last >= 0).most_common(1)
    is_new = not before or before[0][1] < REPEATED * len(said)
    for run in said:
        run.papers += 1
        run.voices += is_new
        run.last = place


def _phrases_of(text: str) -> Iterator[tuple[tuple[str, ...], str]]:
    """Every phrase of a text, often several times: its folded words, and as it is written."""
    for piece in _pieces(text):
        may_end = [_may_end(token.word) for token in piece]
        for start in range(len(piece) - 1):
            for end in range(start + 1, min(start + LONGEST, len(piece))):
                if may_end[start] and may_end[end]:
                    form = text[piece[start].start : piece[end].end]
                    words = tuple(token.word for token in piece[start : end + 1])
                    if _hangs_together(words, form):
                        yield words, form


def _hangs_together(words: tuple[str, ...], form: str) -> bool:
    inner = words[1:-1]
    return all(w == "of" or w not in FUNCTION_WORDS or f"-{w}-" in form.lower() for w in inner)


def _pieces(text: str) -> Iterator[list[Token]]:
    """The words between two marks of punctuation."""
    piece: list[Token] = []
    for token in tokens(text):
        if piece and text[piece[-1].end : token.start] not in _JOINS:
            yield piece
            piece = []
        piece.append(token)
    yield piece


def _may_end(word: str) -> bool:
    if len(word) < 2 or word.isdigit():
        return False
    return word not in FUNCTION_WORDS and word not in PLAIN_WORDS


def _written(run: _Run) -> str:
    """As it is written most often; in small letters where it is, as titles have capitals."""
    return max(run.forms, key=lambda form: (form.islower(), run.forms[form], form))
