"""A tree written as a query."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from index.query.field import Field
from index.query.prose import SENTENCE, is_plain, is_sentence
from index.query.tree import (
    Added,
    And,
    Condition,
    Everything,
    Has,
    InRepo,
    Is,
    Like,
    Most,
    Not,
    OfDay,
    OnPage,
    Or,
    Phrase,
    Ranked,
    Regex,
    Saved,
    SeenOn,
    Substring,
    Tagged,
    Tree,
    WithId,
    Word,
)

if TYPE_CHECKING:
    from index.query.question import Sort
    from index.query.tree import Pattern, Words

_NAMES = {None: "", Field.TITLE: "title:", Field.ABSTRACT: "abs:"}
_BARE = re.compile(r"\w(?:[\w./-]*\w)?")


def to_text(tree: Tree, sort: Sort | None = None, limit: int | None = None) -> str:
    """A query that means `tree`, shown in this order: parsing it gives the same again.

    That holds for every tree that `parse` gives for finished text, unless the query would be longer
    than `parse` reads; a word that is a prefix only because it was being typed is written as the
    word it is.
    """
    words = [_written(tree)]
    if sort is not None:
        words.append(f"sort:{sort}")
    if limit is not None:
        words.append(f"limit:{limit}")
    if len(words) > 1 and isinstance(tree, Or):
        words[0] = f"({words[0]})"
    return " ".join(filter(None, words))


def _written(tree: Tree) -> str:
    match tree:
        case Or(parts):
            # A bar is never taken for a word, as OR is between many words.
            joint = " | " if any(isinstance(part, And) for part in parts) else " OR "
            return joint.join(_choice(part) for part in parts)
        case And(parts):
            return _all(parts)
        case Not(part):
            return "-" + _bracketed(part, And, Or, Most)
        case Most(parts):
            asks = "?" * (len(parts) < SENTENCE)
            return " ".join(map(_written, parts)) + asks
        case Everything():
            return ""
    return _condition(tree) if isinstance(tree, Condition) else _leaf(tree)


def _leaf(tree: Words | Pattern | Like | Saved) -> str:
    match tree:
        case Word(text, field, prefix, typed, typo):
            star = "*" if prefix and not typed else ""
            return f"{_NAMES[field]}{text}{'~' if typo else star}"
        case Phrase(text, field, prefix):
            return f'{_NAMES[field]}"{text}"{"*" * prefix}'
        case Substring(text, field):
            return f"{_NAMES[field]}={_quoted(text)}"
        case Regex(pattern, field):
            is_address = field is not None and pattern.startswith("/")  # "title://" would be one
            return f"{_NAMES[field]}(/{pattern}/)" if is_address else f"{_NAMES[field]}/{pattern}/"
        case Like(paper):
            return f"like:{_quoted(paper)}"
        case Saved(name):
            return f"@{name}"


def _all(parts: tuple[Tree, ...]) -> str:
    sentences = sum(isinstance(part, Most) for part in parts)
    if is_sentence(parts) or (sentences and any(map(is_plain, parts))) or sentences > 1:
        # Side by side they would be one sentence.
        return " AND ".join(_bracketed(part, Or, Most) for part in parts)
    return " ".join(_bracketed(part, Or) for part in parts)


def _choice(part: Tree) -> str:
    """A part of an OR: its sentences need brackets, as operators end them."""
    is_said = isinstance(part, And) and any(isinstance(each, Most) for each in part.parts)
    return f"({_written(part)})" if is_said else _bracketed(part, Most)


def _bracketed(tree: Tree, *kinds: type[Tree]) -> str:
    text = _written(tree)
    return f"({text})" if isinstance(tree, kinds) else text


def _condition(tree: Condition) -> str:
    match tree:
        case Is(state):
            return f"is:{state}"
        case Has(thing):
            return f"has:{thing}"
        case Tagged(names):
            return f"tag:{','.join(map(_quoted, names)) or '*'}"
        case OnPage(part):
            return f'page:"{part}"'
        case InRepo(part):
            return f"repo:{_quoted(part)}"
        case WithId(beginning):
            return f"id:{_quoted(beginning)}"
        case Added() | OfDay():
            return f"{'added' if isinstance(tree, Added) else 'day'}:{_days(tree)}"
        case Ranked() | SeenOn():
            return f"{'rank' if isinstance(tree, Ranked) else 'seen'}:{_range(tree)}"


def _quoted(text: str) -> str:
    return text if _BARE.fullmatch(text) else f'"{text}"'


def _range(tree: Ranked | SeenOn) -> str:
    if tree.high is None:
        return f">={tree.low}"
    if tree.high < tree.low:
        return f"<{tree.high + 1}"
    return f"{tree.low}..{tree.high}"


def _days(tree: Added | OfDay) -> str:
    if tree.first is None:
        return "*" if tree.last is None else f"<={tree.last}"
    if tree.last is None:
        return f">={tree.first}"
    return f"{tree.first}" if tree.first == tree.last else f"{tree.first}..{tree.last}"
