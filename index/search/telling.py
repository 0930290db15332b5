"""The words of a sentence that tell something: those that it is answered by."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from index.query.tree import And, Most, Or, Phrase, Word
from index.search.plain_words import FUNCTION_WORDS
from index.search.tokens import words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from index.query.tree import Tree, Words


def telling(parts: Iterable[Word]) -> tuple[Word, ...]:
    """The words of a sentence without those that any text holds, unless it has no others.

    Each stands alone: "self-attention" is two words here, that may be far apart.
    """
    cut = tuple(word for part in parts for word in _cut(part))
    return tuple(word for word in cut if not is_function_word(word)) or cut


class Ranking(NamedTuple):
    """A word or phrase that papers are ranked by."""

    leaf: Words
    is_said: bool = False  # in a sentence, where it may be a slip of the hand


def ranked_by(tree: Tree) -> Iterator[Ranking]:
    """What papers are found and ranked by, in order, as often as it is said."""
    if isinstance(tree, Most):
        yield from (Ranking(word, is_said=True) for word in telling(tree.parts))
    elif isinstance(tree, And | Or):
        for part in tree.parts:
            yield from ranked_by(part)
    elif isinstance(tree, Word | Phrase):
        yield Ranking(tree)


def _cut(part: Word) -> Iterator[Word]:
    forms = words(part.text)
    if len(forms) == 1:
        yield part
        return
    for place, form in enumerate(forms, 1):
        is_last = place == len(forms)
        yield replace(part, text=form, prefix=part.prefix and is_last, typed=part.typed and is_last)


def is_function_word(word: Word) -> bool:
    """Whether any text may hold it, such as "about"; not where it is a beginning, as "in*" is."""
    is_beginning = word.prefix and not word.typed
    return not is_beginning and FUNCTION_WORDS.issuperset(words(word.text))
