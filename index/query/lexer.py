"""A query cut into marks: words, phrases, fields, brackets and operators."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum, auto

from index.query.language import CONDITION_FIELDS
from index.text import clean

QUOTES = '"“”„‟'
_PUNCTUATION = ".,;:!?…"


class Kind(Enum):
    WORD = auto()
    PHRASE = auto()
    FIELD = auto()  # its text is the name; what it applies to is glued to it
    CONDITION = auto()  # a field whose value is not words; `parts` hold it
    OPEN = auto()
    CLOSE = auto()
    AND = auto()
    OR = auto()
    NOT = auto()


@dataclass(frozen=True, slots=True)
class Mark:
    """One piece of a query."""

    kind: Kind
    text: str = ""
    starred: bool = False  # a word or phrase that may go on
    glued: bool = False  # no space between it and the mark before
    spelled: bool = False  # an operator written as a word in capitals
    unfinished: bool = False  # the query ends in the middle of it
    parts: tuple[str, ...] = ()


_SPACE = re.compile(r"\s+")
_OPERATOR = re.compile(rf"(AND|OR|NOT)(?![^\s()|{QUOTES}])")
_FIELD = re.compile(r"([^\W\d_]{1,30}):(?!//)")
_BARE = re.compile(rf"[^\s()|{QUOTES}]+")
_VALUE = re.compile(rf"[{QUOTES}]([^{QUOTES}]*)(?:[{QUOTES}]|$)|([^\s()|,{QUOTES}]+)|(,)")
_PHRASE = re.compile(rf"[{QUOTES}]([^{QUOTES}]*)([{QUOTES}]\*?|$)")
_SPELLED = {"AND": Kind.AND, "OR": Kind.OR, "NOT": Kind.NOT}
_SIGNS = {"(": Kind.OPEN, ")": Kind.CLOSE, "|": Kind.OR}


def read_marks(text: str) -> list[Mark]:
    """Every mark of `text`, in order. Any string at all can be read."""
    text = clean(text)
    marks: list[Mark] = []
    at = 0
    is_glued = False
    while at < len(text):
        if space := _SPACE.match(text, at):
            at, is_glued = space.end(), False
            continue
        mark, at = _read_mark(text, at, is_glued)
        if mark is not None:
            marks.append(mark)
            is_glued = True
    return marks


def _read_mark(text: str, at: int, is_glued: bool) -> tuple[Mark | None, int]:
    sign = text[at]
    if sign in _SIGNS:
        return Mark(_SIGNS[sign], glued=is_glued), at + 1
    if sign in QUOTES:
        return _read_phrase(text, at, is_glued)
    if sign == "-":
        return _read_dash(text, at, is_glued)
    if operator := _OPERATOR.match(text, at):
        kind = _SPELLED[operator[1]]
        return Mark(kind, operator[1], is_glued, spelled=True), operator.end()
    if field := _FIELD.match(text, at):
        return _read_field(text, field, is_glued)
    return _read_word(text, at, is_glued)


def _read_phrase(text: str, at: int, is_glued: bool) -> tuple[Mark, int]:
    found = _PHRASE.match(text, at)
    assert found  # noqa: S101 - every quote opens a phrase, if only to the end
    words, close = found.groups()
    mark = Mark(
        Kind.PHRASE,
        words.strip(),
        starred=close.endswith("*"),
        glued=is_glued,
        unfinished=not close and bool(words) and not words[-1].isspace(),
    )
    return mark, found.end()


def _read_dash(text: str, at: int, is_glued: bool) -> tuple[Mark | None, int]:
    """A minus where one dash stands at the start of a term, else nothing."""
    end = at
    while text[end : end + 1] == "-":
        end += 1
    follower = text[end : end + 1]
    if end - at > 1 or not follower or follower.isspace() or follower in ")|":
        return None, end
    return Mark(Kind.NOT, "-", glued=is_glued), end


def _read_field(text: str, field: re.Match[str], is_glued: bool) -> tuple[Mark | None, int]:
    name, at = field[1].casefold(), field.end()
    if name not in CONDITION_FIELDS:
        follower = text[at : at + 1]
        if not follower or follower.isspace() or follower in ")|":
            return _name_alone(field[1], is_glued), at
        return Mark(Kind.FIELD, field[1], glued=is_glued), at
    if text[at : at + 1] == "(":
        return Mark(Kind.FIELD, name, glued=is_glued), at
    parts: list[str] = []
    while value := _VALUE.match(text, at):
        at = value.end()
        if part := (value[1] or value[2] or "").strip():
            parts.append(part)
    mark = Mark(
        Kind.CONDITION, name, glued=is_glued, parts=tuple(parts), unfinished=at == len(text)
    )
    return mark, at


def _name_alone(name: str, is_glued: bool) -> Mark | None:
    """A name that nothing follows: a field still being typed, or "Attention: a survey"."""
    if name.casefold() in ("title", "abs", "abstract"):
        return None
    return Mark(Kind.WORD, name, glued=is_glued)


def _read_word(text: str, at: int, is_glued: bool) -> tuple[Mark | None, int]:
    end = _end_of_word(text, at)
    word = text[at:end]
    bare = word.rstrip(_PUNCTUATION + "*")
    if bare in _SPELLED:
        bare = word.rstrip("*")  # "OR." is no operator, and must not become one
    if not any(character.isalnum() for character in bare):
        return (Mark(Kind.WORD, word, glued=is_glued) if _is_symbol(word) else None), end
    is_starred = "*" in word[len(bare) :]
    is_unfinished = end == len(text) and bare == word
    return Mark(Kind.WORD, bare, is_starred, is_glued, unfinished=is_unfinished), end


def _is_symbol(word: str) -> bool:
    """Whether someone may have meant it: an emoji, an arrow; not punctuation."""
    return not word.isascii() and not all(character in "–—…·•" for character in word)


def _end_of_word(text: str, at: int) -> int:
    """Where the word that starts at `at` ends; brackets that balance within it belong to it."""
    while at < len(text):
        bare = _BARE.match(text, at)
        if bare:
            at = bare.end()
        if text[at : at + 1] != "(" or (end := _closing(text, at)) is None:
            return at
        at = end
    return at


def _closing(text: str, at: int) -> int | None:
    """The end of the bracket opened at `at` if it closes before the next space or quote."""
    depth = 0
    for position in range(at, min(len(text), at + 200)):
        character = text[position]
        if character.isspace() or character in QUOTES:
            return None
        depth += (character == "(") - (character == ")")
        if depth == 0:
            return position + 1
    return None
