"""What to say where there is no paper to show, and what to do next."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from index.query.question import Question
from reader.widgets.advice import Advice, Way
from reader.words import shortened

if TYPE_CHECKING:
    from collections.abc import Iterator

    from index.search.answer import Answer, Failure

LONGEST_QUOTE = 60
MOST_WAYS = 9
"""As many as there are digits."""


def advice_on(answer: Answer, shelf: str, is_library_empty: bool) -> Advice | None:
    """What to say of an answer that has not what was asked for; None where it has.

    `shelf` is the name of the filter in force, "" where there is none.
    """
    if answer.ids and answer.failure is None:
        return None
    if is_library_empty:
        return Advice(
            "No papers yet.",
            keys="Save a page of Daily Papers as text, "
            "then press a and give the file or its folder.",
            typing_keys="Esc leaves the search box; then a adds pages.",
        )
    question = answer.question
    asked = question.text.strip()
    if not asked:
        words = _EMPTY_SHELVES.get(question.scope, "No paper is here any more.")
        return Advice(words, keys="Press \\ for every paper.")
    ways = tuple(_ways(answer))[:MOST_WAYS]
    fails = _what_fails(answer, asked, shelf)
    near = "; these come nearest" if answer.ids else ""
    has_more_to_say = not (ways and answer.ids)
    return Advice(
        f"{fails}{near}." if fails[-1] != "." else fails,
        ways,
        "Press / to change the words, or \\ for every paper." if has_more_to_say else "",
        "Type on, or Ctrl+u to empty the line." if has_more_to_say else "",
    )


def _what_fails(answer: Answer, asked: str, shelf: str) -> str:
    """Without a dot at its end, unless it is a sentence of its own that nothing may follow."""
    where = f" in {shelf}" if answer.question.scope and shelf else ""
    failure = answer.failure
    if failure is None and asked in _EMPTY_SHELVES and not where:
        return _EMPTY_SHELVES[asked]
    if failure is None:
        return f"No paper{where} fits {_quoted(asked)}"
    if len(failure.missing) != 1:
        holds = "holds all of" if len(asked.split()) > 1 else "holds"
        return f"No paper{where} {holds} {_quoted(asked)}"
    (part,) = failure.missing
    has_rest = any(way.words not in way.text for way in failure.ways_out)
    if part.is_left_out:
        rest = " that fits the rest" if has_rest else ""
        return f"Every paper{where}{rest} holds {_quoted(part.text)}"
    rest = " with the rest" if has_rest else ""
    return f"No paper{where} {_verb(part.text)} {_quoted(part.text)}{rest}"


def _verb(part: str) -> str:
    """What a paper does with a part of a query: it holds words, and fits a condition."""
    from index.query.parse import parse  # where a search fails, the query language is loaded
    from index.query.tree import Condition

    return "fits" if isinstance(parse(part).tree, Condition) else "holds"


def _quoted(text: str) -> str:
    return f"“{shortened(text, LONGEST_QUOTE)}”"


def _ways(answer: Answer) -> Iterator[Way]:
    """The ways out, the same in every paper before those that leave a part out."""
    question = answer.question
    found = _found_ways(answer.failure, question)
    yield from (way for way in found if way.other)
    if question.scope:
        yield Way("the same everywhere", replace(question, scope=""))
    yield from (way for way in found if not way.other)


def _found_ways(failure: Failure | None, question: Question) -> list[Way]:
    ways = []
    for way in failure.ways_out if failure else ():
        instead = Question(way.text, question.scope, question.sort)
        is_respelled = way.words in way.text
        words = way.text if is_respelled else way.words
        ways.append(Way(words, instead, way.papers, way.words if is_respelled else ""))
    return ways


_EMPTY_SHELVES = {
    "is:bookmarked": "No paper is bookmarked yet: b on a paper does it.",
    "is:unread": "Everything is read.",
    "is:tagged": "No paper has a tag yet: t on a paper gives it one.",
    "is:noted": "No paper has a note yet: e on a paper writes one.",
    "has:note": "No paper has a note yet: e on a paper writes one.",
    "has:code": "No paper here links to code.",
}
