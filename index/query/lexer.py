"""A query cut into marks: words, phrases, patterns, fields, brackets and operators."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from index.query.language import TEXT_FIELDS, VALUE_FIELDS
from index.query.marks import Kind, Mark

if TYPE_CHECKING:
    from collections.abc import Iterator

QUOTES = '"“”„‟'
_PUNCTUATION = ".,;:!?…？"
_LONGEST_IN_BRACKETS = 100  # characters of a word's own brackets: O(n^2)

_SPACE = re.compile(r"\s+")
_OPERATOR = re.compile(rf"(AND|OR|NOT)(?![^\s()|{QUOTES}])")
_FIELD = re.compile(r"([^\W\d_]{1,30}):(?!//)")
_BARE = re.compile(rf"[^\s()|{QUOTES}]+")
_VALUE = re.compile(rf"[{QUOTES}]([^{QUOTES}]*)(?:[{QUOTES}]|$)|([^\s()|,{QUOTES}]+)|(,)")
_PHRASE = re.compile(rf"[{QUOTES}]([^{QUOTES}]*)([{QUOTES}]\*?|$)")
_QUOTED = re.compile(rf"=[{QUOTES}]([^{QUOTES}]*)([{QUOTES}]|$)")
_REGEX = re.compile(r"/(?!\s)((?:\\.|[^\\\n])+?)/(?<!\s/)(?=[\s()|]|$)")
_REGEX_END = re.compile(r"/(?<!\s/)(?=[\s()|]|$)")
_SAVED = re.compile(rf"@([^\s()|,@{QUOTES}]+)")
_WORDS = re.compile(rf"[^\s()|\[\]{{}}\\:{QUOTES}]+")
_SLIPS = re.compile(rf"~[\d~*{_PUNCTUATION}]*$")  # others write how many: "~1"
_SPELLED = {"AND": Kind.AND, "OR": Kind.OR, "NOT": Kind.NOT}
_SIGNS = {"(": Kind.OPEN, ")": Kind.CLOSE, "|": Kind.OR}
_SIGNED = "=/@~"  # they mean something at the start of a term, or else nothing


def read_marks(text: str) -> list[Mark]:
    """Every mark of a cleaned text, in order. Any string at all can be read."""
    return [mark for mark, _, _ in read_pieces(text) if mark is not None]


def read_pieces(text: str) -> Iterator[tuple[Mark | None, int, int]]:
    """Each mark with its start and end; None for a sign that means nothing where it stands."""
    at = 0
    is_glued = False
    while at < len(text):
        if space := _SPACE.match(text, at):
            at, is_glued = space.end(), False
            continue
        start = at
        mark, at = _read_mark(text, start, is_glued)
        is_glued = is_glued or mark is not None
        yield mark, start, at


def words_of(text: str) -> list[Mark]:
    """The plain words of what looked like a sign of the language, and is none.

    Each holds a letter or a digit: what holds none cannot be looked for.
    """
    words = (_word(word.lstrip("-" + _SIGNED), False) for word in _WORDS.findall(text))
    return [Mark(Kind.WORD, word.text) for word in words if word and has_letter(word.text)]


def has_letter(text: str) -> bool:
    """Whether a letter or a digit is in it, of any script."""
    return any(map(str.isalnum, text))


def _read_mark(text: str, at: int, is_glued: bool) -> tuple[Mark | None, int]:
    sign = text[at]
    if sign in _SIGNS:
        return Mark(_SIGNS[sign], glued=is_glued), at + 1
    if sign in QUOTES:
        return _read_phrase(text, at, is_glued)
    if sign == "-":
        return _read_dash(text, at, is_glued)
    if sign in _SIGNED:
        return _read_signed(text, at, is_glued)
    if operator := _OPERATOR.match(text, at):
        kind = _SPELLED[operator[1]]
        return Mark(kind, operator[1], glued=is_glued, spelled=True), operator.end()
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
        unclosed=not close and bool(words),
    )
    return mark, found.end()


def _read_dash(text: str, at: int, is_glued: bool) -> tuple[Mark | None, int]:
    """A minus where one dash stands at the start of a term, and not within one; else nothing."""
    end = at
    while text[end : end + 1] == "-":
        end += 1
    follower = text[end : end + 1]
    if end - at > 1 or not follower or follower.isspace() or follower in ")|":
        return None, end
    if text[at - 1 : at] == ")":  # "(LSTM)-based"
        return None, end
    return Mark(Kind.NOT, "-", glued=is_glued), end


def _read_signed(text: str, at: int, is_glued: bool) -> tuple[Mark | None, int]:
    """A substring, a regular expression or a saved search; nothing where the sign is none."""
    if quoted := _QUOTED.match(text, at):
        chars, close = quoted.groups()
        mark = Mark(Kind.SUBSTRING, chars, glued=is_glued, unclosed=not close and bool(chars))
        return mark, quoted.end()
    if text[at] == "=" and (end := _end_of_word(text, at + 1)) > at + 1:
        return Mark(Kind.SUBSTRING, text[at + 1 : end], glued=is_glued), end
    # Without the first look, many a lone "/" would each read on to the end.
    if text[at] == "/" and _REGEX_END.search(text, at + 1) and (regex := _REGEX.match(text, at)):
        return Mark(Kind.REGEX, regex[1], glued=is_glued), regex.end()
    if saved := _SAVED.match(text, at):
        name = saved[1].rstrip(_PUNCTUATION)
        is_unfinished = saved.end() == len(text) and name == saved[1]
        if name:
            return Mark(Kind.SAVED, name, glued=is_glued, unfinished=is_unfinished), saved.end()
    return None, at + 1


def _read_field(text: str, field: re.Match[str], is_glued: bool) -> tuple[Mark | None, int]:
    name, at = field[1].casefold(), field.end()
    if name not in VALUE_FIELDS:
        follower = text[at : at + 1]
        if not follower or follower.isspace() or follower in ")|":
            return _name_alone(field[1], is_glued), at
        return Mark(Kind.FIELD, field[1], glued=is_glued), at
    if text[at : at + 1] == "(":
        return Mark(Kind.FIELD, name, glued=is_glued), at
    parts: list[str] = []
    is_unclosed = False
    while value := _VALUE.match(text, at):
        at = value.end()
        if part := (value[1] or value[2] or "").strip():
            parts.append(part)
            is_unclosed = bool(value[1]) and text[at - 1] not in QUOTES
    mark = Mark(
        Kind.CONDITION,
        name,
        glued=is_glued,
        unfinished=at == len(text),
        unclosed=is_unclosed,
        parts=tuple(parts),
    )
    return mark, at


def _name_alone(name: str, is_glued: bool) -> Mark | None:
    """A name that nothing follows: a field still being typed, or "Attention: a survey"."""
    return None if name.casefold() in TEXT_FIELDS else _word(name, is_glued)


def _read_word(text: str, at: int, is_glued: bool) -> tuple[Mark | None, int]:
    end = _end_of_word(text, at)
    mark = _word(text[at:end], is_glued)
    if mark is not None and end == len(text) and mark.text == text[at:end]:
        mark = replace(mark, unfinished=True)
    return mark, end


def _word(word: str, is_glued: bool) -> Mark | None:
    """A word without the signs that end it; None where nothing is left that was meant."""
    slips = _SLIPS.search(word)
    bare = word[: slips.start() if slips else None].rstrip(_PUNCTUATION + "*")
    tail = word[len(bare) :]
    if not has_letter(bare):
        return Mark(Kind.WORD, word, glued=is_glued) if _is_symbol(word) else None
    return Mark(
        Kind.WORD,
        bare.lower() if bare in _SPELLED else bare,  # "OR." is no operator, nor becomes one
        starred="*" in tail and slips is None,
        slips=slips is not None,
        asks="?" in tail or "？" in tail,
        glued=is_glued,
    )


def _is_symbol(word: str) -> bool:
    """Whether someone may have meant it: an emoji, an arrow; not punctuation."""
    return not word.isascii() and not all(character in "–—…·•？" for character in word)


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
    last = min(len(text), at + _LONGEST_IN_BRACKETS)
    if text.find(")", at, last) < 0:
        return None
    for position in range(at, last):
        character = text[position]
        if character.isspace() or character in QUOTES:
            return None
        depth += (character == "(") - (character == ")")
        if depth == 0:
            return position + 1
    return None
